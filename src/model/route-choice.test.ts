import { describe, expect, test } from 'vitest'
import { type Birth, newVpc } from './birth.ts'
import { address, cidr } from './cidr.ts'
import { LiveNetwork, put } from './network.ts'
import type { PrefixList } from './prefix-list.ts'
import { choose, overridesOfLocal, routesOf } from './route-choice.ts'
import { newRoute, type RouteTable, type RouteTarget } from './route-table.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }
const middlebox: RouteTarget = { kind: 'network-interface', id: 'eni-box' }
const nat: RouteTarget = { kind: 'nat-gateway', id: 'nat-1' }
const gateway: RouteTarget = { kind: 'internet-gateway', id: 'igw-1' }

/** A VPC 10.1.0.0/16 (2600:1f18::/56) whose main table has these routes. */
function world(routes: Routes) {
  let ids = 0
  const birth: Birth = { place, now: 0, newId: prefix => `${prefix}-${++ids}` }
  const ipv6 = { id: 'v6', cidr: cidr('2600:1f18::/56'), pool: 'Amazon', networkBorderGroup: 'us-east-1' }
  const born = newVpc(birth, { block: cidr('10.1.0.0/16'), ipv6Blocks: [ipv6] })
  const table = born.find((one): one is RouteTable => one.kind === 'route-table') as RouteTable
  const documents = Object.entries(routes).map(([text, target]) =>
    newRoute(table, text.startsWith('pl-') ? ofList(text) : cidr(text), target, 0),
  )
  const live = new LiveNetwork()
  live.apply(1, [...born, list, ...documents].map(put))
  return { network: live.view, table }
}

const ofList = (id: string) => ({ version: 4, text: id, prefixListId: id }) as const
const list: PrefixList = {
  kind: 'prefix-list',
  id: 'pl-1',
  ...place,
  name: 'a',
  family: 4,
  maxEntries: 5,
  versions: [[{ cidr: cidr('10.1.2.0/24') }]],
  changedBy: 'create',
  tags: {},
  createdAt: 0,
}

type Routes = Readonly<Record<string, RouteTarget>>
const everything: Routes = {
  '0.0.0.0/0': gateway,
  '10.1.1.0/24': middlebox,
  '2600:1f18::/56': middlebox,
  'pl-1': gateway,
}

describe('inside the VPC', () => {
  test.each<[to: string, routes: Routes, won: string]>([
    ['10.1.1.5', {}, 'local 10.1.0.0/16'],
    ['10.1.1.5', everything, 'network-interface 10.1.1.0/24'],
    ['10.1.2.5', everything, 'local 10.1.0.0/16'],
    ['10.9.0.1', everything, 'internet-gateway 0.0.0.0/0'],
    ['2600:1f18::5', everything, 'network-interface 2600:1f18::/56'],
    ['10.1.2.5', { '10.1.0.0/16': middlebox, 'pl-1': gateway }, 'network-interface 10.1.0.0/16'],
    ['10.1.1.5', { '10.1.0.0/16': nat, '10.1.1.0/24': middlebox }, 'network-interface 10.1.1.0/24'],
    ['10.1.2.5', { '10.1.0.0/16': nat, '10.1.1.0/24': middlebox }, 'nat-gateway 10.1.0.0/16'],
  ])('to %s with %o: %s', (to, routes, won) => {
    const { network, table } = world(routes)
    const winner = choose(routesOf(network, table), address(to))
    expect(`${winner?.target.kind} ${winner?.destination.text}`).toBe(won)
  })

  test('what overrides local, with the local routes that have another target', () => {
    const { network, table } = world(everything)
    const shown = overridesOfLocal(network, table).map(
      ({ destination, origin, state }) => `${destination.text} ${origin} ${state}`,
    )
    expect(shown).toEqual(['2600:1f18::/56 CreateRouteTable blackhole', '10.1.1.0/24 CreateRoute blackhole'])
    expect(overridesOfLocal(world({}).network, table)).toEqual([])
  })
})
