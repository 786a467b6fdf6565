/** What each wanted pair shall have: from the members and the peerings that there are. */
import { type Cidr, contains } from '../model/cidr.ts'
import { choosePeering } from './choose-peering.ts'
import type { Landscape, SeenPeering } from './landscape.ts'
import type { Link, LinkEnd } from './link.ts'
import { MOST_CHARACTERS, markKey, meshesOf, type Origin, originOf } from './marks.ts'
import { known, pairText, type Survey, surveyOf } from './survey.ts'
import type { Member, Wish } from './wish.ts'

/** A link for each wanted pair, by pair, whatever the order of the members and of the landscape. */
export const linksOf = (wish: Wish, landscape: Landscape): readonly Link[] =>
  surveyedLinks(wish, surveyOf(landscape))

export function surveyedLinks(wish: Wish, survey: Survey): readonly Link[] {
  const members = new Map(wish.members.map(member => [member.vpcId, member]))
  const pairs = wish.pairs.map(([a, b]) => ({
    pair: pairText(a, b),
    a: known(members, a),
    b: known(members, b),
  }))
  return pairs
    .sort((one, other) => (one.pair < other.pair ? -1 : 1))
    .map(({ pair, a, b }) => linkOf(wish, survey, pair, a.vpcId < b.vpcId ? [a, b] : [b, a]))
}

function linkOf(
  wish: Wish,
  survey: Survey,
  pair: string,
  [lesser, greater]: readonly [Member, Member],
): Link {
  const peering = choosePeering(survey.byPair.get(pair) ?? [], wish.name)
  const isReversed = peering?.requester.vpcId === greater.vpcId
  const [requester, accepter] = isReversed ? [greater, lesser] : [lesser, greater]
  return {
    pair,
    requester: endOf(survey, requester, accepter),
    accepter: endOf(survey, accepter, requester),
    ...(peering && { peeringId: peering.id }),
    origin: peering ? originSeen(peering) : 'made',
    tags: tagsOf(wish, requester, accepter),
    ...(wish.dns !== undefined && { dns: wish.dns }),
  }
}

/** One that some mesh made is a mesh's, whoever looks. */
export const originSeen = ({ tags }: SeenPeering): Origin =>
  Object.values(tags).some(seen => meshesOf(seen).some(mesh => originOf(seen, mesh) === 'made'))
    ? 'made'
    : 'adopted'

function endOf(survey: Survey, member: Member, peer: Member): LinkEnd {
  const blocks = reachable(survey, member, peer)
  const admitted = member.admits.flatMap(admission => blocks.map(from => ({ ...admission, from })))
  return {
    member,
    routes: member.tableIds.flatMap(tableId => blocks.map(destination => ({ tableId, destination }))),
    rules: admitted,
  }
}

/** What the peer announces in the families that the member has; a block inside another one adds nothing. */
function reachable(survey: Survey, member: Member, { announces }: Member): readonly Cidr[] {
  const { blocks } = known(survey.vpcs, member.vpcId)
  const families = new Set(blocks.map(block => block.version))
  return announces
    .filter(block => families.has(block.version))
    .filter((block, at) => !announces.some((other, n) => n !== at && covers(other, n, block, at)))
}

/** Of two equal blocks the first counts. */
const covers = (outer: Cidr, n: number, inner: Cidr, at: number): boolean =>
  contains(outer, inner) && (outer.text !== inner.text || n < at)

function tagsOf(wish: Wish, requester: Member, accepter: Member): Link['tags'] {
  const words = { mesh: wish.name, requester: requester.label, accepter: accepter.label }
  const { Name: name, ...tags } = wish.tags
  return {
    ...(name !== undefined && { Name: filled(name, words).slice(0, MOST_CHARACTERS) }),
    ...tags,
    [markKey(wish.name)]: 'made',
  }
}

const filled = (text: string, words: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(mesh|requester|accepter)\}/g, (_, word: string) => words[word] ?? '')
