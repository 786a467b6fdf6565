/** Where a request goes that names no VPC or subnet: the default VPC of the account in the Region, and its default subnets. */
import { inPlace, type Network } from './network.ts'
import type { Place } from './owned.ts'
import type { Subnet } from './subnet.ts'
import type { Vpc } from './vpc.ts'

export const defaultVpcOf = (network: Network, place: Place): Vpc | undefined =>
  inPlace(network, 'vpc', place).find(vpc => vpc.isDefault)

/** The default subnet in a zone, or the one in the first zone that has one. */
export const defaultSubnetOf = (network: Network, vpc: Vpc, zone?: string): Subnet | undefined =>
  network.subnets
    .where('vpc', vpc.id)
    .filter(subnet => subnet.isDefault && (zone === undefined || subnet.zone === zone))
    .toSorted((a, b) => a.zone.localeCompare(b.zone))[0]
