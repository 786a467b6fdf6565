import { whyNotUnassign } from '../model/interface-rules.ts'
import { put } from '../model/network.ts'
import { withAddresses } from '../model/network-interface.ts'
import { withoutAddressAssociations } from '../model/public-mapping.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { findInterface } from './find-interface.ts'
import { readAddress } from './read-addresses.ts'
import { refuseUnsupported } from './unsupported.ts'

/**
 * Elastic addresses of what goes are left. Refuses: as `findInterface`, MissingParameter, UnsupportedOperation (prefixes),
 * InvalidParameterValue (the primary one, not its address).
 */
export const UnassignPrivateIpAddresses: Decide<'UnassignPrivateIpAddresses'> = (situation, input) => {
  const { network } = situation
  refuseUnsupported(input, { Ipv4Prefixes: [] })
  const { PrivateIpAddresses: texts = [] } = input
  if (texts.length === 0) throw refuse('MissingParameter', 'privateIpAddresses')
  const one = findInterface(situation, input.NetworkInterfaceId)
  const given = texts.map(text => readAddress(text, 4, 'privateIpAddresses'))
  const no = whyNotUnassign(one, given)
  if (no) throw no
  const rest = one.addresses.filter(({ at }) => !given.some(address => address.at === at))
  return {
    changes: [...withoutAddressAssociations(network, one.id, given), put(withAddresses(one, rest))],
    reply: {},
  }
}
