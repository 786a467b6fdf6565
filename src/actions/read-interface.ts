/**
 * Where in the network a launch request wants its instances: from the request's own members, or from its one network
 * interface specification, into one form.
 */
import type { InstanceNetworkInterfaceSpecification as Specification } from '@aws-sdk/client-ec2'
import { type Address, parseAddress } from '../model/cidr.ts'
import { refuse } from '../model/refusals.ts'
import type { Input } from './decide.ts'
import { refuseUnsupported } from './unsupported.ts'

type Request = Input<'RunInstances'>

export interface InterfaceWish {
  readonly subnetId?: string
  readonly groupIds: readonly string[]
  readonly groupNames: readonly string[]
  readonly address?: Address
  readonly description: string
  readonly deleteOnTermination: boolean
}

/** Refuses: UnsupportedOperation, InvalidParameterCombination, InvalidParameterValue. */
export function readInterface(input: Request): InterfaceWish {
  const [specification, another] = input.NetworkInterfaces ?? []
  if (another) throw refuse('UnsupportedOperation/parameter', 'networkInterface.2')
  if (specification) return fromSpecification(input, specification)
  const { SubnetId: subnetId, SecurityGroupIds: groupIds = [], SecurityGroups: groupNames = [] } = input
  if (subnetId !== undefined && groupNames.length > 0)
    throw refuse('InvalidParameterCombination/together', 'groupName', 'subnet')
  return {
    ...(subnetId !== undefined && { subnetId }),
    groupIds,
    groupNames,
    ...readAddress(input.PrivateIpAddress),
    description: '',
    deleteOnTermination: true,
  }
}

/** What Isthmus does not have yet: public, carrier, secondary and IPv6 addresses, prefixes, interfaces made before. */
const unsupported = {
  AssociateCarrierIpAddress: [false],
  AssociatePublicIpAddress: [false],
  ConnectionTrackingSpecification: [],
  EnaQueueCount: [],
  EnaSrdSpecification: [],
  InterfaceType: ['interface'],
  Ipv4PrefixCount: [0],
  Ipv4Prefixes: [],
  Ipv6AddressCount: [0],
  Ipv6Addresses: [],
  Ipv6PrefixCount: [0],
  Ipv6Prefixes: [],
  NetworkCardIndex: [0],
  NetworkInterfaceId: [],
  PrimaryIpv6: [false],
  SecondaryPrivateIpAddressCount: [0],
} as const

function fromSpecification(input: Request, specification: Specification): InterfaceWish {
  if (input.SubnetId !== undefined) throw refuse('InvalidParameterCombination/interface-and', 'subnet ID')
  if (input.SecurityGroupIds?.length || input.SecurityGroups?.length)
    throw refuse('InvalidParameterCombination/interface-and', 'security groups')
  if (input.PrivateIpAddress !== undefined)
    throw refuse('InvalidParameterCombination/interface-and', 'private IP address')
  refuseUnsupported(specification, unsupported, 'networkInterface.')
  const {
    SubnetId: subnetId,
    Groups: groupIds = [],
    DeviceIndex,
    Description: description = '',
  } = specification
  if (DeviceIndex === undefined) throw refuse('InvalidParameterValue/device-index')
  if (DeviceIndex !== 0) throw refuse('UnsupportedOperation/parameter', 'networkInterface.deviceIndex')
  return {
    ...(subnetId !== undefined && { subnetId }),
    groupIds,
    groupNames: [],
    ...readAddress(addressIn(specification)),
    description,
    deleteOnTermination: specification.DeleteOnTermination ?? true,
  }
}

/** The primary address, which may also come as a list of one. */
function addressIn({ PrivateIpAddress, PrivateIpAddresses = [] }: Specification): string | undefined {
  const [first, another] = PrivateIpAddresses
  if (another || first?.Primary === false)
    throw refuse('UnsupportedOperation/parameter', 'networkInterface.privateIpAddresses')
  if (first && PrivateIpAddress !== undefined)
    throw refuse('InvalidParameterCombination/together', 'privateIpAddress', 'privateIpAddresses')
  return PrivateIpAddress ?? first?.PrivateIpAddress
}

function readAddress(text: string | undefined): Pick<InterfaceWish, 'address'> {
  if (text === undefined) return {}
  const address = parseAddress(text)
  if (address?.version !== 4) throw refuse('InvalidParameterValue/address', text, 'privateIpAddress')
  return { address }
}
