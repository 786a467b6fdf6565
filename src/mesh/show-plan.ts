/** A plan as a table: what would be done for each pair, what would be cleared away, and what stands in the way. */
import { SIDES } from './export-context.ts'
import type { LinkEnd } from './link.ts'
import type { Objection } from './objection.ts'
import type { Call, Plan, PlannedLink } from './plan.ts'
import { summary } from './show-summary.ts'
import { clip, columns, count, printable, wrap } from './show-text.ts'

export interface PlanView {
  /** Every pair and every call, one by one. */
  readonly verbose: boolean
  /** Of the terminal, in characters. */
  readonly width: number
}

/** Without `verbose`, so many pairs at most are shown: those that have nothing left to do first give way. */
export const MOST_PAIRS = 40

export function showPlan(plan: Plan, view: PlanView): string {
  const parts = [
    wrap(summary(plan), view.width, '  '),
    pairLines(plan, view),
    removalLines(plan, view),
    view.verbose ? callLines(plan, view) : [],
    plan.objections.flatMap(each => objectionLines('Objection', each, view)),
    plan.warnings.flatMap(each => objectionLines('Warning', each, view)),
  ]
  return parts
    .filter(lines => lines.length > 0)
    .map(lines => `${lines.join('\n')}\n`)
    .join('\n')
}

function pairLines(plan: Plan, { verbose, width }: PlanView): readonly string[] {
  const byKey = new Map(plan.calls.map(call => [call.key, call]))
  const callsOf = (link: PlannedLink) => link.calls.flatMap(key => byKey.get(key) ?? [])
  const shown = verbose ? plan.links : fewest(plan.links)
  if (shown.length === 0) return []
  const rows = shown.map(planned => row(planned, callsOf(planned)))
  const remarks = shown.flatMap(({ link, remark }) =>
    remark === undefined ? [] : wrap(`${printable(nameOf(link))}: ${printable(remark)}`, width, '  '),
  )
  const hidden = plan.links.length - shown.length
  return [
    ...columns([HEADINGS, ...rows], width),
    ...(hidden > 0 ? [`… and ${count(hidden, 'pair')} more: --verbose shows all.`] : []),
    ...(plan.calls.length > 0 ? [clip(LEGEND, width)] : []),
    ...remarks,
  ]
}

const HEADINGS = ['PAIR', 'PEERING', 'ROUTES →', 'ROUTES ←', 'DNS', 'RULES']
const LEGEND =
  '→ in the tables of the VPC that asks, ← of the other; + made, ~ changed, - removed, = as it is'

/** Those with something to do, then the others. */
function fewest(links: readonly PlannedLink[]): readonly PlannedLink[] {
  if (links.length <= MOST_PAIRS) return links
  const busy = links.filter(({ calls }) => calls.length > 0)
  const idle = links.filter(({ calls }) => calls.length === 0)
  return [...busy, ...idle].slice(0, MOST_PAIRS)
}

function row({ link, deed }: PlannedLink, calls: readonly Call[]): readonly string[] {
  const made = calls.filter(call => call.operation === 'AuthorizeSecurityGroupIngress').length
  const wanted = link.requester.rules.length + link.accepter.rules.length
  return [
    printable(nameOf(link)),
    link.peeringId === undefined ? deed : `${deed} ${link.peeringId}`,
    ...SIDES.map(side => routesCell(link[side], calls)),
    dnsCell(link.dns, calls),
    marks({ '+': made }, wanted),
  ]
}

function routesCell({ routes }: LinkEnd, calls: readonly Call[]): string {
  const tables = new Set(routes.map(({ tableId }) => tableId))
  const touching = (operation: 'CreateRoute' | 'ReplaceRoute' | 'DeleteRoute') =>
    calls.filter(call => call.operation === operation && tables.has(call.input.RouteTableId ?? '')).length
  const changes = {
    '+': touching('CreateRoute'),
    '~': touching('ReplaceRoute'),
    '-': touching('DeleteRoute'),
  }
  return marks(changes, routes.length)
}

function dnsCell(dns: boolean | undefined, calls: readonly Call[]): string {
  if (dns === undefined) return '-'
  const changes = calls.some(call => call.operation === 'ModifyVpcPeeringConnectionOptions')
  return `${changes ? '~' : '='} ${dns ? 'on' : 'off'}`
}

interface Changes {
  readonly '+': number
  readonly '~'?: number
  readonly '-'?: number
}

/** `+2 ~1 -1 =3`: made, changed, removed, and left alone of all that are wanted. */
function marks(changes: Changes, wanted: number): string {
  const alone = wanted - changes['+'] - (changes['~'] ?? 0)
  return (
    Object.entries({ ...changes, '=': alone })
      .filter(([, number]) => number > 0)
      .map(([mark, number]) => `${mark}${number}`)
      .join(' ') || '-'
  )
}

function removalLines({ calls }: Plan, { width }: PlanView): readonly string[] {
  const removals = calls.filter(({ pair }) => pair === undefined)
  return removals.length === 0
    ? []
    : ['To clear away:', ...removals.map(({ what }) => clip(`  - ${printable(what)}`, width))]
}

function callLines({ calls }: Plan, { width }: PlanView): readonly string[] {
  return calls.flatMap(({ operation, place, what }, at) =>
    wrap(`${at + 1}. ${operation} as ${place.ownerId} in ${place.region}: ${printable(what)}`, width, '   '),
  )
}

function objectionLines(
  kind: string,
  { code, why, advice }: Objection,
  { width }: PlanView,
): readonly string[] {
  return [
    ...wrap(`${kind} (${code}): ${printable(why)}`, width, '  '),
    ...advice.flatMap(each => wrap(`  - ${printable(each)}`, width, '    ')),
  ]
}

const nameOf = ({ requester, accepter }: { requester: LinkEnd; accepter: LinkEnd }): string =>
  `${requester.member.label} → ${accepter.member.label}`
