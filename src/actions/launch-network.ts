/** Where in the network a launch puts its instances: subnet, groups and addresses. */
import type { Placement } from '@aws-sdk/client-ec2'
import type { Address } from '../model/cidr.ts'
import { defaultSubnetOf, defaultVpcOf } from '../model/default-vpc.ts'
import { groupNamed } from '../model/group-text.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import { zonesOf } from '../model/regions.ts'
import { DEFAULT_GROUP, type SecurityGroup } from '../model/security-group.ts'
import type { Subnet } from '../model/subnet.ts'
import { freeAddresses, whyNotAddress } from '../model/subnet-addresses.ts'
import type { Input, Situation } from './decide.ts'
import { find } from './find.ts'
import { findGroupNamed } from './find-group.ts'
import type { InterfaceWish } from './read-interface.ts'

/**
 * The subnet asked for, or the default one, in the zone if one is asked for. Refuses: InvalidSubnetID.NotFound,
 * InvalidParameterValue (zone), InvalidParameterCombination, VPCIdNotSpecified, InvalidInput, MissingInput.
 */
export function findSubnet(
  situation: Situation,
  subnetId: string | undefined,
  placement: Placement | undefined,
): Subnet {
  const zone = findZone(situation, placement)
  if (subnetId === undefined) return findDefaultSubnet(situation, zone)
  const subnet = find(situation, 'subnet', subnetId)
  if (zone !== undefined && subnet.zone !== zone)
    throw refuse('InvalidParameterCombination/subnet-and-zone', subnet.id, zone)
  return subnet
}

function findZone({ caller }: Situation, placement: Placement = {}): string | undefined {
  const { AvailabilityZone: name, AvailabilityZoneId: id } = placement
  if (name === undefined && id === undefined) return undefined
  const zone = zonesOf(caller.region).find(
    one => one.name === (name ?? one.name) && one.id === (id ?? one.id),
  )
  if (!zone) throw refuse('InvalidParameterValue/launch-zone', name ?? id ?? '')
  return zone.name
}

function findDefaultSubnet({ network, caller }: Situation, zone: string | undefined): Subnet {
  const vpc = defaultVpcOf(network, placeOf(caller))
  if (!vpc) throw refuse('VPCIdNotSpecified')
  const subnet = defaultSubnetOf(network, vpc, zone)
  if (subnet) return subnet
  throw zone === undefined
    ? refuse('MissingInput/no-default-subnet', vpc.id)
    : refuse('InvalidInput/no-default-subnet', zone)
}

/**
 * The groups asked for, or the default group of the subnet's VPC. Refuses: InvalidGroupId.Malformed,
 * InvalidGroup.NotFound, InvalidParameter (another VPC), SecurityGroupsPerInterfaceLimitExceeded.
 */
export function findGroups(situation: Situation, subnet: Subnet, wish: InterfaceWish): readonly string[] {
  const { network, quotas } = situation
  const asked = [
    ...wish.groupIds.map(id => find(situation, 'security-group', id)),
    ...wish.groupNames.map(name => findGroupNamed(situation, name)),
  ]
  const foreign = asked.find(group => group.vpcId !== subnet.vpcId)
  if (foreign) throw refuse('InvalidParameter/group-and-subnet', foreign.id, subnet.id)
  const groups =
    asked.length > 0 ? asked : [groupNamed(network, subnet.vpcId, DEFAULT_GROUP) as SecurityGroup]
  const ids = [...new Set(groups.map(group => group.id))]
  if (ids.length > quotas['security-groups-per-interface'])
    throw refuse('SecurityGroupsPerInterfaceLimitExceeded')
  return ids
}

/** AWS launches as many as it can between the two counts. */
export interface Counts {
  readonly least: number
  readonly most: number
}

/** Refuses: MissingParameter, InvalidParameterValue, InvalidParameterCombination. */
export function readCounts({ MinCount: least, MaxCount: most }: Input<'RunInstances'>): Counts {
  if (least === undefined) throw refuse('MissingParameter', 'minCount')
  if (most === undefined) throw refuse('MissingParameter', 'maxCount')
  if (least < 1) throw refuse('InvalidParameterValue/too-small', least, 'minCount', 0)
  if (least > most) throw refuse('InvalidParameterCombination/counts', least, most)
  return { least, most }
}

/**
 * An address for each instance: the one asked for, or the lowest free ones. Refuses: InvalidParameterCombination,
 * InvalidParameterValue, InvalidIPAddress.InUse, InsufficientFreeAddressesInSubnet, NetworkInterfaceLimitExceeded.
 */
export function findAddresses(
  { network, caller, quotas }: Situation,
  subnet: Subnet,
  wish: Address | undefined,
  { least, most }: Counts,
): readonly Address[] {
  const room =
    quotas['interfaces-per-region'] - network.networkInterfaces.count('place', placeKey(placeOf(caller)))
  if (wish && most > 1) throw refuse('InvalidParameterCombination/address-of-several')
  const no = wish && whyNotAddress(network, subnet, wish)
  if (no) throw no
  const addresses = wish ? [wish] : freeAddresses(network, subnet, Math.min(most, Math.max(room, least)))
  if (addresses.length < least) throw refuse('InsufficientFreeAddressesInSubnet')
  if (room < least) throw refuse('NetworkInterfaceLimitExceeded')
  return addresses
}
