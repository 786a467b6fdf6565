import type { Tag } from '@aws-sdk/client-ec2'
import { put } from '../model/network.ts'
import type { Tags } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { findTaggable } from './taggable.ts'

/**
 * Takes tags by key, or by key and value, or all of them, from all of the resources; one that is not there is no matter.
 * Refuses: MissingParameter, InvalidParameterValue (AWS's own tags), and what `findTaggable` refuses.
 */
export const DeleteTags: Decide<'DeleteTags'> = (situation, input) => {
  if (!input.Resources?.length) throw refuse('MissingParameter', 'resourceIdSet')
  if (input.Tags?.some(tag => tag.Key?.startsWith('aws:'))) throw refuse('InvalidParameterValue/tag-reserved')
  const resources = [...new Set(input.Resources)].map(id => findTaggable(situation, id))
  return { changes: resources.map(one => put(one.with(without(one.tags, input.Tags)))), reply: {} }
}

/** An absent value stands for any; an empty one is a value. */
function without(tags: Tags, taken: readonly Tag[] | undefined): Tags {
  const goes = (key: string, value: string) =>
    taken?.length
      ? taken.some(tag => tag.Key === key && (tag.Value === undefined || tag.Value === value))
      : !key.startsWith('aws:')
  return Object.fromEntries(Object.entries(tags).filter(([key, value]) => !goes(key, value)))
}
