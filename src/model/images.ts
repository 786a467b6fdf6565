/**
 * A small catalogue of public images: those that people look for by owner and name. Every Region has each of them under
 * an id of its own, always the same. Sources: the images' owners (Amazon, Canonical, Debian) say their account ids and
 * how they name images.
 */
import { partitionOf } from './regions.ts'

/** `any`: every id may be launched. `strict`: only what the catalogue has. */
export type ImageRule = 'any' | 'strict'

export interface ImageRelease {
  /** As it is named: what `most_recent` and name patterns look at. */
  readonly name: string
  readonly description: string
  readonly owner: ImageOwner
  readonly architecture: 'x86_64' | 'arm64'
  /** `YYYY-MM-DD` */
  readonly created: string
  readonly rootDevice: string
  readonly volumeGiB: number
  readonly volumeType: 'gp2' | 'gp3'
  readonly bootMode?: 'legacy-bios' | 'uefi' | 'uefi-preferred'
  readonly needsImdsV2: boolean
}

/** The time of the day at which every image here came out. */
export const PUBLISHED_AT = '06:00:00.000Z'

export type ImageOwner = keyof typeof owners

/** Account ids by partition; who has an alias is shown with it. */
const owners = {
  amazon: { aws: '137112412989', 'aws-cn': '141808717104', 'aws-us-gov': '045324592363', alias: 'amazon' },
  canonical: {
    aws: '099720109477',
    'aws-cn': '837727238323',
    'aws-us-gov': '513442679011',
    alias: undefined,
  },
  debian: { aws: '136693071363', 'aws-cn': '413264952183', 'aws-us-gov': '136693071363', alias: undefined },
} as const

export interface Image extends ImageRelease {
  readonly id: string
  readonly ownerId: string
  /** Absent: the owner has none. */
  readonly alias?: string
  readonly region: string
}

const al2023 = (version: string, created: string) =>
  (['x86_64', 'arm64'] as const).map(
    (architecture): ImageRelease => ({
      name: `al2023-ami-${version}-kernel-6.1-${architecture}`,
      description: `Amazon Linux 2023 AMI ${version} ${architecture} HVM kernel-6.1`,
      owner: 'amazon',
      architecture,
      created,
      rootDevice: '/dev/xvda',
      volumeGiB: 8,
      volumeType: 'gp3',
      bootMode: architecture === 'arm64' ? 'uefi' : 'uefi-preferred',
      needsImdsV2: true,
    }),
  )

const al2 = (version: string, created: string) =>
  (['x86_64', 'arm64'] as const).map(
    (architecture): ImageRelease => ({
      name: `amzn2-ami-hvm-${version}-${architecture}-gp2`,
      description: `Amazon Linux 2 AMI ${version} ${architecture} HVM gp2`,
      owner: 'amazon',
      architecture,
      created,
      rootDevice: '/dev/xvda',
      volumeGiB: 8,
      volumeType: 'gp2',
      ...(architecture === 'arm64' && { bootMode: 'uefi' as const }),
      needsImdsV2: false,
    }),
  )

const ubuntu = (path: string, title: string, serial: string, created: string, volumeType: 'gp2' | 'gp3') =>
  (
    [
      ['x86_64', 'amd64'],
      ['arm64', 'arm64'],
    ] as const
  ).map(
    ([architecture, word]): ImageRelease => ({
      name: `ubuntu/images/hvm-ssd${volumeType === 'gp3' ? '-gp3' : ''}/ubuntu-${path}-${word}-server-${serial}`,
      description: `Canonical, Ubuntu, ${title}, ${word} image`,
      owner: 'canonical',
      architecture,
      created,
      rootDevice: '/dev/sda1',
      volumeGiB: 8,
      volumeType,
      bootMode: architecture === 'arm64' ? 'uefi' : 'uefi-preferred',
      needsImdsV2: volumeType === 'gp3',
    }),
  )

const debian12 = (serial: string, created: string) =>
  (
    [
      ['x86_64', 'amd64'],
      ['arm64', 'arm64'],
    ] as const
  ).map(
    ([architecture, word]): ImageRelease => ({
      name: `debian-12-${word}-${serial}`,
      description: `Debian 12 (${serial})`,
      owner: 'debian',
      architecture,
      created,
      rootDevice: '/dev/xvda',
      volumeGiB: 8,
      volumeType: 'gp3',
      bootMode: architecture === 'arm64' ? 'uefi' : 'uefi-preferred',
      needsImdsV2: false,
    }),
  )

/** Two of each, so that "the most recent one" means something. */
const releases: readonly ImageRelease[] = [
  ...al2023('2023.6.20250203.1', '2025-02-01'),
  ...al2023('2023.7.20250331.0', '2025-03-28'),
  ...al2('2.0.20250201.0', '2025-02-04'),
  ...al2('2.0.20250321.0', '2025-03-25'),
  ...ubuntu('jammy-22.04', '22.04 LTS', '20250115', '2025-01-15', 'gp2'),
  ...ubuntu('jammy-22.04', '22.04 LTS', '20250305', '2025-03-05', 'gp2'),
  ...ubuntu('noble-24.04', '24.04 LTS', '20250115', '2025-01-15', 'gp3'),
  ...ubuntu('noble-24.04', '24.04 LTS', '20250305', '2025-03-05', 'gp3'),
  ...debian12('20250210-2019', '2025-02-10'),
  ...debian12('20250316-2053', '2025-03-16'),
]

const made = new Map<string, ReadonlyMap<string, Image>>()

/** The images of a Region by their ids. */
export function imagesIn(region: string): ReadonlyMap<string, Image> {
  const before = made.get(region)
  if (before) return before
  const images = new Map(releases.map(release => imageIn(region, release)).map(image => [image.id, image]))
  made.set(region, images)
  return images
}

function imageIn(region: string, release: ImageRelease): Image {
  const { alias, ...ids } = owners[release.owner]
  const id = `ami-0${digits(`${region}/${release.name}`)}`
  return { ...release, id, ownerId: ids[partitionOf(region)], ...(alias && { alias }), region }
}

/** 16 hexadecimal digits that depend on a text alone (FNV-1a, 64 bits). */
function digits(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const character of text) {
    hash ^= BigInt(character.codePointAt(0) ?? 0)
    hash = (hash * 0x100000001b3n) & 0xffffffffffffffffn
  }
  return hash.toString(16).padStart(16, '0')
}
