/**
 * The plan: what is wanted and what is there become calls. First what makes and mends the wanted links, then what clears away
 * (if the wish prunes): so nothing that works stops working in between, and a killed run is taken up where it stopped.
 */
import type { QuotaLimits } from '../model/quotas.ts'
import { type Aim, aimOf } from './aim.ts'
import { bearsMark } from './choose-peering.ts'
import type { Landscape } from './landscape.ts'
import type { Link } from './link.ts'
import { surveyedLinks } from './links.ts'
import { objectionsTo } from './objections.ts'
import { warnUnseen } from './objections-unseen.ts'
import type { Plan } from './plan.ts'
import { clearPeering } from './planning-clear.ts'
import { planLink } from './planning-link.ts'
import { clearRules } from './planning-rules.ts'
import { surveyOf } from './survey.ts'
import type { Wish } from './wish.ts'

/** What has to be done for a wish. `quotas`: the limits that hold in the members' accounts. */
export function planMesh(wish: Wish, landscape: Landscape, quotas: QuotaLimits): Plan {
  const survey = surveyOf(landscape)
  const links = surveyedLinks(wish, survey)
  const aim = aimOf(wish.name, wish.prunes, survey, links)
  const planned = links.map(link => planLink(aim, link))
  const cleared = wish.prunes ? clearAway(aim, links) : []
  const calls = [...planned.flatMap(one => one.made), ...planned.flatMap(one => one.cleared), ...cleared]
  return {
    mesh: wish.name,
    links: planned.map(one => one.planned),
    calls,
    ...objectionsTo({ wish, survey, links, calls, quotas }),
  }
}

/** What has to be done so that nothing bears the mesh's tags any more. */
export function planDestroy(mesh: string, landscape: Landscape): Plan {
  const aim = aimOf(mesh, true, surveyOf(landscape), [])
  const calls = clearAway(aim, [])
  return { mesh, links: [], calls, objections: [], warnings: warnUnseen({ survey: aim.survey, calls }) }
}

/** What bears the mesh's tags and belongs to no link. */
function clearAway(aim: Aim, links: readonly Link[]) {
  const used = new Set(links.map(link => link.peeringId))
  const unused = aim.survey.landscape.peerings.filter(one => !used.has(one.id) && bearsMark(one, aim.mesh))
  const byId = unused.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return [...clearRules(aim), ...byId.flatMap(peering => clearPeering(aim, peering))]
}
