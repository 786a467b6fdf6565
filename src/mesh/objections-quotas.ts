/** Routes in a table and rules in a group: what is there and what comes may not be more than the quota, by family. */
import type { Cidr } from '../model/cidr.ts'
import { quotas } from '../model/quotas.ts'
import type { Draft } from './draft.ts'
import type { SeenRoute } from './landscape.ts'
import type { Objection } from './objection.ts'
import type { Call } from './plan.ts'
import { known, type SurveyedTable } from './survey.ts'

type Family = Cidr['version']

/** Something that fills up: how much of a family is there, and how much comes. */
interface Filling {
  readonly id: string
  readonly family: Family
  readonly present: number
  readonly added: number
}

const needed = ({ present, added }: Filling): number => present + added

export function objectRouteQuota({
  survey,
  calls,
  quotas: { 'routes-per-table': limit },
}: Draft): readonly Objection[] {
  const added = counted(calls, call =>
    call.operation === 'CreateRoute'
      ? [call.input.RouteTableId ?? '', familyOf(call.input.DestinationCidrBlock)]
      : undefined,
  )
  return added
    .map(one => ({ ...one, present: routesIn(known(survey.tables, one.id), one.family) }))
    .filter(one => needed(one) > limit)
    .map(one => ({
      code: 'routes-quota',
      why: `${one.id} needs ${needed(one)} IPv${one.family} routes, ${one.present} of them are there; the limit is ${limit}.`,
      advice: [
        'Let fewer and larger blocks be announced.',
        `Let ${one.id} get no routes.`,
        ...raise(
          'static routes per route table',
          'L-93826ACB',
          needed(one),
          quotas['routes-per-table'].raised,
        ),
      ],
      about: [one.id],
    }))
}

/** Local and propagated routes do not count; one to a prefix list as often as that may have entries. */
const routesIn = ({ table, vpc }: SurveyedTable, family: Family): number => {
  const local = new Set(vpc.blocks.map(block => block.text))
  const counts = ({ destinations: [first], maxEntries, isPropagated }: SeenRoute) =>
    isPropagated || first?.version !== family || local.has(first.text) ? 0 : (maxEntries ?? 1)
  return table.routes.reduce((sum, route) => sum + counts(route), 0)
}

export function objectRuleQuota({
  survey,
  calls,
  quotas: { 'rules-per-security-group': limit },
}: Draft): readonly Objection[] {
  const added = counted(calls, call =>
    call.operation === 'AuthorizeSecurityGroupIngress'
      ? [call.input.GroupId ?? '', familyOf(call.input.IpPermissions?.[0]?.IpRanges?.[0]?.CidrIp)]
      : undefined,
  )
  return added
    .map(one => ({ ...one, present: known(survey.groups, one.id).counts[one.family] }))
    .filter(one => needed(one) > limit)
    .map(one => ({
      code: 'rules-quota',
      why: `${one.id} needs ${needed(one)} ingress rules for IPv${one.family}, ${one.present} of them are there; the limit is ${limit}.`,
      advice: [
        'Let fewer and larger blocks be announced.',
        'Let them in to another security group.',
        ...raise(
          'rules per security group',
          'L-0EA8095F',
          needed(one),
          quotas['rules-per-security-group'].raised,
        ),
      ],
      about: [one.id],
    }))
}

const familyOf = (ipv4: string | undefined): Family => (ipv4 === undefined ? 6 : 4)

/** How many calls there are of each kind, by id and family. */
function counted(
  calls: readonly Call[],
  what: (call: Call) => readonly [id: string, family: Family] | undefined,
): readonly Omit<Filling, 'present'>[] {
  const groups = Map.groupBy(
    calls.flatMap(call => [what(call)].filter(one => one !== undefined)),
    one => one.join(),
  )
  return [...groups.values()].flatMap(some =>
    some.slice(0, 1).map(([id, family]) => ({ id, family, added: some.length })),
  )
}

/** What to ask of AWS, if it grants as much. */
export const raise = (what: string, code: string, to: number, most: number): readonly string[] =>
  to <= most ? [`Ask AWS to raise the quota of ${what} (${code}) to ${to}; it grants ${most} at most.`] : []
