import type { Image as Shown } from '@aws-sdk/client-ec2'
import { type Image, PUBLISHED_AT } from '../model/images.ts'

const YEAR = 365 * 24 * 3_600_000

/** An image on the wire, as AWS shows a public one of Linux. */
export function showImage(image: Image): Shown {
  const created = new Date(`${image.created}T${PUBLISHED_AT}`)
  return {
    Architecture: image.architecture,
    BlockDeviceMappings: [{ DeviceName: image.rootDevice, Ebs: showVolume(image) }],
    ...(image.bootMode && { BootMode: image.bootMode }),
    CreationDate: created.toISOString(),
    DeprecationTime: new Date(created.getTime() + 2 * YEAR).toISOString(),
    DeregistrationProtection: 'disabled',
    Description: image.description,
    EnaSupport: true,
    FreeTierEligible: true,
    Hypervisor: 'xen',
    ImageAllowed: true,
    ImageId: image.id,
    ImageLocation: `${image.alias ?? image.ownerId}/${image.name}`,
    ...(image.alias && { ImageOwnerAlias: image.alias }),
    ImageType: 'machine',
    ...(image.needsImdsV2 && { ImdsSupport: 'v2.0' as const }),
    Name: image.name,
    OwnerId: image.ownerId,
    PlatformDetails: 'Linux/UNIX',
    Public: true,
    RootDeviceName: image.rootDevice,
    RootDeviceType: 'ebs',
    SriovNetSupport: 'simple',
    State: 'available',
    UsageOperation: 'RunInstances',
    VirtualizationType: 'hvm',
  }
}

export const showVolume = ({ id, volumeGiB, volumeType }: Image) => ({
  DeleteOnTermination: true,
  Encrypted: false,
  ...(volumeType === 'gp3' && { Iops: 3_000, Throughput: 125 }),
  SnapshotId: `snap-${id.slice('ami-'.length)}`,
  VolumeSize: volumeGiB,
  VolumeType: volumeType,
})
