/** Tags at creation and in replies. The limits are those of AWS: 50 a resource, keys of 128 and values of 256 characters. */
import type { ResourceType, Tag, TagSpecification } from '@aws-sdk/client-ec2'
import type { Tags } from '../model/owned.ts'
import { type Refusal, refuse } from '../model/refusals.ts'

const MOST_TAGS = 50
const LONGEST_KEY = 128
const LONGEST_VALUE = 256

/**
 * The tags that a request gives to the resource it creates. `types` are those that the operation may tag.
 * Refuses: InvalidParameterValue (another type, a key that is empty, reserved or given twice, too long), TagLimitExceeded.
 */
export function tagsFor(
  type: ResourceType,
  specifications: readonly TagSpecification[] | undefined,
  types: readonly ResourceType[] = [type],
): Tags {
  const foreign = specifications?.find(s => !s.ResourceType || !types.includes(s.ResourceType))
  if (foreign) throw refuse('InvalidParameterValue/taggable', foreign.ResourceType ?? '')
  const tags = specifications?.filter(s => s.ResourceType === type).flatMap(s => s.Tags ?? []) ?? []
  return withTags({}, tags)
}

/** Tags with others set over them. Refuses as `tagsFor`. */
export function withTags(before: Tags, set: readonly Tag[]): Tags {
  const no = set.map(whyNotTag).find(refusal => refusal !== undefined) ?? whyNotTwice(set)
  if (no) throw no
  const after = { ...before, ...Object.fromEntries(set.map(tag => [tag.Key ?? '', tag.Value ?? ''])) }
  if (Object.keys(after).length > MOST_TAGS) throw refuse('TagLimitExceeded')
  return after
}

function whyNotTag({ Key: key, Value: value = '' }: Tag): Refusal | undefined {
  if (key === undefined || key === '') return refuse('InvalidParameterValue/tag-key-empty')
  if (key.startsWith('aws:')) return refuse('InvalidParameterValue/tag-reserved')
  if (key.length > LONGEST_KEY) return refuse('InvalidParameterValue/tag-key', key, LONGEST_KEY)
  if (value.length > LONGEST_VALUE) return refuse('InvalidParameterValue/tag-value', value, LONGEST_VALUE)
  return undefined
}

function whyNotTwice(set: readonly Tag[]): Refusal | undefined {
  const keys = set.map(tag => tag.Key ?? '')
  const twice = keys.find((key, at) => keys.indexOf(key) !== at)
  return twice === undefined ? undefined : refuse('InvalidParameterValue/tag-twice', twice)
}

export const showTags = (tags: Tags): Tag[] => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
