import { expect, test } from 'vitest'
import {
  ANY,
  app,
  type Case,
  elastic,
  far,
  HOST,
  HOST_6,
  interfaceIn,
  internetGateway,
  MIDDLE,
  natGateway,
  natInterfaceIn,
  PCX,
  PRIVATE,
  PUBLIC,
  route,
  tableOf,
  verdictOf,
  web,
} from '../../test/agreement/gateway-example.ts'

const igw = { kind: 'internet-gateway', id: 'igw-0' } as const
const nat = { kind: 'nat-gateway', id: 'nat-00' } as const
const pcx = { kind: 'peering', id: PCX } as const
const privateNat = [...natGateway(PUBLIC), route(ANY, nat, PRIVATE)]
const publicNat = [
  ...privateNat,
  internetGateway(0),
  route(ANY, igw, PUBLIC),
  elastic(50, natInterfaceIn(PUBLIC), '10.0.0.50'),
]
const throughPeer = [...natGateway(PUBLIC), route('10.1.0.0/24', nat, PRIVATE)]
const appIsPublic = elastic(10, interfaceIn(PRIVATE), '10.0.1.10')
const REASSIGN = 'return NGW_SOURCE_ADDRESS_REASSIGN nat-00'

const cases: readonly Case[] = [
  ['to the Internet', publicNat, app, HOST, 'reaches'],
  [
    'its own subnet leads back to it',
    [...publicNat, route('198.51.100.0/24', nat, PUBLIC)],
    web,
    HOST,
    `forward NO_POSSIBLE_DESTINATION ${natInterfaceIn(PUBLIC)}`,
  ],
  [
    'without a public address',
    [...privateNat, internetGateway(0), route(ANY, igw, PUBLIC)],
    app,
    HOST,
    `forward IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS ${natInterfaceIn(PUBLIC)}`,
  ],
  [
    'its own subnet has no route',
    privateNat,
    app,
    HOST,
    `forward NO_ROUTE_TO_DESTINATION ${tableOf(PUBLIC)}`,
  ],
  ['to a peer, as from its own address', throughPeer, app, far, 'reaches'],
  [
    'to another subnet of the VPC',
    [...natGateway(PUBLIC), route('10.0.2.0/24', nat, PRIVATE)],
    app,
    '10.0.2.10',
    'reaches',
  ],
  [
    'to another subnet, which leads back by it',
    [...natGateway(PUBLIC), route('10.0.2.0/24', nat, PRIVATE), route('10.0.0.0/24', nat, MIDDLE)],
    app,
    '10.0.2.10',
    'reaches',
  ],
  [
    'two in a row',
    [
      ...publicNat,
      ...natGateway(MIDDLE),
      route(ANY, nat, MIDDLE),
      route(ANY, { kind: 'nat-gateway', id: 'nat-02' }, PRIVATE),
    ],
    app,
    HOST,
    'reaches',
  ],
  [
    'two that lead to each other',
    [
      ...privateNat,
      ...natGateway(MIDDLE),
      route(ANY, nat, MIDDLE),
      route(ANY, { kind: 'nat-gateway', id: 'nat-02' }, PUBLIC),
    ],
    app,
    HOST,
    `forward NO_POSSIBLE_DESTINATION ${natInterfaceIn(PUBLIC)}`,
  ],
  ['gone', [route(ANY, nat, PRIVATE)], app, HOST, `forward BAD_STATE_ROUTE ${tableOf(PRIVATE)}`],
  ['IPv6', [...publicNat, route('::/0', nat, PRIVATE)], app, HOST_6, 'forward PROTOCOL_RESTRICTION nat-00'],
  [
    'to one that is being deleted',
    natGateway(PUBLIC).map(one => (one.kind === 'nat-gateway' ? { ...one, state: 'deleting' } : one)),
    app,
    '10.0.0.50',
    'forward BAD_STATE nat-00',
  ],
  ['from the Internet to it', publicNat, HOST, '198.18.0.50', 'forward NGW_REQUIRES_SOURCE_IN_VPC nat-00'],
  ['from a peer to it', publicNat, far, '10.0.0.50', 'forward NGW_REQUIRES_SOURCE_IN_VPC nat-00'],
  ['from its own VPC to it', publicNat, app, '10.0.0.50', 'forward NGW_DEST_ADDRESS_PRESERVATION nat-00'],
  ['the reply to the Internet', [...publicNat, appIsPublic], HOST, app, REASSIGN],
  ['the reply to a peer', throughPeer, far, app, REASSIGN],
  [
    'the reply to a peer, by a route that is more specific',
    [...throughPeer, route('10.1.0.10/32', pcx, PRIVATE)],
    far,
    app,
    'reaches',
  ],
]

test.each(cases)('NAT gateway: %s', (_, documents, from, to, expected) => {
  expect(verdictOf(documents, from, to)).toBe(expected)
})
