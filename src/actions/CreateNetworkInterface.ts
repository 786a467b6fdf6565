import type { NetworkInterfaceStatus } from '@aws-sdk/client-ec2'
import { takeAddresses } from '../model/address-wish.ts'
import { newNetworkInterface } from '../model/interface-birth.ts'
import { put } from '../model/network.ts'
import { Refusal, refuse } from '../model/refusals.ts'
import { SubnetAddresses } from '../model/subnet-addresses.ts'
import type { Decide, Input } from './decide.ts'
import { find } from './find.ts'
import { findGroups, roomForInterfaces } from './launch-network.ts'
import { readAddressWish } from './read-addresses.ts'
import { showNetworkInterface } from './show-network-interface.ts'
import { tagsFor } from './tags.ts'
import { refuseUnsupported, type Unsupported } from './unsupported.ts'

/** What Isthmus does not have: prefixes, interfaces of other types, what tunes connection tracking. */
const unsupported: Unsupported<Input<'CreateNetworkInterface'>> = {
  ConnectionTrackingSpecification: [],
  InterfaceType: [],
  Ipv4PrefixCount: [0],
  Ipv4Prefixes: [],
  Ipv6PrefixCount: [0],
  Ipv6Prefixes: [],
  Operator: [],
}

/** What AWS answers; its own list of states does not have it. */
const PENDING = 'pending' as NetworkInterfaceStatus

/**
 * Refuses: as `find`, `findGroups`, `readAddressWish`, `takeAddresses` and `tagsFor`; UnsupportedOperation,
 * NetworkInterfaceLimitExceeded.
 */
export const CreateNetworkInterface: Decide<'CreateNetworkInterface'> = (situation, input) => {
  const { network } = situation
  refuseUnsupported(input, unsupported)
  const tags = tagsFor('network-interface', input.TagSpecifications)
  const wish = readAddressWish(input)
  const subnet = find(situation, 'subnet', input.SubnetId)
  const groups = findGroups(situation, subnet, { groupIds: input.Groups ?? [], groupNames: [] })
  const addresses = takeAddresses(new SubnetAddresses(network, subnet), wish)
  if (addresses instanceof Refusal) throw addresses
  if (roomForInterfaces(situation) < 1) throw refuse('NetworkInterfaceLimitExceeded')
  const { Description: description = '', EnablePrimaryIpv6: primaryIpv6 = false } = input
  const one = newNetworkInterface(situation, { subnet, addresses, groups, description, tags, primaryIpv6 })
  return {
    changes: [put(one)],
    reply: {
      NetworkInterface: { ...showNetworkInterface(network, one), Status: PENDING },
      ...(input.ClientToken !== undefined && { ClientToken: input.ClientToken }),
    },
  }
}
