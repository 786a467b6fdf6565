/**
 * The network interfaces that a launch request wants for each of its instances: from the request's own members, or from
 * its network interface specifications, into one form.
 */
import type { InstanceNetworkInterfaceSpecification as Specification } from '@aws-sdk/client-ec2'
import type { AddressWish } from '../model/address-wish.ts'
import { refuse } from '../model/refusals.ts'
import type { Input } from './decide.ts'
import { readAddressWish } from './read-addresses.ts'
import { refuseUnsupported, type Unsupported } from './unsupported.ts'

type Request = Input<'RunInstances'>

export type InterfaceWish = (NewInterfaceWish | ExistingInterfaceWish) & {
  readonly deviceIndex: number
  readonly deleteOnTermination: boolean
}

export interface GroupWish {
  readonly groupIds: readonly string[]
  readonly groupNames: readonly string[]
}

interface NewInterfaceWish extends GroupWish {
  readonly subnetId?: string
  readonly addresses: AddressWish
  readonly description: string
  readonly primaryIpv6: boolean
  /** One of Amazon's; absent: as the subnet says. */
  readonly publicAddress?: boolean
}

interface ExistingInterfaceWish {
  readonly existingId: string
}

/** By device index, the primary one first. Refuses: UnsupportedOperation, InvalidParameterCombination, InvalidParameterValue. */
export function readInterfaces(input: Request): readonly InterfaceWish[] {
  const specifications = input.NetworkInterfaces ?? []
  if (specifications.length === 0) return [fromRequest(input)]
  refuseBeside(input)
  const wishes = specifications
    .map(fromSpecification)
    .toSorted((one, other) => one.deviceIndex - other.deviceIndex)
  const indexes = new Set(wishes.map(wish => wish.deviceIndex))
  if (!indexes.has(0) || indexes.size < wishes.length) throw refuse('InvalidParameterValue/no-primary-device')
  return wishes
}

function fromRequest(input: Request): InterfaceWish {
  const { SubnetId: subnetId, SecurityGroupIds: groupIds = [], SecurityGroups: groupNames = [] } = input
  if (subnetId !== undefined && groupNames.length > 0)
    throw refuse('InvalidParameterCombination/together', 'groupName', 'subnet')
  return {
    ...(subnetId !== undefined && { subnetId }),
    groupIds,
    groupNames,
    addresses: readAddressWish(input),
    description: '',
    primaryIpv6: input.EnablePrimaryIpv6 ?? false,
    deviceIndex: 0,
    deleteOnTermination: true,
  }
}

/** What must not stand beside specifications, and what AWS calls it. */
const beside = {
  SubnetId: 'subnet ID',
  SecurityGroupIds: 'security groups',
  SecurityGroups: 'security groups',
  PrivateIpAddress: 'private IP address',
  Ipv6Addresses: 'IPv6 addresses',
  Ipv6AddressCount: 'IPv6 address count',
  EnablePrimaryIpv6: 'primary IPv6 address',
} as const satisfies Partial<Record<keyof Request, string>>

function refuseBeside(input: Request): void {
  for (const member of Object.keys(beside) as (keyof typeof beside)[]) {
    const value = input[member]
    if (value !== undefined && !(Array.isArray(value) && value.length === 0))
      throw refuse('InvalidParameterCombination/interface-and', beside[member])
  }
}

/** What Isthmus does not have yet: carrier addresses, prefixes, several network cards. */
const unsupported: Unsupported<Specification> = {
  AssociateCarrierIpAddress: [false],
  ConnectionTrackingSpecification: [],
  EnaQueueCount: [],
  EnaSrdSpecification: [],
  InterfaceType: ['interface'],
  Ipv4PrefixCount: [0],
  Ipv4Prefixes: [],
  Ipv6PrefixCount: [0],
  Ipv6Prefixes: [],
  NetworkCardIndex: [0],
}

function fromSpecification(specification: Specification): InterfaceWish {
  refuseUnsupported(specification, unsupported, 'networkInterface.')
  const { DeviceIndex: deviceIndex, NetworkInterfaceId: existingId } = specification
  const { AssociatePublicIpAddress: publicAddress } = specification
  if (deviceIndex === undefined) throw refuse('InvalidParameterValue/device-index')
  if (existingId !== undefined) {
    refuseWithExisting(specification)
    return { existingId, deviceIndex, deleteOnTermination: false }
  }
  return {
    ...(specification.SubnetId !== undefined && { subnetId: specification.SubnetId }),
    groupIds: specification.Groups ?? [],
    groupNames: [],
    addresses: readAddressWish(specification),
    description: specification.Description ?? '',
    primaryIpv6: specification.PrimaryIpv6 ?? false,
    ...(publicAddress !== undefined && { publicAddress }),
    deviceIndex,
    deleteOnTermination: specification.DeleteOnTermination ?? true,
  }
}

/** An interface that is there already is taken as it is; only one that is new may go with its instance. */
const withExisting = {
  AssociatePublicIpAddress: [false],
  DeleteOnTermination: [false],
  Description: [''],
  Groups: [],
  Ipv6AddressCount: [0],
  Ipv6Addresses: [],
  PrimaryIpv6: [false],
  PrivateIpAddress: [],
  PrivateIpAddresses: [],
  SecondaryPrivateIpAddressCount: [0],
  SubnetId: [],
} as const satisfies Unsupported<Specification>

function refuseWithExisting(specification: Specification): void {
  for (const member of Object.keys(withExisting) as (keyof typeof withExisting)[]) {
    const value = specification[member]
    const isNothing = value === undefined || (Array.isArray(value) && value.length === 0)
    if (!isNothing && !(withExisting[member] as readonly unknown[]).includes(value))
      throw refuse(
        'InvalidParameterCombination/existing-interface',
        `${member.charAt(0).toLowerCase()}${member.slice(1)}`,
      )
  }
}
