/** Finding a peering: it has two owners, and is there for a caller who is one of them, in that side's Region, while it is shown. */
import { isId, malformed, notFound } from '../model/identities.ts'
import type { Network } from '../model/network.ts'
import { type Caller, placeOf } from '../model/owned.ts'
import { type Peering, type SideName, sidesAt } from '../model/peering.ts'
import { isVisible } from '../model/peering-lifecycle.ts'
import { refuse } from '../model/refusals.ts'
import type { Situation } from './decide.ts'

/** The caller's peering of that id. Refuses: MissingParameter, InvalidVpcPeeringConnectionId.Malformed, ….NotFound. */
export function findPeering(
  { network, caller, now }: Pick<Situation, 'network' | 'caller' | 'now'>,
  id: string | undefined,
): Peering {
  if (id === undefined) throw refuse('MissingParameter', 'vpcPeeringConnectionId')
  if (!isId('pcx', id)) throw malformed('peering', id)
  const peering = lookUpPeering(network, caller, now, id)
  if (!peering) throw notFound('peering', id)
  return peering
}

/** The same without a refusal. */
export function lookUpPeering(
  network: Network,
  caller: Caller,
  now: number,
  id: string,
): Peering | undefined {
  const peering = network.peerings.get(id)
  return peering && visibleSides(peering, caller, now).length > 0 ? peering : undefined
}

/** The sides by which the caller sees a peering. */
export const visibleSides = (peering: Peering, caller: Caller, now: number): readonly SideName[] =>
  sidesAt(peering, placeOf(caller)).filter(side => isVisible(peering, side, now))
