/** What every part of planning has to know: for which mesh, among what, and which routes and rules are wanted in all. */
import type { Link } from './link.ts'
import { routeText } from './route-text.ts'
import { ruleText } from './rule-text.ts'
import type { Survey } from './survey.ts'

export interface Aim {
  readonly mesh: string
  readonly prunes: boolean
  readonly survey: Survey
  /** The routes of all links, as `routeText`. */
  readonly routes: ReadonlySet<string>
  /** The rules of all links, as `ruleText`. */
  readonly rules: ReadonlySet<string>
}

export function aimOf(mesh: string, prunes: boolean, survey: Survey, links: readonly Link[]): Aim {
  const ends = links.flatMap(link => [link.requester, link.accepter])
  return {
    mesh,
    prunes,
    survey,
    routes: new Set(ends.flatMap(end => end.routes.map(route => routeText(route)))),
    rules: new Set(ends.flatMap(end => end.rules.map(rule => ruleText(rule.groupId, rule)))),
  }
}
