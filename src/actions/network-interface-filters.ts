/**
 * By what network interfaces are filtered, from how they are shown. Source: API Reference "DescribeNetworkInterfaces";
 * "DescribeInstances" has the same with `network-interface.` before them and some more.
 */
import type { NetworkInterface as Shown } from '@aws-sdk/client-ec2'
import { absent, type FiltersOf } from './viewed-filters.ts'

export const networkInterfaceFilters: FiltersOf<Shown> = {
  'addresses.primary': one => one.PrivateIpAddresses?.map(address => address.Primary),
  'addresses.private-ip-address': one => one.PrivateIpAddresses?.map(address => address.PrivateIpAddress),
  'attachment.attach-time': one => one.Attachment?.AttachTime?.toISOString(),
  'attachment.attachment-id': one => one.Attachment?.AttachmentId,
  'attachment.delete-on-termination': one => one.Attachment?.DeleteOnTermination,
  'attachment.device-index': one => one.Attachment?.DeviceIndex,
  'attachment.instance-id': one => one.Attachment?.InstanceId,
  'attachment.instance-owner-id': one => one.Attachment?.InstanceOwnerId,
  'attachment.status': one => one.Attachment?.Status,
  'availability-zone': one => one.AvailabilityZone,
  'availability-zone-id': one => one.AvailabilityZoneId,
  description: one => one.Description,
  'group-id': one => one.Groups?.map(group => group.GroupId),
  'interface-type': one => one.InterfaceType,
  'mac-address': one => one.MacAddress,
  'network-interface-id': one => one.NetworkInterfaceId,
  'operator.managed': one => one.Operator?.Managed,
  'owner-id': one => one.OwnerId,
  'private-dns-name': one => one.PrivateDnsName,
  'private-ip-address': one => one.PrivateIpAddresses?.map(address => address.PrivateIpAddress),
  'requester-managed': one => one.RequesterManaged,
  'source-dest-check': one => one.SourceDestCheck,
  status: one => one.Status,
  'subnet-id': one => one.SubnetId,
  'vpc-id': one => one.VpcId,
  ...absent(
    'addresses.association.owner-id',
    'addresses.association.public-ip',
    'association.allocation-id',
    'association.association-id',
    'association.ip-owner-id',
    'association.public-dns-name',
    'association.public-ip',
    'ipv6-addresses.ipv6-address',
    'operator.principal',
    'requester-id',
  ),
}

/** What `DescribeInstances` has beyond these. */
export const interfaceOfInstanceFilters: FiltersOf<Shown> = {
  ...networkInterfaceFilters,
  'addresses.private-dns-name': one => one.PrivateIpAddresses?.map(address => address.PrivateDnsName),
  'attachment.network-card-index': one => one.Attachment?.NetworkCardIndex,
  'group-name': one => one.Groups?.map(group => group.GroupName),
  'tag-key': one => one.TagSet?.map(tag => tag.Key),
  'tag-value': one => one.TagSet?.map(tag => tag.Value),
  ...absent(
    'addresses.association.allocation-id',
    'addresses.association.association-id',
    'addresses.association.carrier-ip',
    'addresses.association.customer-owned-ip',
    'addresses.association.ip-owner-id',
    'addresses.association.public-dns-name',
    'association.carrier-ip',
    'association.customer-owned-ip',
    'deny-all-igw-traffic',
    'ipv4-prefixes.ipv4-prefix',
    'ipv6-address',
    'ipv6-addresses.is-primary-ipv6',
    'ipv6-native',
    'ipv6-prefixes.ipv6-prefix',
    'outpost-arn',
    'public-dns-name',
  ),
}
