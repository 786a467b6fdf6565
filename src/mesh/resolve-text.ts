/** How things are named in what `resolve` objects to, and the nearest right one for a wrong one. */
import type { Place, Tags } from '../model/owned.ts'
import { tagsText } from './file.ts'
import type { SeenVpc } from './landscape.ts'
import { listed, nearest } from './nearest.ts'

const MOST_LISTED = 5

export const nameOf = ({ id, tags }: Pick<SeenVpc, 'id' | 'tags'>): string => tags.Name || id

/** `database (vpc-…)`, or the id alone. */
export const vpcText = (vpc: Pick<SeenVpc, 'id' | 'tags'>): string =>
  vpc.tags.Name ? `${vpc.tags.Name} (${vpc.id})` : vpc.id

export const placeText = ({ ownerId, region }: Place): string => `${region} of account ${ownerId}`

/** `a, b and 3 more` */
export function someOf(words: readonly string[]): string {
  const more = words.length - MOST_LISTED
  return more > 1 ? `${words.slice(0, MOST_LISTED).join(', ')} and ${more} more` : listed(words, 'and')
}

/** The nearest name, else those that there are. */
export function nameAdvice(name: string, names: readonly string[]): string {
  if (names.length === 0) return 'Nothing there has a name.'
  const near = nearest(name, names)
  return near === undefined ? `There are: ${someOf(sorted(names))}.` : `Did you mean '${near}'?`
}

export const hasTags = (tags: Tags, wanted: Tags): boolean =>
  Object.entries(wanted).every(([key, value]) => tags[key] === value)

/** For each wanted tag that nothing has: the nearest value of its key, or the nearest key. */
export function tagsAdvice(wanted: Tags, present: readonly Tags[]): readonly string[] {
  const lacking = Object.entries(wanted).filter(([key, value]) => !present.some(tags => tags[key] === value))
  if (lacking.length === 0) return [`Each is there, but nothing has all of ${tagsText(wanted)}.`]
  return lacking.map(([key, value]) => tagAdvice(key, value, present))
}

function tagAdvice(key: string, value: string, present: readonly Tags[]): string {
  const values = present.flatMap(tags => tags[key] ?? [])
  const keys = present.flatMap(tags => Object.keys(tags))
  const [word, words, around] = values.length > 0 ? [value, values, `${key}=`] : [key, keys, '']
  const near = nearest(word, words)
  if (near !== undefined) return `Did you mean '${around}${near}'?`
  if (keys.length === 0) return 'Nothing there has a tag.'
  return `There are: ${someOf(sorted(words.map(one => `${around}${one}`)))}.`
}

const sorted = (words: readonly string[]): readonly string[] => [...new Set(words)].sort()
