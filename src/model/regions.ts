/** AWS's Regions and their availability zones. Source: "AWS Regions" and "Availability Zone IDs", EC2 documentation. */

export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov'

export interface Region {
  readonly name: string
  readonly partition: Partition
  readonly optIn: boolean
  readonly zones: readonly Zone[]
}

export interface Zone {
  /** `us-east-1a` */
  readonly name: string
  /** `use1-az1` */
  readonly id: string
}

/** Region, its short form in zone ids, the zones' letters, whether an account must opt in. */
const catalogue = [
  ['us-east-1', 'use1', 'abcdef'],
  ['us-east-2', 'use2', 'abc'],
  ['us-west-1', 'usw1', 'ac'],
  ['us-west-2', 'usw2', 'abcd'],
  ['af-south-1', 'afs1', 'abc', 'opt-in'],
  ['ap-east-1', 'ape1', 'abc', 'opt-in'],
  ['ap-east-2', 'ape2', 'abc', 'opt-in'],
  ['ap-south-1', 'aps1', 'abc'],
  ['ap-south-2', 'aps2', 'abc', 'opt-in'],
  ['ap-northeast-1', 'apne1', 'acd'],
  ['ap-northeast-2', 'apne2', 'abcd'],
  ['ap-northeast-3', 'apne3', 'abc'],
  ['ap-southeast-1', 'apse1', 'abc'],
  ['ap-southeast-2', 'apse2', 'abc'],
  ['ap-southeast-3', 'apse3', 'abc', 'opt-in'],
  ['ap-southeast-4', 'apse4', 'abc', 'opt-in'],
  ['ap-southeast-5', 'apse5', 'abc', 'opt-in'],
  ['ap-southeast-6', 'apse6', 'abc', 'opt-in'],
  ['ap-southeast-7', 'apse7', 'abc', 'opt-in'],
  ['ca-central-1', 'cac1', 'abd'],
  ['ca-west-1', 'caw1', 'abc', 'opt-in'],
  ['eu-central-1', 'euc1', 'abc'],
  ['eu-central-2', 'euc2', 'abc', 'opt-in'],
  ['eu-north-1', 'eun1', 'abc'],
  ['eu-south-1', 'eus1', 'abc', 'opt-in'],
  ['eu-south-2', 'eus2', 'abc', 'opt-in'],
  ['eu-west-1', 'euw1', 'abc'],
  ['eu-west-2', 'euw2', 'abc'],
  ['eu-west-3', 'euw3', 'abc'],
  ['il-central-1', 'ilc1', 'abc', 'opt-in'],
  ['me-central-1', 'mec1', 'abc', 'opt-in'],
  ['me-south-1', 'mes1', 'abc', 'opt-in'],
  ['mx-central-1', 'mxc1', 'abc', 'opt-in'],
  ['sa-east-1', 'sae1', 'abc'],
  ['cn-north-1', 'cnn1', 'abd'],
  ['cn-northwest-1', 'cnnw1', 'abc'],
  ['us-gov-east-1', 'usge1', 'abc'],
  ['us-gov-west-1', 'usgw1', 'abc'],
] as const satisfies readonly (readonly [string, string, string, 'opt-in'?])[]

const regions: ReadonlyMap<string, Region> = new Map(
  catalogue.map(([name, short, letters, optIn]) => [
    name,
    {
      name,
      partition: partitionOf(name),
      optIn: optIn !== undefined,
      zones: [...letters].map((letter, at) => ({ name: `${name}${letter}`, id: `${short}-az${at + 1}` })),
    },
  ]),
)

export const regionNamed = (name: string): Region | undefined => regions.get(name)

/** The Regions of a partition, in the catalogue's order. */
export const regionsOf = (partition: Partition): readonly Region[] =>
  [...regions.values()].filter(region => region.partition === partition)

/** The zones of a Region by name; none for a Region that is not in the catalogue. */
export const zonesOf = (region: string): readonly Zone[] => regions.get(region)?.zones ?? []

export const zoneId = (region: string, name: string): string | undefined =>
  zonesOf(region).find(zone => zone.name === name)?.id

export function partitionOf(region: string): Partition {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}
