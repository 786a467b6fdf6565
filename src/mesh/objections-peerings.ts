/** The peerings of a VPC, others' too, may not be more than the quota. VPCs that lack the same are named together. */
import { quotas } from '../model/quotas.ts'
import { alternativesTo } from './alternatives.ts'
import { isWaiting } from './choose-peering.ts'
import type { Draft } from './draft.ts'
import type { Objection } from './objection.ts'
import { raise } from './objections-quotas.ts'
import { someOf } from './sentences.ts'

interface Count {
  readonly vpcId: string
  readonly label: string
  readonly present: number
  readonly needed: number
}

export function objectPeerings(draft: Draft): readonly Objection[] {
  const limit = draft.quotas['peerings-per-vpc']
  const lacking = countsOf(draft).filter(({ needed }) => needed > limit)
  const alike = [...Map.groupBy(lacking, ({ present, needed }) => `${present} ${needed}`).values()]
  return alike.map(some => objection(draft, some, limit))
}

function objection({ wish, links }: Draft, some: readonly Count[], limit: number): Objection {
  const { present, needed } = some[0] as Count
  const names = someOf(some.map(({ label }) => label))
  return {
    code: 'peerings-quota',
    why: `${names}${some.length > 1 ? ': each' : ''} needs ${needed} peering connections, ${present} of them are there; the limit of a VPC is ${limit}.`,
    advice: [
      ...raise(
        'active VPC peering connections per VPC',
        'L-7E9ECCDB',
        needed,
        quotas['peerings-per-vpc'].raised,
      ),
      ...alternativesTo({
        members: wish.members,
        peerings: links.length,
        room: limit - foreign(some, links),
      }),
    ],
    about: some.map(({ vpcId }) => vpcId),
  }
}

/** The most that one of the VPCs needs for others than the mesh. */
const foreign = (some: readonly Count[], links: Draft['links']): number => {
  const own = countLinks(links)
  return Math.max(...some.map(({ vpcId, needed }) => needed - (own.get(vpcId) ?? 0)))
}

const countLinks = (links: Draft['links']): ReadonlyMap<string, number> =>
  tally(links.flatMap(({ requester, accepter }) => [requester.member.vpcId, accepter.member.vpcId]))

function countsOf({ wish, survey, links }: Draft): readonly Count[] {
  const accepted = survey.landscape.peerings.filter(
    ({ state }) => state === 'active' || state === 'provisioning',
  )
  const there = tally(accepted.flatMap(({ requester, accepter }) => [requester.vpcId, accepter.vpcId]))
  const added = countLinks(
    links.filter(({ peeringId }) => {
      const peering = survey.peerings.get(peeringId ?? '')
      return !peering || isWaiting(peering)
    }),
  )
  return wish.members.map(({ vpcId, label }) => {
    const present = there.get(vpcId) ?? 0
    return { vpcId, label, present, needed: present + (added.get(vpcId) ?? 0) }
  })
}

function tally(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
