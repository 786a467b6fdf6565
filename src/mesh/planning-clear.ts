/** What a mesh does not need any more: it gives back what it took over, and takes away what it made if no other mesh uses it. */
import { type Place, placeKey, type Tags } from '../model/owned.ts'
import type { Aim } from './aim.ts'
import { deletePeering, setDns } from './calls-peering.ts'
import { deleteRoute, routeKey } from './calls-routes.ts'
import { untag } from './calls-tags.ts'
import { isLive } from './choose-peering.ts'
import type { SeenPeering } from './landscape.ts'
import { originSeen } from './links.ts'
import { keysOf, othersOn, type RecordedRoute, recordedIn } from './marks.ts'
import type { Call } from './plan.ts'
import { sideDeed } from './planning-dns.ts'
import { isToClear } from './planning-routes.ts'
import { linkRoute, recordedText } from './route-text.ts'

/** A peering that the mesh has its mark on and does not need. Of one that has ended only routes are left. */
export function clearPeering(aim: Aim, peering: SeenPeering): readonly Call[] {
  const places = readablePlaces(peering)
  const routes = places.map(place => clearRoutes(aim, peering, place))
  const deleting = routes.flatMap(one => one.calls)
  if (!isLive(peering)) return deleting
  const after = routes.flatMap(one => one.after)
  const deleter = goes(aim, peering) ? deleterOf(peering) : undefined
  if (deleter) return [...deleting, deletePeering({ place: deleter, after }, peering)]
  return [...deleting, ...places.flatMap(place => giveBack(aim, peering, place, after))]
}

/** The places whose tags could be read, each once; the requester's first. */
function readablePlaces({ requester, accepter, tags }: SeenPeering): readonly Place[] {
  const places = placeKey(requester) === placeKey(accepter) ? [requester] : [requester, accepter]
  return places
    .filter(place => tags[placeKey(place)] !== undefined)
    .map(({ ownerId, region }) => ({ ownerId, region }))
}

const tagsIn = ({ tags }: SeenPeering, place: Place): Tags => tags[placeKey(place)] ?? {}

function clearRoutes({ mesh, survey, routes }: Aim, peering: SeenPeering, place: Place) {
  const tags = tagsIn(peering, place)
  const own = recordedIn(tags, mesh).filter(isToClear(survey, peering, tags, mesh))
  const isReplaced = (route: RecordedRoute) => routes.has(recordedText(route))
  const calls = own
    .filter(route => !isReplaced(route))
    .map(route => deleteRoute({ place, after: [] }, linkRoute(route)))
  const replaced = own.filter(isReplaced).map(route => routeKey('ReplaceRoute', linkRoute(route)))
  return { calls, after: [...calls.map(call => call.key), ...replaced] }
}

/** Whether it goes as a whole: a mesh made it, and no other one uses it. */
const goes = ({ mesh }: Aim, peering: SeenPeering): boolean =>
  originSeen(peering) === 'made' &&
  Object.values(peering.tags).every(tags => othersOn(tags, mesh).length === 0)

/** Who may delete it, of those whom one can act for: a request only its requester. */
const deleterOf = (peering: SeenPeering): Place | undefined =>
  readablePlaces(peering).find(
    place =>
      peering.state === 'active' ||
      peering.state === 'provisioning' ||
      placeKey(place) === placeKey(peering.requester),
  )

/** What the mesh switched becomes as it was, and its tags go. */
function giveBack(
  { mesh }: Aim,
  peering: SeenPeering,
  place: Place,
  routes: readonly string[],
): readonly Call[] {
  const back = (['requester', 'accepter'] as const)
    .filter(side => placeKey(peering[side]) === placeKey(place))
    .map(side => [side, sideDeed(mesh, peering, side, undefined, true).to] as const)
    .filter(([side, to]) => to !== peering[side].dnsResolution)
  const ref = { id: peering.id, called: peering.id }
  const options = setDns({ place, after: [] }, ref, Object.fromEntries(back))
  const after = [...routes, ...options.map(call => call.key)]
  return [...options, ...untag({ place, after }, peering.id, keysOf(tagsIn(peering, place), mesh))]
}
