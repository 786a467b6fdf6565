/** Which tags are missing on what a mesh makes. */
import type { Tags } from '../model/owned.ts'
import { keysOf, meshesOf } from './marks.ts'

/** Of the wanted tags those that are not there. What another mesh uses, too, keeps the tags that it has. */
export function missingTags(seen: Tags, wanted: Tags, mesh: string): Tags {
  const isShared = meshesOf(seen).some(other => other !== mesh)
  const marks = new Set(keysOf(wanted, mesh))
  return Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) =>
      isShared && !marks.has(key) ? seen[key] === undefined : seen[key] !== value,
    ),
  )
}
