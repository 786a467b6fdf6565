/**
 * Where a request goes that names no VPC, subnet, network ACL or DHCP options: the default VPC of the account in the Region
 * and its default subnets, the default ACL of a VPC, the Region's default options.
 */
import { NO_DHCP_OPTIONS } from './dhcp-options.ts'
import { classicOf } from './ec2-classic.ts'
import { inPlace, type Network } from './network.ts'
import type { NetworkAcl } from './network-acl.ts'
import type { Place } from './owned.ts'
import type { Subnet } from './subnet.ts'
import type { Vpc } from './vpc.ts'

export const defaultVpcOf = (network: Network, place: Place): Vpc | undefined =>
  inPlace(network, 'vpc', place).find(vpc => vpc.isDefault)

/** Where a request goes that names no VPC: the default one, or EC2-Classic where the account has that. */
export const homeOf = (network: Network, place: Place): Vpc | undefined =>
  defaultVpcOf(network, place) ?? classicOf(network, place)

/** The default subnet in a zone, or the one in the first zone that has one. */
export const defaultSubnetOf = (network: Network, vpc: Vpc, zone?: string): Subnet | undefined =>
  network.subnets
    .where('vpc', vpc.id)
    .filter(subnet => subnet.isDefault && (zone === undefined || subnet.zone === zone))
    .toSorted((a, b) => a.zone.localeCompare(b.zone))[0]

/** The id of the DHCP options that a new VPC has: those of the Region's opening, while they are there. */
export const defaultDhcpOptionsOf = (network: Network, place: Place): string =>
  inPlace(network, 'dhcp-options', place).find(set => set.isDefault)?.id ?? NO_DHCP_OPTIONS

/** The network ACL that a VPC was born with. */
export function defaultAclOf(network: Network, { id }: Vpc): NetworkAcl {
  const acl = network.networkAcls.where('vpc', id).find(one => one.isDefault)
  if (!acl) throw new Error(`${id} has no default network ACL`)
  return acl
}
