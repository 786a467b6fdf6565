/** By what instances are filtered, from how they are shown. Source: API Reference "DescribeInstances". */
import type { Instance as ShownInstance, NetworkInterface as ShownInterface } from '@aws-sdk/client-ec2'
import type { Instance } from '../model/instance.ts'
import { interfaceOfInstanceFilters } from './network-interface-filters.ts'
import { absent, type FiltersOf } from './viewed-filters.ts'

export interface InstanceView {
  readonly instance: Instance
  readonly shown: ShownInstance
  /** Worked out only for the filters that look at them. */
  readonly interfaces: () => readonly ShownInterface[]
}

const ofInterfaces: FiltersOf<InstanceView> = Object.fromEntries(
  Object.entries(interfaceOfInstanceFilters).map(([name, value]) => [
    `network-interface.${name}`,
    ({ interfaces }: InstanceView) => interfaces().flatMap(value),
  ]),
)

const ofMetadata: FiltersOf<InstanceView> = {
  'metadata-options.http-endpoint': ({ shown }) => shown.MetadataOptions?.HttpEndpoint,
  'metadata-options.http-protocol-ipv4': ({ shown }) => shown.MetadataOptions?.HttpEndpoint,
  'metadata-options.http-protocol-ipv6': ({ shown }) => shown.MetadataOptions?.HttpProtocolIpv6,
  'metadata-options.http-put-response-hop-limit': ({ shown }) =>
    shown.MetadataOptions?.HttpPutResponseHopLimit,
  'metadata-options.http-tokens': ({ shown }) => shown.MetadataOptions?.HttpTokens,
  'metadata-options.instance-metadata-tags': ({ shown }) => shown.MetadataOptions?.InstanceMetadataTags,
  'metadata-options.state': ({ shown }) => shown.MetadataOptions?.State,
}

const ofNames: FiltersOf<InstanceView> = {
  'dns-name': ({ shown }) => shown.PublicDnsName,
  'private-dns-name': ({ shown }) => shown.PrivateDnsName,
  'private-dns-name-options.enable-resource-name-dns-a-record': ({ shown }) =>
    shown.PrivateDnsNameOptions?.EnableResourceNameDnsARecord,
  'private-dns-name-options.enable-resource-name-dns-aaaa-record': ({ shown }) =>
    shown.PrivateDnsNameOptions?.EnableResourceNameDnsAAAARecord,
  'private-dns-name-options.hostname-type': ({ shown }) => shown.PrivateDnsNameOptions?.HostnameType,
}

const ofState: FiltersOf<InstanceView> = {
  'instance-state-code': ({ shown }) => shown.State?.Code,
  'instance-state-name': ({ shown }) => shown.State?.Name,
  reason: ({ shown }) => shown.StateTransitionReason,
  'state-reason-code': ({ shown }) => shown.StateReason?.Code,
  'state-reason-message': ({ shown }) => shown.StateReason?.Message,
}

export const instanceFilters: FiltersOf<InstanceView> = {
  ...ofInterfaces,
  ...ofMetadata,
  ...ofNames,
  ...ofState,
  architecture: ({ shown }) => shown.Architecture,
  'availability-zone': ({ shown }) => shown.Placement?.AvailabilityZone,
  'availability-zone-id': ({ shown }) => shown.Placement?.AvailabilityZoneId,
  'capacity-reservation-specification.capacity-reservation-preference': ({ shown }) =>
    shown.CapacityReservationSpecification?.CapacityReservationPreference,
  'client-token': ({ shown }) => shown.ClientToken,
  'current-instance-boot-mode': ({ shown }) => shown.CurrentInstanceBootMode,
  'ebs-optimized': ({ shown }) => shown.EbsOptimized,
  'ena-support': ({ shown }) => shown.EnaSupport,
  'enclave-options.enabled': ({ shown }) => shown.EnclaveOptions?.Enabled,
  'hibernation-options.configured': ({ shown }) => shown.HibernationOptions?.Configured,
  hypervisor: ({ shown }) => shown.Hypervisor,
  'image-id': ({ shown }) => shown.ImageId,
  'instance-id': ({ shown }) => shown.InstanceId,
  'instance-type': ({ shown }) => shown.InstanceType,
  'instance.group-id': ({ shown }) => shown.SecurityGroups?.map(group => group.GroupId),
  'instance.group-name': ({ shown }) => shown.SecurityGroups?.map(group => group.GroupName),
  'ip-address': ({ shown }) => shown.PublicIpAddress,
  'ipv6-address': ({ shown }) => shown.Ipv6Address,
  'key-name': ({ shown }) => shown.KeyName,
  'launch-index': ({ shown }) => shown.AmiLaunchIndex,
  'launch-time': ({ shown }) => shown.LaunchTime?.toISOString(),
  'maintenance-options.auto-recovery': ({ shown }) => shown.MaintenanceOptions?.AutoRecovery,
  'monitoring-state': ({ shown }) => shown.Monitoring?.State,
  'network-performance-options.bandwidth-weighting': ({ shown }) =>
    shown.NetworkPerformanceOptions?.BandwidthWeighting,
  'operator.managed': ({ shown }) => shown.Operator?.Managed,
  'owner-id': ({ instance }) => instance.ownerId,
  'placement-group-name': ({ shown }) => shown.Placement?.GroupName,
  'platform-details': ({ shown }) => shown.PlatformDetails,
  'private-ip-address': ({ shown }) => shown.PrivateIpAddress,
  'reservation-id': ({ instance }) => instance.reservationId,
  'root-device-name': ({ shown }) => shown.RootDeviceName,
  'root-device-type': ({ shown }) => shown.RootDeviceType,
  'source-dest-check': ({ shown }) => shown.SourceDestCheck,
  'subnet-id': ({ shown }) => shown.SubnetId,
  tenancy: ({ shown }) => shown.Placement?.Tenancy,
  'usage-operation': ({ shown }) => shown.UsageOperation,
  'virtualization-type': ({ shown }) => shown.VirtualizationType,
  'vpc-id': ({ shown }) => shown.VpcId,
  ...absent(
    'affinity',
    'block-device-mapping.attach-time',
    'block-device-mapping.delete-on-termination',
    'block-device-mapping.device-name',
    'block-device-mapping.status',
    'block-device-mapping.volume-id',
    'boot-mode',
    'capacity-reservation-id',
    'capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id',
    'capacity-reservation-specification.capacity-reservation-target.capacity-reservation-resource-group-arn',
    'host-id',
    'iam-instance-profile.arn',
    'iam-instance-profile.id',
    'instance-lifecycle',
    'kernel-id',
    'operator.principal',
    'outpost-arn',
    'placement-partition-number',
    'platform',
    'product-code',
    'product-code.type',
    'ramdisk-id',
    'requester-id',
    'spot-instance-request-id',
    'tpm-support',
    'usage-operation-update-time',
  ),
}
