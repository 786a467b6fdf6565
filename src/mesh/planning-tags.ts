/** The tags that a link needs on its peering in one place, and which of them are missing. */
import type { Tags } from '../model/owned.ts'
import type { Aim } from './aim.ts'
import type { Link } from './link.ts'
import {
  keysOf,
  markKey,
  othersOn,
  othersRecorded,
  type RecordedRoute,
  recordedIn,
  recordOf,
  type Switched,
  switchedIn,
  switchedTags,
} from './marks.ts'
import type { PlacedRoute } from './planning-routes.ts'
import { recorded, recordedText, routeText } from './route-text.ts'

export interface LinkTags {
  /** The tags as they are. */
  readonly seen: Tags
  /** As they have to be before anything else is done: what was written, and what will be. */
  readonly before: Tags
  /** As they are when all is done: what there is then, and not more. */
  readonly after: Tags
}

/** `switched`: to what the mesh has switched the sides that are in this place, or will. */
export function tagsOf(
  { mesh, prunes }: Aim,
  link: Link,
  seen: Tags,
  routes: readonly PlacedRoute[],
  switched: Switched,
): LinkTags {
  const plain = link.origin === 'made' ? link.tags : { [markKey(mesh)]: 'adopted' }
  const written = recordedIn(seen, mesh)
  const own = ownRoutes(routes, [...written, ...othersRecorded(seen, mesh)])
  const all = union(written, own)
  const tagged = (record: readonly RecordedRoute[], sides: Switched): Tags => ({
    ...plain,
    ...recordOf(mesh, record),
    ...switchedTags(mesh, sides),
  })
  return {
    seen,
    before: tagged(all, { ...switchedIn(seen, mesh), ...switched }),
    after: tagged(prunes ? own : all, switched),
  }
}

/** Of the link's routes those that a mesh makes or has made; the others are somebody else's and serve as well. */
function ownRoutes(
  routes: readonly PlacedRoute[],
  ofMeshes: readonly RecordedRoute[],
): readonly RecordedRoute[] {
  const made = new Set(ofMeshes.map(recordedText))
  return routes
    .filter(({ deed, route }) => deed !== 'keep' || made.has(routeText(route)))
    .map(({ route }) => recorded(route))
}

const union = (some: readonly RecordedRoute[], more: readonly RecordedRoute[]): readonly RecordedRoute[] => [
  ...new Map([...some, ...more].map(route => [recordedText(route), route])).values(),
]

/** Of the wanted tags those that are not there. What another mesh uses, too, keeps the tags that it has. */
export function missingTags(seen: Tags, wanted: Tags, mesh: string): Tags {
  const isShared = othersOn(seen, mesh).length > 0
  const marks = new Set(keysOf(wanted, mesh))
  return Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) =>
      isShared && !marks.has(key) ? seen[key] === undefined : seen[key] !== value,
    ),
  )
}

/** The mesh's keys that are written, or will be, and shall not be there in the end. */
export const keysToDrop = ({ seen, before, after }: LinkTags, mesh: string): readonly string[] =>
  keysOf({ ...seen, ...before }, mesh).filter(key => after[key] === undefined)
