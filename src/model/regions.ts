/** AWS's Regions and their availability zones. Source: "AWS Regions" and "Availability Zone IDs", EC2 documentation. */

export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov'

export interface Region {
  readonly name: string
  /** AWS's name of it: `US East (N. Virginia)` */
  readonly location: string
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

/** Region, where it is, its short form in zone ids, the zones' letters, whether an account must opt in. */
const catalogue = [
  ['us-east-1', 'US East (N. Virginia)', 'use1', 'abcdef'],
  ['us-east-2', 'US East (Ohio)', 'use2', 'abc'],
  ['us-west-1', 'US West (N. California)', 'usw1', 'ac'],
  ['us-west-2', 'US West (Oregon)', 'usw2', 'abcd'],
  ['af-south-1', 'Africa (Cape Town)', 'afs1', 'abc', 'opt-in'],
  ['ap-east-1', 'Asia Pacific (Hong Kong)', 'ape1', 'abc', 'opt-in'],
  ['ap-east-2', 'Asia Pacific (Taipei)', 'ape2', 'abc', 'opt-in'],
  ['ap-south-1', 'Asia Pacific (Mumbai)', 'aps1', 'abc'],
  ['ap-south-2', 'Asia Pacific (Hyderabad)', 'aps2', 'abc', 'opt-in'],
  ['ap-northeast-1', 'Asia Pacific (Tokyo)', 'apne1', 'acd'],
  ['ap-northeast-2', 'Asia Pacific (Seoul)', 'apne2', 'abcd'],
  ['ap-northeast-3', 'Asia Pacific (Osaka)', 'apne3', 'abc'],
  ['ap-southeast-1', 'Asia Pacific (Singapore)', 'apse1', 'abc'],
  ['ap-southeast-2', 'Asia Pacific (Sydney)', 'apse2', 'abc'],
  ['ap-southeast-3', 'Asia Pacific (Jakarta)', 'apse3', 'abc', 'opt-in'],
  ['ap-southeast-4', 'Asia Pacific (Melbourne)', 'apse4', 'abc', 'opt-in'],
  ['ap-southeast-5', 'Asia Pacific (Malaysia)', 'apse5', 'abc', 'opt-in'],
  ['ap-southeast-6', 'Asia Pacific (New Zealand)', 'apse6', 'abc', 'opt-in'],
  ['ap-southeast-7', 'Asia Pacific (Thailand)', 'apse7', 'abc', 'opt-in'],
  ['ca-central-1', 'Canada (Central)', 'cac1', 'abd'],
  ['ca-west-1', 'Canada West (Calgary)', 'caw1', 'abc', 'opt-in'],
  ['eu-central-1', 'Europe (Frankfurt)', 'euc1', 'abc'],
  ['eu-central-2', 'Europe (Zurich)', 'euc2', 'abc', 'opt-in'],
  ['eu-north-1', 'Europe (Stockholm)', 'eun1', 'abc'],
  ['eu-south-1', 'Europe (Milan)', 'eus1', 'abc', 'opt-in'],
  ['eu-south-2', 'Europe (Spain)', 'eus2', 'abc', 'opt-in'],
  ['eu-west-1', 'Europe (Ireland)', 'euw1', 'abc'],
  ['eu-west-2', 'Europe (London)', 'euw2', 'abc'],
  ['eu-west-3', 'Europe (Paris)', 'euw3', 'abc'],
  ['il-central-1', 'Israel (Tel Aviv)', 'ilc1', 'abc', 'opt-in'],
  ['me-central-1', 'Middle East (UAE)', 'mec1', 'abc', 'opt-in'],
  ['me-south-1', 'Middle East (Bahrain)', 'mes1', 'abc', 'opt-in'],
  ['mx-central-1', 'Mexico (Central)', 'mxc1', 'abc', 'opt-in'],
  ['sa-east-1', 'South America (São Paulo)', 'sae1', 'abc'],
  ['cn-north-1', 'China (Beijing)', 'cnn1', 'abd'],
  ['cn-northwest-1', 'China (Ningxia)', 'cnnw1', 'abc'],
  ['us-gov-east-1', 'AWS GovCloud (US-East)', 'usge1', 'abc'],
  ['us-gov-west-1', 'AWS GovCloud (US-West)', 'usgw1', 'abc'],
] as const satisfies readonly (readonly [string, string, string, string, 'opt-in'?])[]

const regions: ReadonlyMap<string, Region> = new Map(
  catalogue.map(([name, location, short, letters, optIn]) => [
    name,
    {
      name,
      location,
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

/** Where a Region stands in the catalogue, which only grows at its end; -1 if it is not there. */
export const regionIndex = (name: string): number => catalogue.findIndex(([known]) => known === name)

export const zoneId = (region: string, name: string): string | undefined =>
  zonesOf(region).find(zone => zone.name === name)?.id

export function partitionOf(region: string): Partition {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

/** The domain of AWS's own names in a Region. */
export const dnsSuffixOf = (region: string): string =>
  partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
