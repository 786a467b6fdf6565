/** What kind of machine an instance is: of its image, else of its type, else a plain one. */
import { imagesIn } from './images.ts'
import type { Instance } from './instance.ts'
import { instanceTypeNamed } from './instance-types.ts'

type Machine = Pick<Instance, 'region' | 'imageId' | 'type'>

export const architectureOf = ({ region, imageId, type }: Machine): 'x86_64' | 'arm64' =>
  imagesIn(region).get(imageId)?.architecture ?? instanceTypeNamed(type)?.family.architecture ?? 'x86_64'

/** `/dev/xvda` */
export const rootDeviceOf = ({ region, imageId }: Machine): string =>
  imagesIn(region).get(imageId)?.rootDevice ?? '/dev/xvda'
