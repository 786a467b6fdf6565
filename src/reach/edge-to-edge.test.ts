/**
 * Through a peering nobody uses the other VPC's gateways, and nobody comes in through them: whatever is routed. Beside each
 * way is a control: an instance in the VPC of the gateway, which it does work for. Source: VPC Peering Guide, "Limitations".
 */
import { describe, expect, test } from 'vitest'
import {
  ANY,
  ANY_6,
  app,
  egressOnlyGateway,
  elastic,
  FAR,
  far,
  gatewayEndpoint,
  HOST,
  HOST_6,
  interfaceIn,
  internetGateway,
  natGateway,
  natInterfaceIn,
  networkWith,
  PCX,
  PRIVATE,
  PUBLIC,
  route,
  tableOf,
  verdictOf,
  vpnConnection,
  vpnGateway,
  web,
} from '../../test/agreement/gateway-example.ts'
import { routeToGateway } from '../model/endpoint-rules.ts'
import type { Document } from '../model/network.ts'
import type { RouteTable } from '../model/route-table.ts'

const gateway = vpnGateway(0)
const vpn = [gateway, vpnConnection('vpn-a', gateway, '192.168.0.0/24')]
const viaVpn = route('192.168.0.0/24', { kind: 'vpn-gateway', id: gateway.id }, PUBLIC)
const s3 = gatewayEndpoint(0)
const table = networkWith().routeTables.get(tableOf(PUBLIC)) as RouteTable
const igw = { kind: 'internet-gateway', id: 'igw-0' } as const
const online = [
  internetGateway(0),
  elastic(10, interfaceIn(PUBLIC), '10.0.0.10'),
  route(ANY, igw, PUBLIC),
  route(ANY_6, igw, PUBLIC),
]
const nat = [
  ...online,
  ...natGateway(PUBLIC),
  elastic(50, natInterfaceIn(PUBLIC), '10.0.0.50'),
  route(ANY, { kind: 'nat-gateway', id: 'nat-00' }, PRIVATE),
]
const egressOnly = [egressOnlyGateway(0), route(ANY_6, { kind: 'egress-only-gateway', id: 'eigw-0' }, PUBLIC)]

type Way = readonly [through: string, documents: readonly Document[], control: string, beyond: string]

const out: readonly Way[] = [
  ['an internet gateway', online, web, HOST],
  ['an internet gateway, IPv6', online, web, HOST_6],
  ['an egress-only gateway', egressOnly, web, HOST_6],
  ['a NAT gateway', nat, app, HOST],
  ['a virtual private gateway', [...vpn, viaVpn], web, '192.168.0.1'],
  ['a gateway endpoint', [s3, routeToGateway(s3, table, 0)], web, '52.216.0.1'],
]

describe.each(out)('out through %s', (_, documents, control, beyond) => {
  test('the VPC itself', () => expect(verdictOf(documents, control, beyond)).toBe('reaches'))

  test('its peer', () => {
    const toPeer = [ANY, ANY_6].map(block => route(block, { kind: 'peering', id: PCX }, FAR))
    const expected = `forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR ${PCX}`
    expect(verdictOf([...documents, ...toPeer], far, beyond)).toBe(expected)
  })
})

/** The far VPC knows the way back: through its peer. */
const back = [ANY, '192.168.0.0/24'].map(block => route(block, { kind: 'peering', id: PCX }, FAR))

test.each([
  ['an internet gateway', online, HOST, 'forward UNKNOWN_DESTINATION 10.1.0.10'],
  [
    'a virtual private gateway',
    [...vpn, viaVpn],
    'vpn-a',
    'forward VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS vgw-0',
  ],
] as const)('in through %s', (_, documents, beyond, expected) => {
  expect(verdictOf(documents, beyond, web)).toBe('reaches')
  expect(verdictOf([...documents, ...back], beyond, '10.1.0.10')).toBe(expected)
})
