import { expect, test } from 'vitest'
import { newVpc } from './birth.ts'
import { address, cidr } from './cidr.ts'
import { LiveNetwork, put } from './network.ts'
import type { PrefixList } from './prefix-list.ts'
import { choose, routesOf } from './route-choice.ts'
import { type Destination, type Route, type RouteTable, routeId } from './route-table.ts'
import { rowsOf } from './table-rows.ts'
import type { Vpc } from './vpc.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }
const made = { ...place, tags: {}, createdAt: 0 } as const

const list = (id: string, ...blocks: string[]): PrefixList => ({
  kind: 'prefix-list',
  id,
  ...made,
  name: id,
  family: 4,
  maxEntries: 5,
  versions: [blocks.map(block => ({ cidr: cidr(block) }))],
  changedBy: 'create',
})

/** A table whose routes lead to a peering named after their destination. */
function world(lists: readonly PrefixList[], destinations: readonly string[]) {
  let ids = 0
  const birth = { place, now: 0, newId: (prefix: string) => `${prefix}-${++ids}` }
  const [vpc, ...rest] = newVpc(birth, { block: cidr('10.0.0.0/16') })
  const table = rest.find(one => one.kind === 'route-table') as RouteTable
  const live = new LiveNetwork()
  const routes = destinations.map(text => route(vpc, table, text))
  live.apply(1, [vpc, ...rest, ...lists, ...routes].map(put))
  return { network: live.view, table }
}

function route(vpc: Vpc, table: RouteTable, text: string): Route {
  const destination: Destination = text.startsWith('pl-')
    ? { version: 4, text, prefixListId: text }
    : cidr(text)
  return {
    kind: 'route',
    id: routeId(table.id, destination),
    ...made,
    vpcId: vpc.id,
    routeTableId: table.id,
    destination,
    target: { kind: 'peering', id: `to ${text}` },
  }
}

test.each<[string, PrefixList[], string[], string, string | undefined]>([
  ['a block of a list', [list('pl-a', '10.1.0.0/16')], ['pl-a'], '10.1.1.1', 'to pl-a'],
  ['no block of a list', [list('pl-a', '10.1.0.0/16')], ['pl-a'], '10.2.1.1', undefined],
  ['a list that is gone', [], ['pl-a'], '10.1.1.1', undefined],
  [
    'a static route of the same block',
    [list('pl-a', '10.1.0.0/16')],
    ['pl-a', '10.1.0.0/16'],
    '10.1.1.1',
    'to 10.1.0.0/16',
  ],
  [
    'a more specific block of a list',
    [list('pl-a', '10.1.1.0/24')],
    ['pl-a', '10.1.0.0/16'],
    '10.1.1.1',
    'to pl-a',
  ],
  [
    'a less specific block of a list',
    [list('pl-a', '10.0.0.0/8')],
    ['pl-a', '10.1.0.0/16'],
    '10.1.1.1',
    'to 10.1.0.0/16',
  ],
  [
    'two lists with the same block',
    [list('pl-a', '10.1.0.0/16'), list('pl-b', '10.1.0.0/16')],
    ['pl-b', 'pl-a'],
    '10.1.1.1',
    'to pl-b',
  ],
  ['the local route over a list', [list('pl-a', '10.0.0.0/16')], ['pl-a'], '10.0.1.1', undefined],
])('%s', (_, lists, destinations, to, expected) => {
  const { network, table } = world(lists, destinations)
  const winner = choose(routesOf(network, table), address(to))
  expect(winner?.target.kind === 'local' ? undefined : winner?.target.id).toBe(expected)
})

test('a table shows a list once, and has one route for each of its blocks', () => {
  const { network, table } = world([list('pl-a', '10.1.0.0/16', '10.2.0.0/16')], ['pl-a'])
  expect(rowsOf(network, table).map(row => row.destination.text)).toEqual(['10.0.0.0/16', 'pl-a'])
  expect(routesOf(network, table).map(one => one.destination.text)).toEqual([
    '10.0.0.0/16',
    '10.1.0.0/16',
    '10.2.0.0/16',
  ])
})
