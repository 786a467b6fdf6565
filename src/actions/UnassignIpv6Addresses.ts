import { whyNotUnassign } from '../model/interface-rules.ts'
import { put } from '../model/network.ts'
import { withAddresses } from '../model/network-interface.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { findInterface } from './find-interface.ts'
import { readAddress } from './read-addresses.ts'
import { refuseUnsupported } from './unsupported.ts'

/**
 * Refuses: as `findInterface`, MissingParameter, UnsupportedOperation (prefixes), InvalidParameterValue (not its address),
 * OperationNotPermitted (the primary one).
 */
export const UnassignIpv6Addresses: Decide<'UnassignIpv6Addresses'> = (situation, input) => {
  refuseUnsupported(input, { Ipv6Prefixes: [] })
  const { Ipv6Addresses: texts = [] } = input
  if (texts.length === 0) throw refuse('MissingParameter', 'ipv6Addresses')
  const one = findInterface(situation, input.NetworkInterfaceId)
  const given = texts.map(text => readAddress(text, 6, 'ipv6Addresses'))
  const no = whyNotUnassign(one, given)
  if (no) throw no
  const rest = one.addresses.filter(({ at }) => !given.some(address => address.at === at))
  return {
    changes: [put(withAddresses(one, rest))],
    reply: { NetworkInterfaceId: one.id, UnassignedIpv6Addresses: given.map(({ text }) => text) },
  }
}
