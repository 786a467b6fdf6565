import { newNatGateway } from '../model/nat-gateway-birth.ts'
import { whyNotAnotherIn, whyNotSoMany } from '../model/nat-gateway-rules.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { Refusal, refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { findAllocationsForNat } from './find-address.ts'
import { readNatGateway } from './read-nat-gateway.ts'
import { showNatGateway } from './show-nat-gateway.ts'
import { tagsFor } from './tags.ts'

/**
 * `pending` now; whether it can work is found out afterwards. Refuses: as `readNatGateway`, `find` and `tagsFor`,
 * InvalidElasticIpID.NotFound, what `newNatGateway` refuses, NatGatewayLimitExceeded, AddressLimitExceeded,
 * PrivateIpAddressLimitExceeded, NetworkInterfaceLimitExceeded.
 */
export const CreateNatGateway: Decide<'CreateNatGateway'> = (situation, input) => {
  const { network, caller, now, newId, quotas } = situation
  const tags = tagsFor('natgateway', input.TagSpecifications)
  const wish = readNatGateway(input)
  const subnet = find(situation, 'subnet', input.SubnetId)
  const elastic = findAllocationsForNat(situation, wish.allocationIds)
  const count = 1 + wish.secondary.length + wish.secondaryCount
  const no =
    whyNotAnotherIn(network, subnet, quotas['nat-gateways-per-zone']) ??
    whyNotSoMany(wish.connectivity, count, quotas)
  if (no) throw no
  const interfaces = network.networkInterfaces.count('place', placeKey(placeOf(caller)))
  if (interfaces >= quotas['interfaces-per-region']) throw refuse('NetworkInterfaceLimitExceeded')
  const made = newNatGateway(
    network,
    { place: placeOf(caller), now, newId },
    { ...wish, subnet, elastic, tags },
  )
  if (made instanceof Refusal) throw made
  const [gateway, changes] = made
  const { ClientToken } = input
  return {
    changes,
    reply: { ...(ClientToken !== undefined && { ClientToken }), NatGateway: showNatGateway(gateway) },
  }
}
