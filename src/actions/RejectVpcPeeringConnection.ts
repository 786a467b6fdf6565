import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { move } from '../model/peering-lifecycle.ts'
import { whyNotReject } from '../model/peering-rules.ts'
import type { Decide } from './decide.ts'
import { findPeering } from './find-peering.ts'

/** Refuses: ids, OperationNotPermitted (not the accepter, wrong Region), InvalidStateTransition. */
export const RejectVpcPeeringConnection: Decide<'RejectVpcPeeringConnection'> = (situation, input) => {
  const peering = findPeering(situation, input.VpcPeeringConnectionId)
  const no = whyNotReject(peering, placeOf(situation.caller))
  if (no) throw no
  return { changes: [put(move(peering, 'reject', situation.now))], reply: { Return: true } }
}
