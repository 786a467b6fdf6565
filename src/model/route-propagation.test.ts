import { expect, test } from 'vitest'
import { address, cidr } from './cidr.ts'
import { type Document, LiveNetwork, put } from './network.ts'
import { choose, routesOf } from './route-choice.ts'
import { propagatedTo } from './route-propagation.ts'
import { type RouteTable, routeId } from './route-table.ts'
import type { Vpc } from './vpc.ts'
import type { StaticRoute, VpnConnection, VpnConnectionState } from './vpn-connection.ts'
import type { VpnGateway, VpnGatewayAttachment } from './vpn-gateway.ts'

const place = { ownerId: '111111111111', region: 'us-east-1', tags: {} }
const vpc = {
  kind: 'vpc',
  id: 'vpc-1',
  ...place,
  blocks: [{ id: 'a', cidr: cidr('10.0.0.0/16') }],
  ipv6Blocks: [],
} as unknown as Vpc
const table: RouteTable = {
  kind: 'route-table',
  id: 'rtb-1',
  ...place,
  vpcId: 'vpc-1',
  createdAt: 0,
  propagates: ['vgw-1'],
}
const gateway = (state: VpnGatewayAttachment['state'], vpcId = 'vpc-1'): VpnGateway => ({
  kind: 'vpn-gateway',
  id: 'vgw-1',
  ...place,
  asn: 64_512,
  state: 'available',
  since: 0,
  attachment: { vpcId, state },
})
const connection = (
  id: string,
  blocks: readonly string[],
  state: VpnConnectionState = 'available',
  routeState: StaticRoute['state'] = 'available',
): VpnConnection => ({
  kind: 'vpn-connection',
  id,
  ...place,
  customerGatewayId: 'cgw-1',
  vpnGatewayId: 'vgw-1',
  state,
  since: 0,
  options: { staticRoutesOnly: true, localCidr: '0.0.0.0/0', remoteCidr: '0.0.0.0/0' },
  tunnels: [tunnel, tunnel],
  routes: blocks.map(block => ({ destination: cidr(block), state: routeState })),
})
const tunnel = {
  outside: '198.18.0.1',
  inside: cidr('169.254.6.0/30'),
  preSharedKey: 'secret_1',
  settings: { numbers: {}, words: {}, lists: {} },
}
const route = (text: string): Document => ({
  kind: 'route',
  id: routeId('rtb-1', cidr(text)),
  ...place,
  vpcId: 'vpc-1',
  routeTableId: 'rtb-1',
  destination: cidr(text),
  target: { kind: 'peering', id: 'pcx-1' },
  createdAt: 0,
})

function network(...documents: readonly Document[]) {
  const live = new LiveNetwork()
  live.apply(1, [vpc, table, ...documents].map(put))
  return live.view
}

const ONE = ['192.168.0.0/16']

test.each<[of: string, documents: readonly Document[], destinations: readonly string[]]>([
  ['a connection', [gateway('attached'), connection('vpn-1', ONE)], ONE],
  [
    'a connection whose device speaks BGP',
    [
      gateway('attached'),
      {
        ...connection('vpn-0000000000000000a', []),
        options: { ...connection('', []).options, staticRoutesOnly: false },
      },
    ],
    ['192.168.10.0/24'],
  ],
  ['a gateway that is just coming', [gateway('attaching'), connection('vpn-1', ONE)], ONE],
  ['a gateway that leaves', [gateway('detaching'), connection('vpn-1', ONE)], []],
  ['the gateway of another VPC', [gateway('attached', 'vpc-2'), connection('vpn-1', ONE)], []],
  ['a connection that is changed', [gateway('attached'), connection('vpn-1', ONE, 'modifying')], ONE],
  ['a connection that is not there yet', [gateway('attached'), connection('vpn-1', ONE, 'pending')], []],
  ['a route that goes', [gateway('attached'), connection('vpn-1', ONE, 'available', 'deleting')], []],
  [
    'two connections with a block in common',
    [gateway('attached'), connection('vpn-1', ONE), connection('vpn-2', [...ONE, '10.9.0.0/16'])],
    [...ONE, '10.9.0.0/16'],
  ],
  [
    'more than fit',
    [
      gateway('attached'),
      connection(
        'vpn-1',
        Array.from({ length: 101 }, (_, n) => `192.168.${n}.0/24`),
      ),
    ],
    Array.from({ length: 100 }, (_, n) => `192.168.${n}.0/24`),
  ],
])('propagated: %s', (_, documents, destinations) => {
  const seen = network(...documents)
  expect(propagatedTo(seen, table).map(one => one.destination.text)).toEqual(destinations)
})

test.each<[to: string, won: string, blocks: readonly string[], routes: readonly string[]]>([
  ['192.168.1.1', 'EnableVgwRoutePropagation 192.168.0.0/16', ONE, []],
  ['192.168.1.1', 'CreateRoute 192.168.0.0/16', ONE, ONE],
  ['192.168.1.1', 'EnableVgwRoutePropagation 192.168.1.0/24', ['192.168.1.0/24'], ONE],
  ['10.0.1.1', 'CreateRouteTable 10.0.0.0/16', ['10.0.1.0/24'], []],
  ['10.1.1.1', 'EnableVgwRoutePropagation 10.0.0.0/8', ['10.0.0.0/8'], []],
])('to %s: %s', (to, won, blocks, routes) => {
  const seen = network(gateway('attached'), connection('vpn-1', blocks), ...routes.map(route))
  const winner = choose(routesOf(seen, table), address(to))
  expect(`${winner?.origin} ${winner?.destination.text}`).toBe(won)
})
