import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { findTaggable } from './taggable.ts'
import { withTags } from './tags.ts'

/** Sets tags on all of the resources or on none. Refuses: MissingParameter, and what `findTaggable` and `withTags` refuse. */
export const CreateTags: Decide<'CreateTags'> = (situation, input) => {
  if (!input.Resources?.length) throw refuse('MissingParameter', 'resourceIdSet')
  const { Tags: set } = input
  if (!set?.length) throw refuse('MissingParameter', 'tagSet')
  const resources = [...new Set(input.Resources)].map(id => findTaggable(situation, id))
  return { changes: resources.map(one => put(one.with(withTags(one.tags, set)))), reply: {} }
}
