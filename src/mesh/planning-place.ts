/**
 * What a link has, and shall have, in one place: an account and Region has tags of its own on a peering, and its own side of the
 * options, or both sides.
 */
import { type Place, placeKey, type Tags } from '../model/owned.ts'
import type { SideName } from '../model/peering.ts'
import type { Aim } from './aim.ts'
import type { SeenPeering } from './landscape.ts'
import type { Link, LinkRoute } from './link.ts'
import {
  keysOf,
  markKey,
  meshesOf,
  type RecordedRoute,
  recordedIn,
  recordOf,
  type Switched,
  switchedIn,
  switchedTags,
} from './marks.ts'
import { type SwitchDeed, switchDeed } from './planning-dns.ts'
import { isToClear, othersRecorded, type RouteDeed, routeDeed } from './planning-routes.ts'
import { recorded, recordedText, routeText } from './route-text.ts'

export interface LinkPlace {
  readonly place: Place
  readonly routes: readonly PlacedRoute[]
  /** The sides that are in this place and whose DNS resolution has to be switched, and to what. */
  readonly switches: Switched
  /** The tags as they are; as they have to be before anything else is done; and when all is done. */
  readonly seen: Tags
  readonly before: Tags
  readonly after: Tags
  /** The routes that the mesh made through this peering and that the link does not need any more. */
  readonly stale: readonly RecordedRoute[]
}

export interface PlacedRoute {
  readonly route: LinkRoute
  readonly deed: RouteDeed
}

/** The places of a link: two, or one if both ends are in it; the requester's first. */
export function placesOf(aim: Aim, link: Link, peering: SeenPeering | undefined): readonly LinkPlace[] {
  const isSame = placeKey(link.requester.member) === placeKey(link.accepter.member)
  const sides: readonly (readonly SideName[])[] = isSame
    ? [['requester', 'accepter']]
    : [['requester'], ['accepter']]
  return sides.map(some => placeOf(aim, link, peering, some))
}

function placeOf(
  aim: Aim,
  link: Link,
  peering: SeenPeering | undefined,
  sides: readonly SideName[],
): LinkPlace {
  const { ownerId, region } = link[sides[0] as SideName].member
  const place = { ownerId, region }
  const seen = peering?.tags[placeKey(place)] ?? {}
  const routes = sides
    .flatMap(side => link[side].routes)
    .map(route => ({ route, deed: routeDeed(aim, route, peering?.id) }))
  const switches = sides.map(side => [side, sideSwitch(aim, link, peering, side, seen)] as const)
  return {
    place,
    routes,
    switches: switchesOf(switches, side => peering?.[side].dnsResolution ?? false),
    seen,
    ...tagsOf(aim, link, seen, routes, marksOf(switches)),
    stale: staleRoutes(aim, peering, seen, routes),
  }
}

function sideSwitch(
  { mesh, prunes }: Aim,
  link: Link,
  peering: SeenPeering | undefined,
  side: SideName,
  seen: Tags,
): SwitchDeed {
  const own = switchedIn(seen, mesh)[side]
  const others = othersSwitched(seen, mesh)[side]
  return switchDeed({ now: peering?.[side].dnsResolution ?? false, own, others }, link.dns, prunes)
}

/** To what other meshes have switched the sides. */
export const othersSwitched = (seen: Tags, mesh: string): Switched =>
  Object.assign({}, ...meshesOf(seen).map(other => (other === mesh ? {} : switchedIn(seen, other))))

const switchesOf = (
  deeds: readonly (readonly [SideName, SwitchDeed])[],
  isOn: (side: SideName) => boolean,
): Switched =>
  Object.fromEntries(deeds.filter(([side, { to }]) => to !== isOn(side)).map(([side, { to }]) => [side, to]))

const marksOf = (deeds: readonly (readonly [SideName, SwitchDeed])[]): Switched =>
  Object.fromEntries(deeds.flatMap(([side, { mark }]) => (mark === undefined ? [] : [[side, mark]])))

/** Before: what was written and what will be. After: what there is then, and not more. */
function tagsOf(
  { mesh, prunes }: Aim,
  link: Link,
  seen: Tags,
  routes: readonly PlacedRoute[],
  marks: Switched,
): Pick<LinkPlace, 'before' | 'after'> {
  const plain = link.origin === 'made' ? link.tags : { [markKey(mesh)]: 'adopted' }
  const written = recordedIn(seen, mesh)
  const own = ownRoutes(seen, mesh, written, routes)
  const all = union(written, own)
  return {
    before: {
      ...plain,
      ...recordOf(mesh, all),
      ...switchedTags(mesh, { ...switchedIn(seen, mesh), ...marks }),
    },
    after: { ...plain, ...recordOf(mesh, prunes ? own : all), ...switchedTags(mesh, marks) },
  }
}

/** Of the link's routes those that a mesh makes or has made; the others are somebody else's and serve as well. */
function ownRoutes(
  seen: Tags,
  mesh: string,
  written: readonly RecordedRoute[],
  routes: readonly PlacedRoute[],
): readonly RecordedRoute[] {
  const ofMeshes = new Set([...written, ...othersRecorded(seen, mesh)].map(recordedText))
  return routes
    .filter(({ deed, route }) => deed !== 'keep' || ofMeshes.has(routeText(route)))
    .map(({ route }) => recorded(route))
}

const union = (some: readonly RecordedRoute[], more: readonly RecordedRoute[]): readonly RecordedRoute[] => [
  ...new Map([...some, ...more].map(route => [recordedText(route), route])).values(),
]

function staleRoutes(
  { mesh, prunes, survey }: Aim,
  peering: SeenPeering | undefined,
  seen: Tags,
  routes: readonly PlacedRoute[],
): readonly RecordedRoute[] {
  if (!prunes || !peering) return []
  const wanted = new Set(routes.map(({ route }) => routeText(route)))
  return recordedIn(seen, mesh)
    .filter(route => !wanted.has(recordedText(route)))
    .filter(isToClear(survey, peering, seen, mesh))
}

/** The mesh's keys that are written, or will be, and shall not be there in the end. */
export const keysToDrop = ({ seen, before, after }: LinkPlace, mesh: string): readonly string[] =>
  keysOf({ ...seen, ...before }, mesh).filter(key => after[key] === undefined)
