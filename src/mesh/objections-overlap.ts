/**
 * Overlapping blocks: AWS lets the peering fail if any two blocks of the VPCs overlap, also if only others were to be routed.
 * Source: VPC Peering Guide, "VPC peering limitations".
 */
import { type Cidr, overlaps } from '../model/cidr.ts'
import type { Draft } from './draft.ts'
import type { Link } from './link.ts'
import type { Objection } from './objection.ts'
import { someOf } from './sentences.ts'
import { known, type Survey } from './survey.ts'

export const objectOverlap = ({ survey, links }: Draft): readonly Objection[] =>
  links.flatMap(link => {
    const found = overlapsOf(survey, link)
    return found.length > 0 ? [objection(survey, link, found)] : []
  })

/** The links that AWS would make: what else is wrong with the others does not matter. */
export const fittingLinks = ({ survey, links }: Draft): readonly Link[] =>
  links.filter(link => overlapsOf(survey, link).length === 0)

type Overlap = readonly [requester: Cidr, accepter: Cidr]

/** The blocks of both VPCs that overlap. */
function overlapsOf({ vpcs }: Survey, { requester, accepter }: Link): readonly Overlap[] {
  const theirs = known(vpcs, accepter.member.vpcId).blocks
  return known(vpcs, requester.member.vpcId).blocks.flatMap(own =>
    theirs.filter(block => overlaps(own, block)).map(block => [own, block] as const),
  )
}

function objection(survey: Survey, link: Link, found: readonly Overlap[]): Objection {
  const [a, b] = [link.requester.member, link.accepter.member]
  const words = found.map(([own, their]) => `${own.text} of ${a.label} and ${their.text} of ${b.label}`)
  return {
    code: 'overlap',
    why: `AWS does not peer ${a.label} and ${b.label}: ${someOf(words)} overlap.`,
    advice: [
      `Leave ${a.label} or ${b.label} out.`,
      'Choose a topology in which the two are no pair: hubs, groups or pairs.',
      ...dispensable(survey, link, found),
      'Announcing a part does not help here: AWS looks at all blocks. PrivateLink works between overlapping VPCs.',
    ],
    about: [a.vpcId, b.vpcId],
  }
}

/** A secondary block can be taken from its VPC, the primary one cannot. */
function dispensable({ vpcs }: Survey, link: Link, found: readonly Overlap[]): readonly string[] {
  const ends = [link.requester, link.accepter] as const
  const secondary = found.map(overlap =>
    overlap.flatMap((block, at) => {
      const { vpcId, label } = (at === 0 ? ends[0] : ends[1]).member
      return known(vpcs, vpcId).blocks[0]?.text === block.text ? [] : [`${block.text} from ${label}`]
    }),
  )
  if (!secondary.every(some => some.length > 0)) return []
  const words = new Set(secondary.map(some => some.join(' or ')))
  return [`Take ${someOf([...words])}: it is no primary block, and goes if nothing is in it.`]
}
