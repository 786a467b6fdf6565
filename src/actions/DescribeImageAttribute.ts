import type { ImageAttribute, ImageAttributeName } from '@aws-sdk/client-ec2'
import type { Image } from '../model/images.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { findImages } from './find-images.ts'
import { showVolume } from './show-image.ts'

/** What AWS shows of a public image; launch permissions are its owner's to see. */
const attributes: Readonly<Partial<Record<ImageAttributeName, (image: Image) => ImageAttribute>>> = {
  blockDeviceMapping: image => ({
    BlockDeviceMappings: [{ DeviceName: image.rootDevice, Ebs: showVolume(image) }],
  }),
  bootMode: ({ bootMode }) => ({ BootMode: bootMode ? { Value: bootMode } : {} }),
  deregistrationProtection: () => ({ DeregistrationProtection: { Value: 'disabled' } }),
  description: ({ description }) => ({ Description: { Value: description } }),
  imdsSupport: ({ needsImdsV2 }) => ({ ImdsSupport: needsImdsV2 ? { Value: 'v2.0' } : {} }),
  kernel: () => ({ KernelId: {} }),
  lastLaunchedTime: () => ({ LastLaunchedTime: {} }),
  productCodes: () => ({ ProductCodes: [] }),
  ramdisk: () => ({ RamdiskId: {} }),
  sriovNetSupport: () => ({ SriovNetSupport: { Value: 'simple' } }),
  tpmSupport: () => ({ TpmSupport: {} }),
}

/** One attribute of one image. Refuses: as `findImages`, MissingParameter, AuthFailure (the owner's only). */
export const DescribeImageAttribute: Decide<'DescribeImageAttribute'> = (situation, input) => {
  const { ImageId: id, Attribute: name } = input
  if (id === undefined) throw refuse('MissingParameter', 'imageId')
  if (name === undefined) throw refuse('MissingParameter', 'attribute')
  const [image] = findImages(situation, [id])
  const show = Object.hasOwn(attributes, name) ? attributes[name] : undefined
  if (!image || !show) throw refuse('AuthFailure/not-owner', id)
  return { reply: { ImageId: id, ...show(image) } }
}
