/** The calls that write and take away what is known of a mesh by tags. */
import { placeKey, type Tags } from '../model/owned.ts'
import { type Frame, type PeeringRef, showTags, subjectOf } from './calls.ts'
import type { SeenRule } from './landscape.ts'
import type { Call } from './plan.ts'

/** None if there is nothing to write. `which` tells several calls upon the same peering in the same place apart. */
export function tagPeering(
  frame: Frame,
  peering: PeeringRef,
  tags: Tags,
  which: 'first' | 'last',
): readonly Call[] {
  if (Object.keys(tags).length === 0) return []
  const place = placeKey(frame.place)
  return [
    {
      key: `CreateTags ${subjectOf(frame, peering)} ${place} ${which}`,
      operation: 'CreateTags',
      ...frame,
      what: `write on ${peering.called} in ${place} what the mesh has there`,
      input: { Resources: peering.id === undefined ? [] : [peering.id], Tags: showTags(tags) },
      ...(peering.id === undefined && { peeringGoesTo: 'Resources' }),
    },
  ]
}

/** None if there is nothing to take away. */
export function untag(frame: Frame, id: string, keys: readonly string[]): readonly Call[] {
  if (keys.length === 0) return []
  const place = placeKey(frame.place)
  return [
    {
      key: `DeleteTags ${id} ${place}`,
      operation: 'DeleteTags',
      ...frame,
      what: `take the mesh's tags from ${id} in ${place}`,
      input: { Resources: [id], Tags: keys.map(Key => ({ Key })) },
    },
  ]
}

/** None if there is nothing to write. */
export const tagRule = (frame: Frame, { id }: SeenRule, tags: Tags): readonly Call[] =>
  Object.keys(tags).length === 0
    ? []
    : [
        {
          key: `CreateTags ${id}`,
          operation: 'CreateTags',
          ...frame,
          what: `mark ${id}`,
          input: { Resources: [id], Tags: showTags(tags) },
        },
      ]
