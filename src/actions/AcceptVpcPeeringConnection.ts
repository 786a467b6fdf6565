import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { move } from '../model/peering-lifecycle.ts'
import { whyNotAccept } from '../model/peering-rules.ts'
import type { Decide } from './decide.ts'
import { findPeering } from './find-peering.ts'
import { showPeering } from './show-peering.ts'

/**
 * Accepts a request: it is provisioning, and active when the link is there.
 * Refuses: ids, OperationNotPermitted (not the accepter, wrong Region), InvalidStateTransition,
 * VpcPeeringConnectionAlreadyExists, ActiveVpcPeeringConnectionPerVpcLimitExceeded.
 */
export const AcceptVpcPeeringConnection: Decide<'AcceptVpcPeeringConnection'> = (situation, input) => {
  const { network, caller, now, quotas } = situation
  const peering = findPeering(situation, input.VpcPeeringConnectionId)
  const no = whyNotAccept(network, peering, placeOf(caller), quotas)
  if (no) throw no
  const accepted = move(peering, 'accept', now)
  return { changes: [put(accepted)], reply: { VpcPeeringConnection: showPeering(network, caller, accepted) } }
}
