/** Finding elastic addresses: by the allocation, by the association, by the address itself. */
import type { Address } from '../model/cidr.ts'
import { parseAddress } from '../model/cidr.ts'
import type { ElasticAddress } from '../model/elastic-address.ts'
import { isId, malformed, notFound } from '../model/identities.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Situation } from './decide.ts'
import { find, lookUp } from './find.ts'

type Where = Pick<Situation, 'network' | 'caller'>

/** Refuses: MissingParameter, InvalidAllocationId.Malformed, InvalidAllocationID.NotFound. */
export const findAllocation = (situation: Where, id: string | undefined): ElasticAddress =>
  find(situation, 'elastic-address', id, 'allocationId')

/** Each once, in the order in which they are named. Refuses: as `findAllocation`; those that are missing all at once. */
export function findAllocations(situation: Where, given: readonly string[]): readonly ElasticAddress[] {
  const ids = [...new Set(given)]
  const wrong = ids.find(id => !isId('eipalloc', id))
  if (wrong !== undefined) throw malformed('elastic-address', wrong)
  const missing = ids.filter(id => !lookUp(situation.network, situation.caller, 'elastic-address', id))
  if (missing.length > 1) throw refuse('InvalidAllocationID.NotFound/several', missing)
  return ids.map(id => findAllocation(situation, id))
}

/** For a NAT gateway AWS says it in other words. Refuses: InvalidAllocationId.Malformed, InvalidElasticIpID.NotFound. */
export function findAllocationsForNat(
  { network, caller }: Where,
  given: readonly string[],
): readonly ElasticAddress[] {
  return [...new Set(given)].map(id => {
    if (!isId('eipalloc', id)) throw malformed('elastic-address', id)
    const found = lookUp(network, caller, 'elastic-address', id)
    if (!found) throw refuse('InvalidElasticIpID.NotFound', id)
    return found
  })
}

/** Refuses: InvalidAssociationId.Malformed, InvalidAssociationID.NotFound. */
export function findAssociated({ network, caller }: Where, id: string): ElasticAddress {
  if (!isId('eipassoc', id)) throw refuse('InvalidAssociationId.Malformed', id, 'eipassoc')
  const [found] = network.elasticAddresses.where('association', id).filter(isOf(caller))
  if (!found) throw notFound('route-table-association', id)
  return found
}

/** Refuses: InvalidAddress.Malformed, InvalidAddress.NotFound. */
export function findPublic({ network, caller }: Where, text: string): ElasticAddress {
  const { text: canonical } = readPublic(text)
  const [found] = network.elasticAddresses.where('address', canonical).filter(isOf(caller))
  if (!found) throw refuse('InvalidAddress.NotFound', text)
  return found
}

/** Refuses: InvalidAddress.Malformed. */
export function readPublic(text: string): Address {
  const address = parseAddress(text)
  if (address?.version !== 4) throw refuse('InvalidAddress.Malformed', text)
  return address
}

const isOf =
  (caller: Situation['caller']) =>
  (one: ElasticAddress): boolean =>
    placeKey(one) === placeKey(placeOf(caller))
