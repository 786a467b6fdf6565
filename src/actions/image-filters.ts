/** By what images are filtered, from how they are shown. Source: API Reference, "DescribeImages". */
import type { Image as Shown } from '@aws-sdk/client-ec2'
import { absent, type FiltersOf } from './viewed-filters.ts'

type Volume = NonNullable<NonNullable<Shown['BlockDeviceMappings']>[0]['Ebs']>

const volume =
  <K extends keyof Volume>(member: K) =>
  (one: Shown) =>
    one.BlockDeviceMappings?.map(mapping => mapping.Ebs?.[member])

export const imageFilters: FiltersOf<Shown> = {
  architecture: one => one.Architecture,
  'block-device-mapping.delete-on-termination': volume('DeleteOnTermination'),
  'block-device-mapping.device-name': one => one.BlockDeviceMappings?.map(mapping => mapping.DeviceName),
  'block-device-mapping.encrypted': volume('Encrypted'),
  'block-device-mapping.snapshot-id': volume('SnapshotId'),
  'block-device-mapping.volume-size': volume('VolumeSize'),
  'block-device-mapping.volume-type': volume('VolumeType'),
  'boot-mode': one => one.BootMode,
  'creation-date': one => one.CreationDate,
  description: one => one.Description,
  'ena-support': one => one.EnaSupport,
  'free-tier-eligible': one => one.FreeTierEligible,
  hypervisor: one => one.Hypervisor,
  'image-allowed': one => one.ImageAllowed,
  'image-id': one => one.ImageId,
  'image-type': one => one.ImageType,
  'is-public': one => one.Public,
  'manifest-location': one => one.ImageLocation,
  name: one => one.Name,
  'owner-alias': one => one.ImageOwnerAlias,
  'owner-id': one => one.OwnerId,
  'root-device-name': one => one.RootDeviceName,
  'root-device-type': one => one.RootDeviceType,
  'sriov-net-support': one => one.SriovNetSupport,
  state: one => one.State,
  'virtualization-type': one => one.VirtualizationType,
  ...absent(
    'image-watermark.source-image-creation-time',
    'image-watermark.source-image-id',
    'image-watermark.source-image-region',
    'image-watermark.watermark-creation-time',
    'image-watermark.watermark-key',
    'instance-type-specification.supported-instance-type',
    'instance-type-specification.unsupported-instance-type',
    'kernel-id',
    'platform',
    'product-code',
    'product-code.type',
    'public-ssm-parameter-name',
    'ramdisk-id',
    'scan-result.critical-fix-available-since',
    'scan-result.finding-scan-date',
    'scan-result.high-fix-available-since',
    'scan-result.highest-finding-severity-label',
    'scan-result.informational-fix-available-since',
    'scan-result.low-fix-available-since',
    'scan-result.medium-fix-available-since',
    'source-image-id',
    'source-image-region',
    'source-instance-id',
    'state-reason-code',
    'state-reason-message',
  ),
}
