/** Landscapes and wishes for tests and benchmarks: VPCs 10.n.0.0/16 of two accounts, with a table and a group each. */
import { cidr } from '../model/cidr.ts'
import { type Place, placeKey, type Tags } from '../model/owned.ts'
import type { Landscape, SeenPeering, SeenRoute, SeenSide, SeenVpc } from './landscape.ts'
import type { Link, LinkEnd } from './link.ts'
import { linksOf } from './links.ts'
import { recordOf } from './marks.ts'
import { recorded } from './route-text.ts'
import { pairOf } from './survey.ts'
import type { Member, Pair, Wish } from './wish.ts'

const hex = (n: number): string => n.toString(16).padStart(17, '0')
export const vpcId = (n: number): string => `vpc-${hex(n)}`
export const tableId = (n: number): string => `rtb-${hex(n)}`
export const groupId = (n: number): string => `sg-${hex(n)}`

/** Every third VPC belongs to another account, every fourth is in another Region. */
export const placeOf = (n: number): Place => ({
  ownerId: n % 3 === 2 ? '222222222222' : '111111111111',
  region: n % 4 === 3 ? 'us-east-1' : 'eu-west-1',
})

export const blockOf = (n: number): string => `10.${n}.0.0/16`

/** The n-th VPC with the routes given, beside the local one. */
export const seenVpc = (
  n: number,
  routes: readonly SeenRoute[] = [],
  more: Partial<SeenVpc> = {},
): SeenVpc => ({
  id: vpcId(n),
  ...placeOf(n),
  tags: { Name: `vpc-${n}` },
  blocks: [cidr(blockOf(n))],
  dnsSupport: true,
  dnsHostnames: true,
  subnets: [],
  tables: [{ id: tableId(n), tags: {}, isMain: true, routes: [seenRoute(blockOf(n), 'local'), ...routes] }],
  groups: [{ id: groupId(n), name: 'default', tags: {}, rules: [], counts: { 4: 1, 6: 1 } }],
  ...more,
})

export const seenRoute = (block: string, target: string, more: Partial<SeenRoute> = {}): SeenRoute => ({
  destinations: [cidr(block)],
  target,
  isBlackhole: false,
  isPropagated: false,
  ...more,
})

const seenSide = (n: number, dnsResolution = false): SeenSide => ({
  vpcId: vpcId(n),
  ...placeOf(n),
  dnsResolution,
})

/** An active peering with the same tags on both sides. */
export const seenPeering = (
  id: string,
  requester: number,
  accepter: number,
  more: Partial<SeenPeering> = {},
  tags: Tags = {},
): SeenPeering => ({
  id,
  state: 'active',
  message: 'Active',
  requester: seenSide(requester),
  accepter: seenSide(accepter),
  tags: { [placeKey(placeOf(requester))]: tags, [placeKey(placeOf(accepter))]: tags },
  ...more,
})

export const member = (n: number, more: Partial<Member> = {}): Member => ({
  vpcId: vpcId(n),
  ...placeOf(n),
  label: `vpc-${n}`,
  announces: [cidr(blockOf(n))],
  tableIds: [tableId(n)],
  admits: [],
  ...more,
})

/** Every pair of the members. */
export const allPairs = (members: readonly Member[]): readonly Pair[] =>
  members.flatMap(({ vpcId: a }, at) => members.slice(at + 1).map(({ vpcId: b }) => pairOf(a, b)))

export const wishFor = (members: readonly Member[], more: Partial<Wish> = {}): Wish => ({
  name: 'prod',
  members,
  pairs: allPairs(members),
  tags: {},
  prunes: true,
  ...more,
})

/** So many VPCs that nothing joins, at most 255, and the wish that all be joined. */
export function unjoined(count: number): { readonly wish: Wish; readonly landscape: Landscape } {
  const numbers = Array.from({ length: count }, (_, at) => at)
  return {
    wish: wishFor(numbers.map(n => member(n))),
    landscape: { vpcs: numbers.map(n => seenVpc(n)), peerings: [] },
  }
}

/** The same when a mesh joins them all. */
export function joined(count: number): ReturnType<typeof unjoined> {
  const { wish, landscape } = unjoined(count)
  const links = linksOf(wish, landscape)
  const peerings = links.map((link, n) => joining(wish.name, link, `pcx-${hex(n)}`))
  const routes = Map.groupBy(
    links.flatMap(({ requester, accepter }, n) =>
      [requester, accepter].flatMap(end => end.routes.map(route => ({ ...route, target: `pcx-${hex(n)}` }))),
    ),
    route => route.tableId,
  )
  const vpcs = landscape.vpcs.map((_, n) =>
    seenVpc(
      n,
      routes.get(tableId(n))?.map(route => seenRoute(route.destination.text, route.target)),
    ),
  )
  return { wish, landscape: { vpcs, peerings } }
}

function joining(mesh: string, { requester, accepter, tags }: Link, id: string): SeenPeering {
  const tagsOf = (place: Place): Tags => {
    const ends = [requester, accepter].filter(end => placeKey(end.member) === placeKey(place))
    return {
      ...tags,
      ...recordOf(
        mesh,
        ends.flatMap(end => end.routes.map(recorded)),
      ),
    }
  }
  const side = ({ member: { vpcId, ownerId, region } }: LinkEnd): SeenSide => ({
    vpcId,
    ownerId,
    region,
    dnsResolution: false,
  })
  return {
    id,
    state: 'active',
    message: 'Active',
    requester: side(requester),
    accepter: side(accepter),
    tags: Object.fromEntries([requester, accepter].map(({ member }) => [placeKey(member), tagsOf(member)])),
  }
}
