import type { Address } from '../model/cidr.ts'
import type { ElasticAddress } from '../model/elastic-address.ts'
import { put } from '../model/network.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { freePublicAddress, isFree } from '../model/public-pool.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide, Input, Situation } from './decide.ts'
import { readPublic } from './find-address.ts'
import { AMAZON_POOL } from './show-address.ts'
import { tagsFor } from './tags.ts'

/**
 * Refuses: UnsupportedOperation (EC2-Classic), InvalidParameterValue (border group), ….NotFound of pools, AddressLimitExceeded,
 * InvalidAddress.Malformed, InvalidAddress.NotFound (not to be had), InsufficientAddressCapacity, and as `tagsFor`.
 */
export const AllocateAddress: Decide<'AllocateAddress'> = (situation, input) => {
  const { network, caller, now, newId, quotas } = situation
  const tags = tagsFor('elastic-ip', input.TagSpecifications)
  checkPool(situation, input)
  const id = newId('eipalloc')
  const address = chosen(situation, input.Address, id)
  if (network.elasticAddresses.count('place', placeKey(placeOf(caller))) >= quotas['addresses-per-region'])
    throw refuse('AddressLimitExceeded')
  const elastic: ElasticAddress = {
    kind: 'elastic-address',
    id,
    ...placeOf(caller),
    address,
    tags,
    createdAt: now,
  }
  const reply = {
    AllocationId: id,
    PublicIpv4Pool: AMAZON_POOL,
    NetworkBorderGroup: caller.region,
    Domain: 'vpc',
    PublicIp: address.text,
  } as const
  return { changes: [put(elastic)], reply }
}

/** Amazon's pool is the only one, and a Region its only border group. */
function checkPool({ caller }: Situation, input: Input<'AllocateAddress'>): void {
  const { Domain, NetworkBorderGroup: group, PublicIpv4Pool: pool } = input
  if (Domain === 'standard') throw refuse('UnsupportedOperation/classic')
  if (group !== undefined && group !== caller.region)
    throw refuse('InvalidParameterValue/network-border-group', group)
  if (pool !== undefined && pool !== AMAZON_POOL) throw refuse('InvalidPublicIpv4PoolID.NotFound', pool)
  if (input.CustomerOwnedIpv4Pool !== undefined)
    throw refuse('InvalidPoolID.NotFound', input.CustomerOwnedIpv4Pool)
  if (input.IpamPoolId !== undefined) throw refuse('InvalidIpamPoolId.NotFound', input.IpamPoolId)
}

/** The address asked for, as whoever released it may ask for it again; or any. */
function chosen({ network }: Situation, wish: string | undefined, seed: string): Address {
  if (wish !== undefined) {
    const address = readPublic(wish)
    if (!isFree(network, address)) throw refuse('InvalidAddress.NotFound', wish)
    return address
  }
  const address = freePublicAddress(network, seed)
  if (!address) throw refuse('InsufficientAddressCapacity')
  return address
}
