/** What becomes of a route: of one that is wanted, and of one that the mesh made and that is not wanted any more. */

import type { Tags } from '../model/owned.ts'
import { placeKey } from '../model/owned.ts'
import type { Aim } from './aim.ts'
import { isLive } from './choose-peering.ts'
import type { SeenPeering, SeenRoute } from './landscape.ts'
import type { LinkRoute } from './link.ts'
import { othersRecorded, type RecordedRoute, recordedIn } from './marks.ts'
import { recordedText, routeText } from './route-text.ts'
import { known, type Survey } from './survey.ts'

/** What has to be done for a wanted route; `conflict`: something else stands there and works, and is not the mesh's. */
export type RouteDeed = 'keep' | 'create' | 'replace' | 'conflict'

export interface PlacedRoute {
  readonly route: LinkRoute
  readonly deed: RouteDeed
}

/** `peeringId`: where the route has to lead; absent if that peering is not there yet. */
export function routeDeed(
  aim: Pick<Aim, 'mesh' | 'prunes' | 'survey'>,
  route: LinkRoute,
  peeringId: string | undefined,
): RouteDeed {
  const there = known(aim.survey.tables, route.tableId).routes.get(route.destination.text)
  if (!there) return 'create'
  if (there.target === peeringId) return 'keep'
  return isStale(aim.survey, there) || isOwn(aim, route, there) ? 'replace' : 'conflict'
}

/** It leads to a peering that has ended, so it serves nobody and never will again. */
function isStale({ peerings }: Survey, { target, isBlackhole }: SeenRoute): boolean {
  if (!isBlackhole || !target.startsWith('pcx-')) return false
  const peering = peerings.get(target)
  return !peering || !isLive(peering)
}

/** The mesh made it for another pair, which does not need it any more. */
function isOwn(
  { mesh, prunes, survey }: Pick<Aim, 'mesh' | 'prunes' | 'survey'>,
  route: LinkRoute,
  { target }: SeenRoute,
): boolean {
  const peering = survey.peerings.get(target)
  const table = known(survey.tables, route.tableId)
  const tags = peering?.tags[placeKey(table.vpc)]
  if (!prunes || !tags) return false
  const isHere = (one: RecordedRoute) => recordedText(one) === routeText(route)
  return recordedIn(tags, mesh).some(isHere) && !othersRecorded(tags, mesh).some(isHere)
}

/** A route in the record that leads to the peering still, and that no other mesh needs. */
export function isToClear(survey: Survey, peering: SeenPeering, tags: Tags, mesh: string) {
  const others = new Set(othersRecorded(tags, mesh).map(recordedText))
  return (route: RecordedRoute): boolean => {
    const [tableId, block] = route
    const there = survey.tables.get(tableId)?.routes.get(block)
    return there?.target === peering.id && !others.has(recordedText(route))
  }
}
