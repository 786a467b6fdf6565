/** The Regions of China and of GovCloud are networks of their own. Source: VPC Peering Guide, "VPC peering limitations". */
import { partitionOf } from '../model/regions.ts'
import type { Draft } from './draft.ts'
import type { Objection } from './objection.ts'
import { someOf } from './sentences.ts'

export function objectPartition({ links }: Draft): readonly Objection[] {
  const across = links.filter(
    ({ requester, accepter }) => partitionOf(requester.member.region) !== partitionOf(accepter.member.region),
  )
  const members = new Map(
    across
      .flatMap(({ requester, accepter }) => [requester.member, accepter.member])
      .map(one => [one.vpcId, one]),
  )
  if (members.size === 0) return []
  const words = [...members.values()].map(({ label, region }) => `${label} (${partitionOf(region)})`)
  return [
    {
      code: 'partition',
      why: `AWS peers no VPCs of different partitions: ${someOf(words.sort())}.`,
      advice: ['Make a mesh for each partition.'],
      about: [...members.keys()].sort(),
    },
  ]
}
