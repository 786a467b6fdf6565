/** The rules of security groups that let the others in: those that are missing, and those that nobody needs any more. */
import type { Place } from '../model/owned.ts'
import type { Aim } from './aim.ts'
import { letIn, revoke } from './calls-rules.ts'
import { tagRule, untag } from './calls-tags.ts'
import type { SeenGroup, SeenRule } from './landscape.ts'
import type { Link, LinkEnd } from './link.ts'
import { keysOf, meshesOf, originOf, othersOn } from './marks.ts'
import type { Call } from './plan.ts'
import { missingTags } from './planning-tags.ts'
import { ruleText } from './rule-text.ts'

/** A rule that somebody else made does as well, and stays theirs; one that another mesh made becomes this one's, too. */
export function rulesFor({ mesh, survey }: Aim, { pair, tags }: Link, end: LinkEnd): readonly Call[] {
  const { ownerId, region } = end.member
  const frame = { place: { ownerId, region }, pair, after: [] }
  const unique = new Map(end.rules.map(rule => [ruleText(rule.groupId, rule), rule]))
  return [...unique].flatMap(([text, rule]) => {
    const there = survey.rules.get(text)
    if (!there) return [letIn(frame, rule, tags)]
    return meshesOf(there.tags).length > 0 ? tagRule(frame, there, missingTags(there.tags, tags, mesh)) : []
  })
}

/** The rules with the mesh's mark that no link needs. */
export function clearRules({ mesh, survey, rules }: Aim): readonly Call[] {
  return survey.landscape.vpcs.flatMap(({ ownerId, region, groups }) =>
    groups.flatMap(group =>
      group.rules
        .filter(rule => originOf(rule.tags, mesh) && !rules.has(ruleText(group.id, rule)))
        .flatMap(rule => clearRule(mesh, { ownerId, region }, group, rule)),
    ),
  )
}

const clearRule = (mesh: string, place: Place, group: SeenGroup, rule: SeenRule): readonly Call[] =>
  othersOn(rule.tags, mesh).length > 0
    ? untag({ place, after: [] }, rule.id, keysOf(rule.tags, mesh))
    : [revoke({ place, after: [] }, group, rule)]
