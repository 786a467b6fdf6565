/**
 * By what network interfaces are filtered, from how they are shown. Source: API Reference "DescribeNetworkInterfaces";
 * "DescribeInstances" has the same with `network-interface.` before them and some more.
 */
import type { NetworkInterface as Shown } from '@aws-sdk/client-ec2'
import { absent, type FiltersOf } from './viewed-filters.ts'

type Association = NonNullable<Shown['Association']>

/** A filter `addresses.association.…`: of the public addresses of all of its private ones. */
const mapped = (read: (association: Association) => string | undefined) => (one: Shown) =>
  one.PrivateIpAddresses?.map(({ Association: mapping }) => mapping && read(mapping))

export const networkInterfaceFilters: FiltersOf<Shown> = {
  'addresses.association.owner-id': mapped(association => association.IpOwnerId),
  'addresses.association.public-ip': mapped(association => association.PublicIp),
  'addresses.primary': one => one.PrivateIpAddresses?.map(address => address.Primary),
  'addresses.private-ip-address': one => one.PrivateIpAddresses?.map(address => address.PrivateIpAddress),
  'association.allocation-id': one => one.Association?.AllocationId,
  'association.association-id': one => one.Association?.AssociationId,
  'association.ip-owner-id': one => one.Association?.IpOwnerId,
  'association.public-dns-name': one => one.Association?.PublicDnsName,
  'association.public-ip': one => one.Association?.PublicIp,
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
  'ipv6-addresses.ipv6-address': one => one.Ipv6Addresses?.map(address => address.Ipv6Address),
  'mac-address': one => one.MacAddress,
  'network-interface-id': one => one.NetworkInterfaceId,
  'operator.managed': one => one.Operator?.Managed,
  'owner-id': one => one.OwnerId,
  'private-dns-name': one => one.PrivateDnsName,
  'private-ip-address': one => one.PrivateIpAddresses?.map(address => address.PrivateIpAddress),
  'requester-id': one => one.RequesterId,
  'requester-managed': one => one.RequesterManaged,
  'source-dest-check': one => one.SourceDestCheck,
  status: one => one.Status,
  'subnet-id': one => one.SubnetId,
  'vpc-id': one => one.VpcId,
  ...absent('operator.principal'),
}

/** What `DescribeInstances` has beyond these. */
export const interfaceOfInstanceFilters: FiltersOf<Shown> = {
  ...networkInterfaceFilters,
  'addresses.association.allocation-id': mapped(association => association.AllocationId),
  'addresses.association.association-id': mapped(association => association.AssociationId),
  'addresses.association.ip-owner-id': mapped(association => association.IpOwnerId),
  'addresses.association.public-dns-name': mapped(association => association.PublicDnsName),
  'addresses.private-dns-name': one => one.PrivateIpAddresses?.map(address => address.PrivateDnsName),
  'attachment.network-card-index': one => one.Attachment?.NetworkCardIndex,
  'group-name': one => one.Groups?.map(group => group.GroupName),
  'ipv6-address': one => one.Ipv6Addresses?.map(address => address.Ipv6Address),
  'ipv6-addresses.is-primary-ipv6': one => one.Ipv6Addresses?.map(address => address.IsPrimaryIpv6),
  'tag-key': one => one.TagSet?.map(tag => tag.Key),
  'tag-value': one => one.TagSet?.map(tag => tag.Value),
  ...absent(
    'addresses.association.carrier-ip',
    'addresses.association.customer-owned-ip',
    'association.carrier-ip',
    'association.customer-owned-ip',
    'deny-all-igw-traffic',
    'ipv4-prefixes.ipv4-prefix',
    'ipv6-native',
    'ipv6-prefixes.ipv6-prefix',
    'outpost-arn',
    'public-dns-name',
  ),
}
