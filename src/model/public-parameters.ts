/**
 * The public parameters of AWS Systems Manager under which people look up images: one for each family of the catalogue
 * (model/images.ts). Each image that came out is a version of its parameter, the newest the current one.
 * Sources: Amazon Linux User Guide; Canonical, "Find Ubuntu images on AWS"; Debian Wiki, "Cloud/AmazonEC2Image".
 */
import { type Image, imagesIn, PUBLISHED_AT } from './images.ts'
import type { Place } from './owned.ts'
import { partitionOf } from './regions.ts'

export interface PublicParameter {
  /** `/aws/service/…` */
  readonly name: string
  readonly dataType: 'text' | 'aws:ec2:image'
  /** Version 1 is the first. */
  readonly versions: readonly ParameterVersion[]
}

export interface ParameterVersion {
  /** The image's id. */
  readonly value: string
  /** Milliseconds since 1970. */
  readonly modifiedAt: number
}

const AMAZON_LINUX = '/aws/service/ami-amazon-linux-latest'
const UBUNTU = '/aws/service/canonical/ubuntu/server'
const DEBIAN = '/aws/service/debian/release'

/** How an image is named, and the parameters that lead to it. */
const families: readonly (readonly [image: RegExp, parameters: readonly string[]])[] = [
  [
    /^al2023-ami-[\d.]+-(kernel-[\d.]+)-(\w+)$/,
    [`${AMAZON_LINUX}/al2023-ami-$1-$2`, `${AMAZON_LINUX}/al2023-ami-kernel-default-$2`],
  ],
  [/^amzn2-ami-hvm-[\d.]+-(\w+)-(gp\d)$/, [`${AMAZON_LINUX}/amzn2-ami-hvm-$1-$2`]],
  [/^ubuntu\/images\/hvm-ssd-(gp3)\/ubuntu-(\w+)-([\d.]+)-(\w+)-server-(\d+)$/, ubuntuParameters('gp3')],
  [/^ubuntu\/images\/hvm-(ssd)\/ubuntu-(\w+)-([\d.]+)-(\w+)-server-(\d+)$/, ubuntuParameters('gp2')],
  [/^debian-(\d+)-(\w+)-([\d-]+)$/, [`${DEBIAN}/$1/latest/$2`, `${DEBIAN}/$1/$3/$2`]],
]

/** By the release's name or number; the current one and each by its serial. */
function ubuntuParameters(volume: string): readonly string[] {
  return ['$2', '$3'].flatMap(release =>
    ['current', '$5'].map(serial => `${UBUNTU}/${release}/stable/${serial}/$4/hvm/ebs-${volume}/ami-id`),
  )
}

const made = new Map<string, ReadonlyMap<string, PublicParameter>>()

/** The public parameters of a Region by their names, in alphabetical order. */
export function publicParametersIn(region: string): ReadonlyMap<string, PublicParameter> {
  const before = made.get(region)
  if (before) return before
  const named = new Map<string, Image[]>()
  for (const image of imagesIn(region).values()) {
    for (const name of parametersOf(image)) named.set(name, [...(named.get(name) ?? []), image])
  }
  const parameters = new Map(
    [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, images]) => [name, parameter(name, images)]),
  )
  made.set(region, parameters)
  return parameters
}

const parametersOf = ({ name }: Image): readonly string[] =>
  families.flatMap(([image, parameters]) =>
    image.test(name) ? parameters.map(parameter => name.replace(image, parameter)) : [],
  )

function parameter(name: string, images: readonly Image[]): PublicParameter {
  const versions = images
    .map(({ id, created }) => ({ value: id, modifiedAt: Date.parse(`${created}T${PUBLISHED_AT}`) }))
    .sort((a, b) => a.modifiedAt - b.modifiedAt)
  return { name, dataType: name.startsWith(UBUNTU) ? 'aws:ec2:image' : 'text', versions }
}

/** What stands before the name of a public parameter in its ARN; none of them is any account's. */
export const publicArnPrefix = (region: string): string =>
  `arn:${partitionOf(region)}:ssm:${region}::parameter`

/** The ARN that a parameter of that name has for an account, whether it is there or not. */
export function parameterArn({ ownerId, region }: Place, name: string): string {
  if (name.startsWith('/aws/')) return `${publicArnPrefix(region)}${name}`
  return `arn:${partitionOf(region)}:ssm:${region}:${ownerId}:parameter/${name.replace(/^\//, '')}`
}
