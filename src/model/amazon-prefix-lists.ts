/**
 * The prefix lists that Amazon manages in each Region: the addresses of its services. They are everybody's to name and
 * nobody's to change. A reference counts as many entries as AWS documents, however many blocks there are. The blocks are
 * real ones of Amazon's, the same in every Region; the ids are of our choosing.
 * Source: VPC User Guide, "AWS-managed prefix lists".
 */
import { cidr } from './cidr.ts'
import { AMAZON } from './owned.ts'
import type { PrefixList } from './prefix-list.ts'
import { regionIndex } from './regions.ts'

interface AmazonList {
  /** After `com.amazonaws.REGION.`, or after `com.amazonaws.global.` */
  readonly service: string
  readonly isGlobal?: true
  readonly weight: number
  readonly blocks: readonly string[]
}

/** The order gives the ids: add at the end. */
const lists: readonly AmazonList[] = [
  { service: 's3', weight: 1, blocks: ['52.216.0.0/15', '54.231.0.0/16', '3.5.0.0/19'] },
  { service: 'dynamodb', weight: 1, blocks: ['52.94.0.0/22', '3.218.180.0/22'] },
  {
    service: 'cloudfront.origin-facing',
    isGlobal: true,
    weight: 55,
    blocks: ['13.124.199.0/24', '120.52.22.96/27', '205.251.208.0/20'],
  },
  { service: 'ec2-instance-connect', weight: 1, blocks: ['18.206.107.24/29'] },
  { service: 'route53-healthchecks', weight: 25, blocks: ['15.177.0.0/18', '54.228.16.0/26'] },
  { service: 'vpc-lattice', weight: 10, blocks: ['169.254.171.0/24'] },
]

/** The services that gateway endpoints lead to: what the older `DescribePrefixLists` shows. */
export const GATEWAY_SERVICES = ['s3', 'dynamodb'] as const

const FIRST_ID = 0x63_a5_40_00
const ROOM_FOR_EACH_REGION = 16

const known = new Map<string, readonly PrefixList[]>()

/** Amazon's lists in a Region; none in one that is not in the catalogue. */
export function amazonPrefixLists(region: string): readonly PrefixList[] {
  const before = known.get(region)
  if (before) return before
  const at = regionIndex(region)
  const made = at < 0 ? [] : lists.map((list, n) => listAt(region, list, at * ROOM_FOR_EACH_REGION + n))
  known.set(region, made)
  return made
}

export const amazonPrefixList = (region: string, id: string): PrefixList | undefined =>
  amazonPrefixLists(region).find(list => list.id === id)

/** The list of a service (`s3`) in a Region. */
export const listOfService = (region: string, service: string): PrefixList | undefined =>
  amazonPrefixLists(region).find(list => list.name === `com.amazonaws.${region}.${service}`)

const listAt = (
  region: string,
  { service, isGlobal, weight, blocks }: AmazonList,
  n: number,
): PrefixList => ({
  kind: 'prefix-list',
  id: `pl-${(FIRST_ID + n).toString(16)}`,
  ownerId: AMAZON,
  region,
  name: `com.amazonaws.${isGlobal ? 'global' : region}.${service}`,
  family: 4,
  maxEntries: weight,
  versions: [blocks.map(block => ({ cidr: cidr(block) }))],
  changedBy: 'create',
  createdAt: 0,
  tags: {},
})
