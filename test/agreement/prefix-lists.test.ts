/** Routes and rules that name a prefix list do what they would do if they named its blocks. */
import { describe, expect, test } from 'vitest'
import { affected } from '../../src/fabric/affected.ts'
import { compile } from '../../src/fabric/compile.ts'
import type { Router } from '../../src/fabric/fabric.ts'
import { partOfVpc } from '../../src/fabric/part-ids.ts'
import { cidr } from '../../src/model/cidr.ts'
import { type LiveNetwork, put } from '../../src/model/network.ts'
import type { PrefixList } from '../../src/model/prefix-list.ts'
import { routeId } from '../../src/model/route-table.ts'
import { trace } from '../../src/reach/trace.ts'
import { networkOf } from './draw-network.ts'
import { idOf } from './draw-vpc.ts'
import { example, instance, instanceId } from './example-sketch.ts'

const [vpcA, vpcB] = [idOf('vpc', 0, 1), idOf('vpc', 1, 1)]
const ANY = '0.0.0.0/0'

const list = (id: string, place: { ownerId: string; region: string }, ...blocks: string[]): PrefixList => ({
  kind: 'prefix-list',
  id,
  ...place,
  name: id,
  family: 4,
  maxEntries: 9,
  versions: [blocks.map(block => ({ cidr: cidr(block) }))],
  changedBy: 'create',
  createdAt: 0,
  tags: {},
})

const plain = () => networkOf({ ...example, instances: [instance(0, 10), instance(1, 10)] })

/** The example with lists in the place of blocks: `pl-routes` for its routes, `pl-rules` for its rules. */
function withLists(routed: readonly string[], letIn: readonly string[]): LiveNetwork {
  const live = plain()
  const { view } = live
  const [place] = [...view.vpcs.values()]
  if (!place) throw new Error('no VPC')
  const { ownerId, region } = place
  const destination = { version: 4, text: 'pl-routes', prefixListId: 'pl-routes' } as const
  const routes = [...view.routes.where('table', idOf('rtb', 0, 3))]
  const rules = [...view.securityGroupRules.values()].filter(
    rule => rule.peer.kind === 'cidr' && rule.peer.cidr.text === ANY,
  )
  live.apply(view.revision + 1, [
    put(list('pl-routes', { ownerId, region }, ...routed)),
    put(list('pl-rules', { ownerId, region }, ...letIn)),
    ...routes.flatMap(route => [
      { drop: 'route', id: route.id } as const,
      put({ ...route, id: routeId(route.routeTableId, destination), destination }),
    ]),
    ...rules.map(rule => put({ ...rule, peer: { kind: 'prefix-list', prefixListId: 'pl-rules' } })),
  ])
  return live
}

const router = (live: LiveNetwork, id: string) => compile(live.view, partOfVpc(id)) as Router
const verdict = (live: LiveNetwork) =>
  trace(live.view, { from: instanceId(0, 10), to: instanceId(1, 10), protocol: 'icmp' }).verdict

describe('prefix lists', () => {
  test('of the same blocks make the same fabric', () => {
    for (const id of [vpcA, vpcB])
      expect(router(withLists(['10.1.0.0/16'], [ANY]), id)).toEqual(router(plain(), id))
  })

  test.each<[string, string[], string[], string]>([
    ['all that is needed', ['10.1.0.0/24', '192.0.2.0/24'], ['10.0.0.0/16', '10.1.0.0/16'], 'reaches'],
    ['no route', [], [ANY], 'NO_ROUTE_TO_DESTINATION'],
    ['another route', ['10.9.0.0/16'], [ANY], 'NO_ROUTE_TO_DESTINATION'],
    ['no rule', ['10.1.0.0/16'], [], 'ENI_SG_RULES_MISMATCH'],
    ['a rule for one way', ['10.1.0.0/16'], ['10.1.0.0/16'], 'ENI_SG_RULES_MISMATCH'],
  ])('hold %s', (_, routed, letIn, expected) => {
    const answer = verdict(withLists(routed, letIn))
    expect(answer.reaches ? 'reaches' : answer.code).toBe(expected)
  })

  test('when they change, those that name them may differ', () => {
    const live = withLists(['10.1.0.0/16'], [ANY])
    const before = live.view.prefixLists.get('pl-routes') as PrefixList
    const after: PrefixList = { ...before, versions: [...before.versions, []] }
    const [applied] = live.apply(live.view.revision + 1, [put(after)])
    expect(applied && [...affected(live.view, applied)]).toEqual([partOfVpc(vpcA)])
    expect(router(live, vpcA).routeTables.map(table => table.routes)).toEqual([[]])
    const [again] = live.apply(live.view.revision + 1, [put({ ...after, name: 'other' })])
    expect(again && [...affected(live.view, again)]).toEqual([])
  })
})
