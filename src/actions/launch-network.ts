/** Where in the network a launch puts its instances: subnets, groups and addresses of their interfaces. */
import type { Placement } from '@aws-sdk/client-ec2'
import { takeAddresses } from '../model/address-wish.ts'
import type { Birth } from '../model/birth.ts'
import { defaultSubnetOf, homeOf } from '../model/default-vpc.ts'
import { isClassic } from '../model/ec2-classic.ts'
import { serves } from '../model/group-association.ts'
import { groupNamed } from '../model/group-text.ts'
import { newNetworkInterface } from '../model/interface-birth.ts'
import { whyNotAddresses, whyNotDevices } from '../model/interface-rules.ts'
import type { Device, Devices } from '../model/launch.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { placeKey, placeOf, type Tags } from '../model/owned.ts'
import { Refusal, refuse } from '../model/refusals.ts'
import { zonesOf } from '../model/regions.ts'
import { DEFAULT_GROUP, type SecurityGroup } from '../model/security-group.ts'
import type { Subnet } from '../model/subnet.ts'
import { SubnetAddresses } from '../model/subnet-addresses.ts'
import type { Input, Situation } from './decide.ts'
import { find } from './find.ts'
import { findGroupNamed } from './find-group.ts'
import type { GroupWish, InterfaceWish } from './read-interface.ts'

/**
 * The subnet asked for, or the default one (in EC2-Classic, Amazon's), in the zone if one is asked for. Refuses: InvalidSubnetID.NotFound,
 * InvalidParameterValue (zone), InvalidParameterCombination, VPCIdNotSpecified, InvalidInput, MissingInput.
 */
function findSubnet(
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

/** Empty text is as good as none: HashiCorp's AWS provider always sends the name. */
function findZone({ caller }: Situation, placement: Placement = {}): string | undefined {
  const [name, id] = [placement.AvailabilityZone || undefined, placement.AvailabilityZoneId || undefined]
  if (name === undefined && id === undefined) return undefined
  const zone = zonesOf(caller.region).find(
    one => one.name === (name ?? one.name) && one.id === (id ?? one.id),
  )
  if (!zone) throw refuse('InvalidParameterValue/launch-zone', name ?? id ?? '')
  return zone.name
}

function findDefaultSubnet({ network, caller }: Situation, zone: string | undefined): Subnet {
  const vpc = homeOf(network, placeOf(caller))
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
export function findGroups(situation: Situation, subnet: Subnet, wish: GroupWish): readonly string[] {
  const { network, caller } = situation
  const asked = [
    ...wish.groupIds.map(id => find(situation, 'security-group', id)),
    ...wish.groupNames.map(name => findGroupNamed(situation, name)),
  ]
  const groups =
    asked.length > 0
      ? asked
      : [groupNamed(network, { ...subnet, ownerId: caller.accountId }, DEFAULT_GROUP) as SecurityGroup]
  return checkedGroups(situation, subnet, groups)
}

/**
 * Each group once. Refuses: InvalidParameter (it does not serve the subnet's VPC), InvalidParameterCombination (a VPC's, in
 * EC2-Classic), SecurityGroupsPerInterfaceLimitExceeded.
 */
function checkedGroups(
  { network, quotas }: Situation,
  { id, vpcId }: Pick<Subnet, 'id' | 'vpcId'>,
  groups: readonly SecurityGroup[],
): readonly string[] {
  const foreign = groups.find(group => !serves(network, group, vpcId))
  if (foreign)
    throw isClassic(network, { vpcId })
      ? refuse('InvalidParameterCombination/vpc-groups')
      : refuse('InvalidParameter/group-and-subnet', foreign.id, id)
  const ids = [...new Set(groups.map(group => group.id))]
  if (ids.length > quotas['security-groups-per-interface'])
    throw refuse('SecurityGroupsPerInterfaceLimitExceeded')
  return ids
}

/** An interface with other groups, by their ids. Refuses: MissingParameter, and what `find` and `checkedGroups` refuse. */
export function withGroups(
  situation: Situation,
  one: NetworkInterface,
  ids: readonly string[],
): NetworkInterface {
  if (ids.length === 0) throw refuse('MissingParameter', 'groupId')
  const groups = ids.map(id => find(situation, 'security-group', id))
  const subnet = { id: one.subnetId, vpcId: one.vpcId }
  return { ...one, groups: checkedGroups(situation, subnet, groups) }
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

/** How many interfaces the caller may still make in the Region. */
export const roomForInterfaces = ({ network, caller, quotas }: Situation): number =>
  quotas['interfaces-per-region'] - network.networkInterfaces.count('place', placeKey(placeOf(caller)))

/** What the launch knows about one interface of each instance before it has addresses. */
type Slot = Pick<Device, 'deviceIndex' | 'deleteOnTermination'> &
  (
    | { readonly existing: NetworkInterface }
    | {
        readonly wish: Exclude<InterfaceWish, { readonly existingId: string }>
        readonly pool: SubnetAddresses
        readonly groups: readonly string[]
      }
  )

interface Plan {
  readonly wishes: readonly InterfaceWish[]
  readonly counts: Counts
  readonly type: string
  readonly placement: Placement | undefined
  /** Of the interfaces that are made. */
  readonly tags: Tags
}

/**
 * The interfaces of each instance of a launch, with the addresses asked for or the lowest free ones. Refuses: as
 * `findSubnet`, `findGroups` and `takeAddresses`; InvalidParameterCombination (one address or interface for several),
 * InvalidNetworkInterfaceID.NotFound, InvalidNetworkInterface.InUse, InvalidParameterValue (different networks),
 * AttachmentLimitExceeded, PrivateIpAddressLimitExceeded, NetworkInterfaceLimitExceeded.
 */
export function findDevices(situation: Situation, plan: Plan): readonly Devices[] {
  const { wishes, counts, type } = plan
  if (counts.most > 1) refuseForSeveral(wishes)
  const slots = slotsOf(situation, plan)
  const no = whyNotTogether(slots) ?? whyNotDevices(type, slots.length)
  if (no) throw no
  const added = slots.filter(slot => !('existing' in slot)).length
  const room = roomForInterfaces(situation)
  const all: Devices[] = []
  while (all.length < counts.most) {
    const devices =
      (all.length + 1) * added > room ? refuse('NetworkInterfaceLimitExceeded') : make(situation, plan, slots)
    if (!(devices instanceof Refusal)) all.push(devices)
    else if (all.length < counts.least) throw devices
    else break
  }
  return all
}

function refuseForSeveral(wishes: readonly InterfaceWish[]): void {
  const isOne = (wish: InterfaceWish) =>
    'existingId' in wish ||
    wish.addresses.primary !== undefined ||
    wish.addresses.secondary.length + wish.addresses.ipv6.length > 0
  if (wishes.some(isOne)) throw refuse('InvalidParameterCombination/interface-of-several')
}

function slotsOf(situation: Situation, { wishes, placement }: Plan): readonly Slot[] {
  const pools = new Map<string, SubnetAddresses>()
  return wishes.map(wish => {
    const { deviceIndex, deleteOnTermination } = wish
    if ('existingId' in wish)
      return { existing: findUnused(situation, wish.existingId), deviceIndex, deleteOnTermination }
    const subnet = findSubnet(situation, wish.subnetId, placement)
    const pool = pools.get(subnet.id) ?? new SubnetAddresses(situation.network, subnet)
    pools.set(subnet.id, pool)
    return { wish, pool, groups: findGroups(situation, subnet, wish), deviceIndex, deleteOnTermination }
  })
}

function findUnused(situation: Situation, id: string): NetworkInterface {
  const one = find(situation, 'network-interface', id)
  if (one.attachment || one.requester) throw refuse('InvalidNetworkInterface.InUse', id)
  return one
}

/** The interfaces of an instance are in one VPC and one zone. */
function whyNotTogether(slots: readonly Slot[]): Refusal | undefined {
  const [first, ...others] = slots.map(slot => ('existing' in slot ? slot.existing : slot.pool.subnet))
  const foreign = others.find(one => one.vpcId !== first?.vpcId)
  if (foreign) return refuse('InvalidParameterValue/different-networks', first?.id ?? '', foreign.id)
  const elsewhere = others.find(one => one.zone !== first?.zone)
  return elsewhere && refuse('InvalidParameterCombination/attach-zone')
}

/** The devices of one more instance. */
function make(situation: Situation, { type, tags }: Plan, slots: readonly Slot[]): Devices | Refusal {
  const birth: Birth = { ...situation, place: placeOf(situation.caller) }
  const devices: Device[] = []
  for (const slot of slots) {
    const { deviceIndex, deleteOnTermination } = slot
    const one = 'existing' in slot ? slot.existing : born(birth, slot, tags)
    if (one instanceof Refusal) return one
    const no = whyNotAddresses(type, one.addresses)
    if (no) return no
    devices.push({ interface: one, deviceIndex, deleteOnTermination })
  }
  return devices as unknown as Devices
}

function born(
  birth: Birth,
  { wish, pool, groups }: Exclude<Slot, { readonly existing: NetworkInterface }>,
  tags: Tags,
): NetworkInterface | Refusal {
  const { description, primaryIpv6 } = wish
  const addresses = takeAddresses(pool, wish.addresses)
  return addresses instanceof Refusal
    ? addresses
    : newNetworkInterface(birth, { subnet: pool.subnet, addresses, groups, description, primaryIpv6, tags })
}
