/** The calls for one wanted pair. */
import { placeKey } from '../model/owned.ts'
import type { Aim } from './aim.ts'
import {
  accept,
  askFor,
  deleteRoute,
  endsOf,
  letIn,
  type PeeringRef,
  routeKey,
  setDns,
  setRoute,
  tagPeering,
  tagRule,
  untag,
} from './calls.ts'
import { bearsMark, isWaiting, remarkOn } from './choose-peering.ts'
import type { SeenPeering } from './landscape.ts'
import type { Link, LinkEnd } from './link.ts'
import { meshesOf } from './marks.ts'
import type { Call, Deed, PlannedLink } from './plan.ts'
import { keysToDrop, type LinkPlace, placesOf } from './planning-place.ts'
import { missingTags } from './planning-tags.ts'
import { linkRoute, recordedText } from './route-text.ts'
import { ruleText } from './rule-text.ts'
import { known } from './survey.ts'

export interface LinkPlan {
  readonly planned: PlannedLink
  /** What makes and mends the link. */
  readonly made: readonly Call[]
  /** What clears away what the link had beside; after all that is made, for any link. */
  readonly cleared: readonly Call[]
}

export function planLink(aim: Aim, link: Link): LinkPlan {
  const peering = link.peeringId === undefined ? undefined : known(aim.survey.peerings, link.peeringId)
  const called = peering?.id ?? `the peering of ${endsOf(link)}`
  const ref: PeeringRef = { called, ...(peering && { id: peering.id }) }
  const places = placesOf(aim, link, peering)
  const joined = joining(link, ref, peering, places)
  const made = [
    ...joined,
    ...places.flatMap(place => making(aim, link, ref, place, joined)),
    ...[link.requester, link.accepter].flatMap(end => rulesFor(aim, link, end)),
  ]
  const cleared = places.flatMap(place => clearing(aim, link, ref, place, made))
  const remark = remarkOn(aim.survey.byPair.get(link.pair) ?? [], peering)
  const calls = [...made, ...cleared].map(call => call.key)
  const planned = { link, deed: deedOf(aim, peering), calls, ...(remark !== undefined && { remark }) }
  return { planned, made, cleared }
}

function deedOf({ mesh }: Aim, peering: SeenPeering | undefined): Deed {
  if (!peering) return 'create'
  if (isWaiting(peering)) return 'accept'
  return bearsMark(peering, mesh) ? 'keep' : 'adopt'
}

/** The peering itself: made with the tags of the requester's place, and accepted. */
function joining(
  link: Link,
  ref: PeeringRef,
  peering: SeenPeering | undefined,
  [first]: readonly LinkPlace[],
): readonly Call[] {
  if (peering) return isWaiting(peering) ? [accept(link, ref, [])] : []
  const asking = askFor(link, first?.before ?? {})
  return [asking, accept(link, ref, [asking.key])]
}

/** What has to be there in one place: the tags before all else, then the options and the routes. */
function making(
  { mesh }: Aim,
  link: Link,
  ref: PeeringRef,
  place: LinkPlace,
  joined: readonly Call[],
): readonly Call[] {
  const { pair } = link
  const asking = joined.find(call => call.operation === 'CreateVpcPeeringConnection')
  const isTagged = asking !== undefined && placeKey(asking.place) === placeKey(place.place)
  const missing = isTagged ? {} : missingTags(place.seen, place.before, mesh)
  const frame = { place: place.place, pair }
  const tagging =
    Object.keys(missing).length > 0
      ? [tagPeering({ ...frame, after: asking ? [asking.key] : [] }, ref, missing, 'first')]
      : []
  const ready = { ...frame, after: [...joined.slice(-1), ...tagging].map(call => call.key) }
  const options = Object.keys(place.switches).length > 0 ? [setDns(ready, ref, place.switches)] : []
  return [...tagging, ...options, ...routing(ready, ref, place)]
}

function routing(ready: Pick<Call, 'place' | 'pair' | 'after'>, ref: PeeringRef, { routes }: LinkPlace) {
  return routes.flatMap(({ route, deed }) => {
    if (deed === 'create') return [setRoute(ready, 'CreateRoute', ref, route)]
    return deed === 'replace' ? [setRoute(ready, 'ReplaceRoute', ref, route)] : []
  })
}

/** A rule that somebody else made does as well, and stays theirs. */
function rulesFor({ mesh, survey }: Aim, { pair, tags }: Link, end: LinkEnd): readonly Call[] {
  const { ownerId, region } = end.member
  const frame = { place: { ownerId, region }, pair, after: [] }
  const unique = new Map(end.rules.map(rule => [ruleText(rule.groupId, rule), rule]))
  return [...unique].flatMap(([text, rule]) => {
    const there = survey.rules.get(text)
    if (!there) return [letIn(frame, rule, tags)]
    const missing = meshesOf(there.tags).length > 0 ? missingTags(there.tags, tags, mesh) : {}
    return Object.keys(missing).length > 0 ? [tagRule(frame, there, missing)] : []
  })
}

/** The routes that the link does not need any more; then its records are put right. */
function clearing(
  { mesh, routes }: Aim,
  { pair }: Link,
  ref: PeeringRef,
  place: LinkPlace,
  made: readonly Call[],
): readonly Call[] {
  const frame = { place: place.place, pair }
  const [replaced, gone] = partition(place.stale, route => routes.has(recordedText(route)))
  const deleting = gone.map(route => deleteRoute({ ...frame, after: [] }, linkRoute(route)))
  const changed = missingTags({ ...place.seen, ...place.before }, place.after, mesh)
  const dropped = keysToDrop(place, mesh)
  const after = [
    ...deleting.map(call => call.key),
    ...replaced.map(route => routeKey('ReplaceRoute', linkRoute(route))),
    ...made
      .filter(call => placeKey(call.place) === placeKey(place.place) && isFirst(call))
      .map(call => call.key),
  ]
  const tagging =
    Object.keys(changed).length > 0 ? [tagPeering({ ...frame, after }, ref, changed, 'last')] : []
  const untagging =
    dropped.length > 0 && ref.id !== undefined
      ? [untag({ ...frame, after: [...after, ...tagging.map(call => call.key)] }, ref.id, dropped)]
      : []
  return [...deleting, ...tagging, ...untagging]
}

/** What the last word in the tags is about. */
const isFirst = ({ operation }: Call): boolean =>
  operation === 'CreateTags' || operation === 'ModifyVpcPeeringConnectionOptions'

const partition = <T>(all: readonly T[], is: (one: T) => boolean): readonly [readonly T[], readonly T[]] => [
  all.filter(is),
  all.filter(one => !is(one)),
]
