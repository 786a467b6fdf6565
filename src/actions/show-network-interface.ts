/** Network interfaces on the wire: by themselves, and as part of their instance. */
import type {
  GroupIdentifier,
  InstanceNetworkInterface,
  NetworkInterfaceType,
  NetworkInterface as Shown,
} from '@aws-sdk/client-ec2'
import type { Address } from '../model/cidr.ts'
import { ipName } from '../model/dns-names.ts'
import type { Instance } from '../model/instance.ts'
import type { Network } from '../model/network.ts'
import {
  type Attachment,
  addressesOf,
  type NetworkInterface,
  type Requester,
} from '../model/network-interface.ts'
import { zoneId } from '../model/regions.ts'
import { showPublicAddress } from './show-public-address.ts'
import { showTags } from './tags.ts'

export function showNetworkInterface(network: Network, one: NetworkInterface): Shown {
  const { attachment } = one
  const instance = attachment && network.instances.get(attachment.instanceId)
  return {
    ...showInterface(network, one),
    ...(attachment && {
      Attachment: {
        ...showAttachment(attachment, instance),
        InstanceId: attachment.instanceId,
        InstanceOwnerId: instance?.ownerId,
      },
    }),
    AvailabilityZone: one.zone,
    AvailabilityZoneId: zoneId(one.region, one.zone),
    RequesterManaged: false,
    ...(one.requester && showRequester(one, one.requester)),
    TagSet: showTags(one.tags),
  }
}

export const showInstanceInterface = (
  network: Network,
  instance: Instance,
  one: NetworkInterface,
): InstanceNetworkInterface => ({
  ...showInterface(network, one),
  ...(one.attachment && { Attachment: showAttachment(one.attachment, instance) }),
})

/** The private DNS name is there where the VPC gives its interfaces host names. */
function showInterface(network: Network, one: NetworkInterface) {
  const hasNames = network.vpcs.get(one.vpcId)?.dnsHostnames ?? false
  const name = (address: NetworkInterface['addresses'][0]) =>
    hasNames ? { PrivateDnsName: ipName(one.region, address) } : {}
  const [primary] = one.addresses
  return {
    ...showMapping(network, one, primary),
    NetworkInterfaceId: one.id,
    Description: one.description,
    Groups: showGroups(network, one.groups),
    InterfaceType: (one.requester?.type ?? 'interface') as NetworkInterfaceType,
    Ipv6Addresses: showIpv6(one),
    MacAddress: one.mac,
    Operator: { Managed: false },
    OwnerId: one.ownerId,
    ...name(primary),
    PrivateIpAddress: primary.text,
    PrivateIpAddresses: addressesOf(one, 4).map(address => ({
      ...showMapping(network, one, address),
      Primary: address === primary,
      ...name(address),
      PrivateIpAddress: address.text,
    })),
    SourceDestCheck: one.sourceDestCheck,
    Status: one.attachment || one.requester ? ('in-use' as const) : ('available' as const),
    SubnetId: one.subnetId,
    VpcId: one.vpcId,
  }
}

const showIpv6 = (one: NetworkInterface) =>
  addressesOf(one, 6).map((address, at) => ({
    Ipv6Address: address.text,
    IsPrimaryIpv6: at === 0 && (one.primaryIpv6 ?? false),
  }))

function showMapping(network: Network, one: NetworkInterface, address: Address) {
  const shown = showPublicAddress(network, one, address)
  return shown ? { Association: shown } : {}
}

/** What a service made for its owner is attached to something of the service's. */
const showRequester = ({ ownerId, createdAt }: NetworkInterface, { attachmentId }: Requester): Shown => ({
  Attachment: {
    AttachTime: new Date(createdAt),
    AttachmentId: attachmentId,
    DeleteOnTermination: false,
    DeviceIndex: 1,
    InstanceOwnerId: 'amazon-aws',
    Status: 'attached',
  },
  RequesterId: ownerId,
  RequesterManaged: true,
})

/** An interface that came with its instance is being attached until that has first run. */
const showAttachment = (attachment: Attachment, instance: Instance | undefined) => ({
  AttachTime: new Date(attachment.attachedAt),
  AttachmentId: attachment.id,
  DeleteOnTermination: attachment.deleteOnTermination,
  DeviceIndex: attachment.deviceIndex,
  NetworkCardIndex: 0,
  Status:
    instance?.state === 'pending' && instance.launchedAt === attachment.attachedAt
      ? ('attaching' as const)
      : ('attached' as const),
})

export const showGroups = (network: Network, ids: readonly string[]): GroupIdentifier[] =>
  ids.map(GroupId => ({ GroupId, GroupName: network.securityGroups.get(GroupId)?.name }))
