import { takeNamed, takeSome } from '../model/address-wish.ts'
import { whyNotGrow } from '../model/interface-rules.ts'
import { put } from '../model/network.ts'
import { withAddresses } from '../model/network-interface.ts'
import { Refusal, refuse } from '../model/refusals.ts'
import type { Subnet } from '../model/subnet.ts'
import { SubnetAddresses } from '../model/subnet-addresses.ts'
import type { Decide } from './decide.ts'
import { findInterface } from './find-interface.ts'
import { readAddress, readCount } from './read-addresses.ts'
import { refuseUnsupported } from './unsupported.ts'

/**
 * Named addresses, or as many free ones. Refuses: as `findInterface`, MissingParameter, InvalidParameterCombination,
 * InvalidParameterValue, InvalidIPAddress.InUse, UnsupportedOperation (prefixes), PrivateIpAddressLimitExceeded.
 */
export const AssignIpv6Addresses: Decide<'AssignIpv6Addresses'> = (situation, input) => {
  const { network } = situation
  refuseUnsupported(input, { Ipv6PrefixCount: [0], Ipv6Prefixes: [] })
  const { Ipv6Addresses: texts = [], Ipv6AddressCount: count = 0 } = input
  if (texts.length === 0 && count === 0) throw refuse('MissingParameter', 'ipv6AddressCount or ipv6Addresses')
  if (texts.length > 0 && count > 0)
    throw refuse('InvalidParameterCombination/together', 'ipv6Addresses', 'ipv6AddressCount')
  const one = findInterface(situation, input.NetworkInterfaceId)
  const named = texts.map(text => readAddress(text, 6, 'ipv6Addresses'))
  const pool = new SubnetAddresses(network, network.subnets.get(one.subnetId) as Subnet)
  const taken =
    named.length > 0 ? takeNamed(pool, named) : takeSome(pool, 6, readCount(count, 'ipv6AddressCount'))
  if (taken instanceof Refusal) throw taken
  const after = withAddresses(one, [...one.addresses, ...taken])
  const no = whyNotGrow(network, after)
  if (no) throw no
  return {
    changes: [put(after)],
    reply: { NetworkInterfaceId: one.id, AssignedIpv6Addresses: taken.map(({ text }) => text) },
  }
}
