import { put } from '../model/network.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { move } from '../model/peering-lifecycle.ts'
import { whyNotDelete } from '../model/peering-rules.ts'
import type { Decide } from './decide.ts'
import { findPeering } from './find-peering.ts'

/**
 * Deletes a peering. Routes to it stay and become blackholes; rules that name the peer's groups stay and become stale.
 * Refuses: ids, InvalidStateTransition, OperationNotPermitted (a request that waits, by its accepter).
 */
export const DeleteVpcPeeringConnection: Decide<'DeleteVpcPeeringConnection'> = (situation, input) => {
  const peering = findPeering(situation, input.VpcPeeringConnectionId)
  const place = placeOf(situation.caller)
  const no = whyNotDelete(peering, place)
  if (no) throw no
  const deleted = move(peering, 'delete', situation.now, { endedBy: placeKey(place) })
  return { changes: [put(deleted)], reply: { Return: true } }
}
