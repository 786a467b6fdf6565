import { expect, test } from 'vitest'
import {
  app,
  type Case,
  far,
  gatewayEndpoint,
  interfaceEndpoint,
  natGateway,
  networkWith,
  PRIVATE,
  PUBLIC,
  route,
  tableOf,
  verdictOf,
  web,
} from '../../test/agreement/gateway-example.ts'
import { routeToGateway } from '../model/endpoint-rules.ts'
import type { RouteTable } from '../model/route-table.ts'

const s3 = gatewayEndpoint(0)
const routeIn = (of: typeof PUBLIC) =>
  routeToGateway(s3, networkWith().routeTables.get(tableOf(of)) as RouteTable, 0)
const S3 = '52.216.0.1'
const reached = [s3, routeIn(PUBLIC)]
const nat = { kind: 'nat-gateway', id: 'nat-00' } as const

const cases: readonly Case[] = [
  ['the service', reached, web, S3, 'reaches'],
  ['nobody there', reached, web, '52.216.0.9', 'forward UNKNOWN_DESTINATION vpce-s3-0'],
  ['without a route', [s3], web, S3, `forward NO_ROUTE_TO_DESTINATION ${tableOf(PUBLIC)}`],
  ['gone', [routeIn(PUBLIC)], web, S3, `forward BAD_STATE_ROUTE ${tableOf(PUBLIC)}`],
  [
    'through a NAT gateway',
    [...reached, ...natGateway(PUBLIC), route('0.0.0.0/0', nat, PRIVATE)],
    app,
    S3,
    'reaches',
  ],
]

test.each(cases)('gateway endpoint: %s', (_, documents, from, to, expected) => {
  expect(verdictOf(documents, from, to, { protocol: 'tcp', port: 443 })).toBe(expected)
})

test.each([
  ['udp', { protocol: 'udp', port: 443 }, 'forward VPCE_GATEWAY_PROTOCOL_RESTRICTION vpce-s3-0'],
  ['icmp', { protocol: 'icmp' }, 'reaches'],
] as const)('gateway endpoint, by %s', (_, probe, expected) => {
  expect(verdictOf(reached, web, S3, probe)).toBe(expected)
})

test.each([
  ['inside the VPC', app, 'reaches'],
  ['over a peering', far, 'reaches'],
])('an interface endpoint is reached as any address of the VPC: %s', (_, from, expected) => {
  expect(verdictOf(interfaceEndpoint(PUBLIC), from, '10.0.0.60')).toBe(expected)
})

test('an interface endpoint begins nothing', () => {
  const [one] = interfaceEndpoint(PUBLIC)
  expect(verdictOf(interfaceEndpoint(PUBLIC), one?.id ?? '', web)).toBe(
    `forward VPCE_INTRA_VPC_TRAFFIC ${one?.id}`,
  )
})
