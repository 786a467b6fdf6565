/**
 * Peers of one VPC whose announced blocks overlap. AWS allows it where the peers are not peered with each other, and the longest
 * prefix decides: so the same block twice cannot be had, and of nested ones the smaller wins, which one should know.
 */
import { type Cidr, contains } from '../model/cidr.ts'
import type { Draft } from './draft.ts'
import type { LinkEnd } from './link.ts'
import type { Objection } from './objection.ts'
import { fittingLinks } from './objections-overlap.ts'
import { someOf } from './sentences.ts'
import type { Member } from './wish.ts'

/** A block that a member gets routes to, and whose it is. */
interface Heard {
  readonly member: Member
  readonly peer: Member
  readonly block: Cidr
}

/** Two blocks that a member hears of, the outer one first; or the same one twice. */
type Clash = readonly [outer: Heard, inner: Heard]

export const objectTwice = (draft: Draft): readonly Objection[] =>
  byPeers(clashes(draft).filter(([outer, inner]) => outer.block.text === inner.block.text)).map(
    ([[outer, inner], thirds]) => ({
      code: 'ambiguous',
      why: `${outer.peer.label} and ${inner.peer.label} both announce ${inner.block.text} to ${someOf(labels(thirds))}, which can route it to one of them only.`,
      advice: [
        `Let ${outer.peer.label} or ${inner.peer.label} announce only a part: a subnet, or single hosts. The longest prefix wins.`,
        `Leave ${outer.peer.label} or ${inner.peer.label} out, or connect each with others: groups or pairs.`,
      ],
      about: ids(outer, inner, thirds),
    }),
  )

export const warnNested = (draft: Draft): readonly Objection[] =>
  byPeers(clashes(draft).filter(([outer, inner]) => outer.block.text !== inner.block.text)).map(
    ([[outer, inner], thirds]) => ({
      code: 'ambiguous',
      why: `${inner.block.text} of ${inner.peer.label} lies in ${outer.block.text} of ${outer.peer.label}: what ${outer.peer.label} has in it is out of reach for ${someOf(labels(thirds))}.`,
      advice: [`Let ${outer.peer.label} announce only what is not in ${inner.block.text}.`],
      about: ids(outer, inner, thirds),
    }),
  )

const labels = (members: readonly Member[]): readonly string[] => members.map(member => member.label)
const ids = (outer: Heard, inner: Heard, thirds: readonly Member[]): readonly string[] => [
  outer.peer.vpcId,
  inner.peer.vpcId,
  ...thirds.map(member => member.vpcId),
]

/** The same two blocks of the same two peers once, with all the members that hear of them. */
function byPeers(all: readonly Clash[]): readonly (readonly [Clash, readonly Member[]])[] {
  const groups = Map.groupBy(all, clash =>
    clash.map(({ peer, block }) => `${peer.vpcId} ${block.text}`).join(' '),
  )
  return [...groups.values()].map(some => [some[0] as Clash, some.map(([{ member }]) => member)])
}

function clashes(draft: Draft): readonly Clash[] {
  const heard = fittingLinks(draft).flatMap(({ requester, accepter }) => [
    ...hear(requester, accepter.member),
    ...hear(accepter, requester.member),
  ])
  return [...Map.groupBy(heard, ({ member }) => member.vpcId).values()].flatMap(clashesAmong)
}

const hear = ({ member, routes, rules }: LinkEnd, peer: Member): readonly Heard[] => {
  const blocks = new Map(
    [...routes.map(one => one.destination), ...rules.map(one => one.from)].map(one => [one.text, one]),
  )
  return [...blocks.values()].map(block => ({ member, peer, block }))
}

/** In order of their first addresses, the larger first, only those before that have not ended can hold a block. */
function clashesAmong(heard: readonly Heard[]): readonly Clash[] {
  const found: Clash[] = []
  let open: readonly Heard[] = []
  for (const inner of heard.toSorted(inOrder)) {
    open = open.filter(outer => contains(outer.block, inner.block))
    found.push(...open.filter(outer => outer.peer !== inner.peer).map(outer => [outer, inner] as const))
    open = [...open, inner]
  }
  return found
}

function inOrder(a: Heard, b: Heard): number {
  if (a.block.version !== b.block.version) return a.block.version - b.block.version
  if (a.block.start !== b.block.start) return a.block.start < b.block.start ? -1 : 1
  return a.block.prefix - b.block.prefix || (a.peer.vpcId < b.peer.vpcId ? -1 : 1)
}
