/** The network interfaces that an interface endpoint has in its subnets. */
import { parseAddress } from '../model/cidr.ts'
import { newNetworkInterface } from '../model/interface-birth.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Subnet } from '../model/subnet.ts'
import { SubnetAddresses } from '../model/subnet-addresses.ts'
import type { Input, Situation } from './decide.ts'
import { find } from './find.ts'
import { refuseUnsupported } from './unsupported.ts'

/** A subnet, and the address that the endpoint is to have in it; the lowest free one if none is asked for. */
export interface SubnetWish {
  readonly subnet: Subnet
  readonly address?: string
}

/**
 * The subnets that a request names, with the addresses that it asks for. Refuses: as `find`, InvalidParameter
 * (an address for a subnet that is not named), UnsupportedOperation (IPv6).
 */
export function readSubnets(
  situation: Situation,
  ids: readonly string[] = [],
  configurations: Input<'CreateVpcEndpoint'>['SubnetConfigurations'] = [],
): readonly SubnetWish[] {
  for (const one of configurations) refuseUnsupported(one, { Ipv6: [] }, 'subnetConfiguration.')
  const named = [...ids, ...configurations.flatMap(one => one.SubnetId ?? [])]
  return [...new Set(named)].map(id => {
    const address = configurations.find(one => one.SubnetId === id)?.Ipv4
    return { subnet: find(situation, 'subnet', id), ...(address !== undefined && { address }) }
  })
}

/**
 * An interface in each of the subnets. Refuses: InvalidParameterValue (no address of the subnet), InvalidIPAddress.InUse,
 * InsufficientFreeAddressesInSubnet, NetworkInterfaceLimitExceeded.
 */
export function endpointInterfaces(
  { network, caller, now, newId, quotas }: Situation,
  endpointId: string,
  groups: readonly string[],
  wishes: readonly SubnetWish[],
): readonly NetworkInterface[] {
  const place = placeOf(caller)
  const here = network.networkInterfaces.count('place', placeKey(place))
  if (here + wishes.length > quotas['interfaces-per-region']) throw refuse('NetworkInterfaceLimitExceeded')
  return wishes.map(wish => ({
    ...newNetworkInterface(
      { now, newId },
      {
        subnet: wish.subnet,
        addresses: [addressFor(new SubnetAddresses(network, wish.subnet), wish.address)],
        groups,
        description: `VPC Endpoint Interface ${endpointId}`,
      },
    ),
    requester: { type: 'vpc_endpoint', attachmentId: newId('ela-attach') },
  }))
}

function addressFor(addresses: SubnetAddresses, text: string | undefined) {
  if (text === undefined) {
    const free = addresses.takeFree(4)
    if (!free) throw refuse('InsufficientFreeAddressesInSubnet')
    return free
  }
  const address = parseAddress(text)
  if (address?.version !== 4) throw refuse('InvalidParameterValue/address', text, 'ipv4')
  const no = addresses.whyNot(address)
  if (no) throw no
  return address
}
