/**
 * What a link has, and shall have, in one place: an account and Region has tags of its own on a peering, and its own side of the
 * options, or both sides.
 */
import { type Place, placeKey } from '../model/owned.ts'
import type { SideName } from '../model/peering.ts'
import type { Aim } from './aim.ts'
import type { SeenPeering } from './landscape.ts'
import type { Link } from './link.ts'
import { type RecordedRoute, recordedIn, type Switched } from './marks.ts'
import { type SwitchDeed, sideDeed, switchDeed } from './planning-dns.ts'
import { isToClear, type PlacedRoute, routeDeed } from './planning-routes.ts'
import { type LinkTags, tagsOf } from './planning-tags.ts'
import { recordedText, routeText } from './route-text.ts'

export interface LinkPlace {
  readonly place: Place
  readonly routes: readonly PlacedRoute[]
  /** The sides that are in this place and whose DNS resolution has to be switched, and to what. */
  readonly switches: Switched
  readonly tags: LinkTags
  /** The routes that the mesh made through this peering and that the link does not need any more. */
  readonly stale: readonly RecordedRoute[]
}

/** The places of a link: two, or one if both ends are in it; the requester's first. */
export function placesOf(aim: Aim, link: Link, peering: SeenPeering | undefined): readonly LinkPlace[] {
  const { requester, accepter } = link
  return placeKey(requester.member) === placeKey(accepter.member)
    ? [placeOf(aim, link, peering, ['requester', 'accepter'])]
    : [placeOf(aim, link, peering, ['requester']), placeOf(aim, link, peering, ['accepter'])]
}

function placeOf(
  aim: Aim,
  link: Link,
  peering: SeenPeering | undefined,
  sides: readonly [SideName, SideName?],
): LinkPlace {
  const { ownerId, region } = link[sides[0]].member
  const place = { ownerId, region }
  const seen = peering?.tags[placeKey(place)] ?? {}
  const there = sides.filter(side => side !== undefined)
  const routes = there
    .flatMap(side => link[side].routes)
    .map(route => ({ route, deed: routeDeed(aim, route, peering?.id) }))
  const deeds = there.map(side => sideSwitch(aim, link, peering, side))
  return {
    place,
    routes,
    switches: sidesWith(deeds, ({ to, now }) => (to === now ? undefined : to)),
    tags: tagsOf(
      aim,
      link,
      seen,
      routes,
      sidesWith(deeds, ({ mark }) => mark),
    ),
    stale: peering ? staleRoutes(aim, peering, place, routes) : [],
  }
}

interface SideSwitch extends SwitchDeed {
  readonly side: SideName
  readonly now: boolean
}

function sideSwitch(
  { mesh, prunes }: Aim,
  { dns }: Link,
  peering: SeenPeering | undefined,
  side: SideName,
): SideSwitch {
  const now = peering?.[side].dnsResolution ?? false
  const deed = peering ? sideDeed(mesh, peering, side, dns, prunes) : switchDeed({ now }, dns, prunes)
  return { ...deed, side, now }
}

const sidesWith = (deeds: readonly SideSwitch[], what: (deed: SideSwitch) => boolean | undefined): Switched =>
  Object.fromEntries(deeds.map(deed => [deed.side, what(deed)] as const).filter(([, on]) => on !== undefined))

function staleRoutes(
  { mesh, prunes, survey }: Aim,
  peering: SeenPeering,
  place: Place,
  routes: readonly PlacedRoute[],
): readonly RecordedRoute[] {
  const tags = peering.tags[placeKey(place)] ?? {}
  const wanted = new Set(routes.map(({ route }) => routeText(route)))
  return recordedIn(tags, mesh)
    .filter(route => prunes && !wanted.has(recordedText(route)))
    .filter(isToClear(survey, peering, tags, mesh))
}
