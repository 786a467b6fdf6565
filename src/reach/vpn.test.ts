import { expect, test } from 'vitest'
import {
  app,
  type Case,
  natGateway,
  PRIVATE,
  PUBLIC,
  route,
  tableOf,
  verdictOf,
  vpnConnection,
  vpnGateway,
  web,
} from '../../test/agreement/gateway-example.ts'
import type { RouteTable } from '../model/route-table.ts'

const gateway = vpnGateway(0)
const office = vpnConnection('vpn-a', gateway, '192.168.0.0/24')
const vgw = { kind: 'vpn-gateway', id: gateway.id } as const
const built = [gateway, office]
const routed = [...built, route('192.168.0.0/16', vgw, PUBLIC)]
const SITE = '192.168.0.1'

const propagates: RouteTable = {
  kind: 'route-table',
  id: tableOf(PUBLIC),
  ownerId: '111111111111',
  region: 'us-east-1',
  tags: {},
  vpcId: 'vpc-00000000000000001',
  createdAt: 0,
  propagates: [gateway.id],
}

const NO_INTERFACE = 'forward VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS vgw-0'

const cases: readonly Case[] = [
  ['to the site, by a static route', routed, web, office.id, 'reaches'],
  ['to the site, by a propagated route', [...built, propagates], web, office.id, 'reaches'],
  ['to a host there', routed, web, SITE, 'reaches'],
  ['to nobody there', routed, web, '192.168.0.9', 'forward UNKNOWN_DESTINATION vpn-a'],
  [
    'to a network that no connection has',
    routed,
    web,
    '192.168.9.1',
    'forward NO_POSSIBLE_DESTINATION vgw-0',
  ],
  ['without a route', built, web, office.id, `forward NO_ROUTE_TO_DESTINATION ${tableOf(PUBLIC)}`],
  [
    'the gateway is detached',
    [
      office,
      { ...gateway, attachment: { vpcId: propagates.vpcId, state: 'detached' } },
      route('192.168.0.0/16', vgw, PUBLIC),
    ],
    web,
    office.id,
    `forward BAD_STATE_ROUTE ${tableOf(PUBLIC)}`,
  ],
  ['from the site', routed, office.id, web, 'reaches'],
  [
    'from the site, without a route back',
    routed,
    office.id,
    app,
    `return NO_ROUTE_TO_DESTINATION ${tableOf(PRIVATE)}`,
  ],
  [
    'from a site whose connection is gone',
    [gateway, { ...office, state: 'deleting' }],
    office.id,
    web,
    'forward BAD_STATE_VPN vpn-a',
  ],
  [
    'from a site whose gateway is detached',
    [office, { ...gateway, attachment: { vpcId: propagates.vpcId, state: 'detached' } }],
    office.id,
    web,
    'forward BAD_STATE_ATTACHMENT vgw-0',
  ],
  ['from the site to nobody', routed, office.id, '10.0.0.99', NO_INTERFACE],
  ['from the site to the resolver', routed, office.id, '10.0.0.2', NO_INTERFACE],
  [
    'from the site to a NAT gateway',
    [...routed, ...natGateway(PUBLIC)],
    office.id,
    '10.0.0.50',
    'forward NGW_REQUIRES_SOURCE_IN_VPC nat-00',
  ],
  [
    'between two sites',
    [...routed, vpnConnection('vpn-b', gateway, '192.168.1.0/24')],
    office.id,
    'vpn-b',
    'reaches',
  ],
  [
    'from a site with addresses of the VPC',
    [gateway, vpnConnection('vpn-b', gateway, '10.0.0.0/16')],
    'vpn-b',
    web,
    'forward GATEWAY_REJECTS_SPOOFED_TRAFFIC vgw-0',
  ],
  [
    'to the second of two sites with the same network',
    [...routed, vpnConnection('vpn-b', gateway, '192.168.0.0/24')],
    web,
    'vpn-b',
    'forward HIGHER_PRIORITY_ROUTE vpn-a',
  ],
  [
    'to a site with a longer prefix',
    [...routed, vpnConnection('vpn-b', gateway, '192.168.0.0/25')],
    web,
    'vpn-b',
    'reaches',
  ],
  [
    'by IPv6',
    [gateway, vpnConnection('vpn-6', gateway, 'fd00:1::/64'), route('fd00::/16', vgw, PUBLIC)],
    web,
    'vpn-6',
    'reaches',
  ],
  [
    'drawn away by a peering',
    [...routed, route('192.168.0.0/24', { kind: 'peering', id: 'pcx-00000000000000001' }, PUBLIC)],
    web,
    office.id,
    `forward MORE_SPECIFIC_ROUTE ${tableOf(PUBLIC)}`,
  ],
]

test.each(cases)('VPN: %s', (_, documents, from, to, expected) => {
  expect(verdictOf(documents, from, to)).toBe(expected)
})
