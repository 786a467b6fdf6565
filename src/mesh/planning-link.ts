/** The calls for one wanted pair. */
import { placeKey } from '../model/owned.ts'
import type { Aim } from './aim.ts'
import type { Frame, PeeringRef } from './calls.ts'
import { accept, askFor, endsOf, setDns } from './calls-peering.ts'
import { deleteRoute, routeKey, setRoute } from './calls-routes.ts'
import { tagPeering, untag } from './calls-tags.ts'
import { bearsMark, isWaiting, remarkOn } from './choose-peering.ts'
import type { SeenPeering } from './landscape.ts'
import type { Link } from './link.ts'
import type { RecordedRoute } from './marks.ts'
import type { Call, Deed, PlannedLink } from './plan.ts'
import { type LinkPlace, placesOf } from './planning-place.ts'
import type { PlacedRoute } from './planning-routes.ts'
import { rulesFor } from './planning-rules.ts'
import { keysToDrop, missingTags } from './planning-tags.ts'
import { linkRoute, recordedText } from './route-text.ts'
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
  const asking = askFor(link, first?.tags.before ?? {})
  return [asking, accept(link, ref, [asking.key])]
}

/** What has to be there in one place: the tags before all else, then the options and the routes. */
function making(
  { mesh }: Aim,
  link: Link,
  ref: PeeringRef,
  here: LinkPlace,
  joined: readonly Call[],
): readonly Call[] {
  const { place, tags, switches, routes } = here
  const frame = { place, pair: link.pair }
  const asking = joined.find(call => call.operation === 'CreateVpcPeeringConnection')
  const isTagged = asking && placeKey(asking.place) === placeKey(place)
  const missing = isTagged ? {} : missingTags(tags.seen, tags.before, mesh)
  const tagging = tagPeering({ ...frame, after: asking ? [asking.key] : [] }, ref, missing, 'first')
  const ready = { ...frame, after: keysIn([...joined.slice(-1), ...tagging]) }
  return [...tagging, ...setDns(ready, ref, switches), ...routes.flatMap(route => routing(ready, ref, route))]
}

function routing(ready: Frame, ref: PeeringRef, { route, deed }: PlacedRoute): readonly Call[] {
  if (deed === 'create') return [setRoute(ready, 'CreateRoute', ref, route)]
  return deed === 'replace' ? [setRoute(ready, 'ReplaceRoute', ref, route)] : []
}

/** The routes that the link does not need any more go, or get another peer; then its tags are put right. */
function clearing(
  { mesh, routes }: Aim,
  link: Link,
  ref: PeeringRef,
  here: LinkPlace,
  made: readonly Call[],
): readonly Call[] {
  const { place, tags, stale } = here
  const frame = { place, pair: link.pair }
  const isReplaced = (route: RecordedRoute) => routes.has(recordedText(route))
  const deleting = stale
    .filter(route => !isReplaced(route))
    .map(route => deleteRoute({ ...frame, after: [] }, linkRoute(route)))
  const after = [
    ...keysIn(deleting),
    ...stale.filter(isReplaced).map(route => routeKey('ReplaceRoute', linkRoute(route))),
    ...keysIn(made.filter(call => isWrittenDown(call) && placeKey(call.place) === placeKey(place))),
  ]
  const changed = missingTags({ ...tags.seen, ...tags.before }, tags.after, mesh)
  const tagging = tagPeering({ ...frame, after }, ref, changed, 'last')
  const last = { ...frame, after: [...after, ...keysIn(tagging)] }
  // A new peering has no more tags than it needs.
  const untagging = ref.id === undefined ? [] : untag(last, ref.id, keysToDrop(tags, mesh))
  return [...deleting, ...tagging, ...untagging]
}

/** What the tags are about, beside routes; and the tags themselves. */
const isWrittenDown = ({ operation }: Call): boolean =>
  operation === 'CreateTags' || operation === 'ModifyVpcPeeringConnectionOptions'

const keysIn = (calls: readonly Call[]): readonly string[] => calls.map(call => call.key)
