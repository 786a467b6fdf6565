/** Network interfaces on the wire: by themselves, and as part of their instance. */
import type {
  GroupIdentifier,
  InstanceNetworkInterface,
  NetworkInterface as Shown,
} from '@aws-sdk/client-ec2'
import { ipName } from '../model/dns-names.ts'
import type { Instance } from '../model/instance.ts'
import type { Network } from '../model/network.ts'
import type { Attachment, NetworkInterface } from '../model/network-interface.ts'
import { zoneId } from '../model/regions.ts'
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
    NetworkInterfaceId: one.id,
    Description: one.description,
    Groups: showGroups(network, one.groups),
    InterfaceType: 'interface' as const,
    Ipv6Addresses: [],
    MacAddress: one.mac,
    Operator: { Managed: false },
    OwnerId: one.ownerId,
    ...name(primary),
    PrivateIpAddress: primary.text,
    PrivateIpAddresses: one.addresses.map(address => ({
      Primary: address === primary,
      ...name(address),
      PrivateIpAddress: address.text,
    })),
    SourceDestCheck: one.sourceDestCheck,
    Status: one.attachment ? ('in-use' as const) : ('available' as const),
    SubnetId: one.subnetId,
    VpcId: one.vpcId,
  }
}

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
