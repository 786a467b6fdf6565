/** A resource bears 50 tags at most, and what the mesh made is written down in tags. */
import { placeKey } from '../model/owned.ts'
import type { Draft } from './draft.ts'
import { MOST_TAGS } from './marks.ts'
import type { Objection } from './objection.ts'
import type { Call } from './plan.ts'
import type { Survey } from './survey.ts'

export const objectTags = ({ survey, calls }: Draft): readonly Objection[] =>
  calls.flatMap(call => {
    const needed = tagsAfter(survey, call)
    return needed > MOST_TAGS ? [objection(call, needed)] : []
  })

/** How many tags the resource bears after the call; 0 if it sets none. */
function tagsAfter(survey: Survey, call: Call): number {
  if (call.operation === 'CreateVpcPeeringConnection' || call.operation === 'AuthorizeSecurityGroupIngress')
    return call.input.TagSpecifications?.flatMap(one => one.Tags ?? []).length ?? 0
  if (call.operation !== 'CreateTags') return 0
  const [id = ''] = call.input.Resources ?? []
  const there = survey.peerings.get(id)?.tags[placeKey(call.place)] ?? survey.ruleTags.get(id) ?? {}
  return new Set([...Object.keys(there), ...(call.input.Tags ?? []).map(tag => tag.Key)]).size
}

const objection = (call: Call, needed: number): Objection => ({
  code: 'tags-quota',
  why: `To ${call.what} ${needed} tags are needed; a resource bears ${MOST_TAGS} at most.`,
  advice: [
    'Let fewer and larger blocks be announced, or fewer route tables get routes: they are written down in tags.',
    'Take other tags away.',
  ],
  about: call.pair?.split('|') ?? [],
})
