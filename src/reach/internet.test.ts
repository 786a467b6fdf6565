import { expect, test } from 'vitest'
import {
  ANY,
  ANY_6,
  app,
  type Case,
  egressOnlyGateway,
  elastic,
  FAR,
  far,
  HOST,
  HOST_6,
  interfaceIn,
  internetGateway,
  ipv6In,
  MIDDLE,
  PUBLIC,
  route,
  tableOf,
  verdictOf,
  web,
} from '../../test/agreement/gateway-example.ts'

const igw = { kind: 'internet-gateway', id: 'igw-0' } as const
const out = [internetGateway(0), route(ANY, igw, PUBLIC), route(ANY_6, igw, PUBLIC)]
const webIsPublic = elastic(10, interfaceIn(PUBLIC), '10.0.0.10')
const online = [...out, webIsPublic]

const farIgw = { kind: 'internet-gateway', id: 'igw-1' } as const
const farOnline = [
  internetGateway(1),
  elastic(11, interfaceIn(FAR), '10.1.0.10'),
  route(ANY, farIgw, FAR),
  route(ANY_6, farIgw, FAR),
]

const leaving: readonly Case[] = [
  ['with a public address', online, web, HOST, 'reaches'],
  ['by IPv6, as it is', out, web, HOST_6, 'reaches'],
  ['with none', out, web, HOST, `forward IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS ${interfaceIn(PUBLIC)}`],
  ['to nobody', online, web, '203.0.113.9', 'forward UNKNOWN_DESTINATION 203.0.113.9'],
  [
    'to a private address',
    online,
    web,
    '172.16.0.1',
    'forward IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS igw-0',
  ],
  [
    'to a shared address',
    online,
    web,
    '100.64.0.1',
    'forward IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS igw-0',
  ],
  [
    'with a gateway that is gone',
    [route(ANY, igw, PUBLIC)],
    web,
    HOST,
    `forward BAD_STATE_ROUTE ${tableOf(PUBLIC)}`,
  ],
  ['to a public address of another VPC', [...online, ...farOnline], web, '198.18.0.11', 'reaches'],
  [
    'to an IPv6 address of another VPC',
    [...out, ...farOnline, route(`${ipv6In(FAR)}/128`, igw, PUBLIC)],
    web,
    ipv6In(FAR),
    'reaches',
  ],
  ['to its own public address', online, web, '198.18.0.10', 'reaches'],
]

const entering: readonly Case[] = [
  ['to a public address', online, HOST, '198.18.0.10', 'reaches'],
  ['to an instance with a public address', online, HOST, web, 'reaches'],
  ['by IPv6', out, HOST_6, web, 'reaches'],
  ['to an instance with none', online, HOST, app, `forward IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS ${app}`],
  [
    'to a public address that nobody has',
    online,
    HOST,
    '198.18.0.99',
    'forward UNKNOWN_DESTINATION 198.18.0.99',
  ],
  [
    'from a private address',
    online,
    '192.168.7.7',
    web,
    'forward IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS igw-0',
  ],
  [
    'from a shared address',
    online,
    '100.64.7.7',
    web,
    'forward IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS igw-0',
  ],
  [
    'from an address of the VPC itself',
    out,
    ipv6In(MIDDLE),
    web,
    'forward GATEWAY_REJECTS_SPOOFED_TRAFFIC igw-0',
  ],
  ['from somebody who is not there', online, '203.0.113.9', web, 'return UNKNOWN_DESTINATION 203.0.113.9'],
  [
    'without a route back',
    [internetGateway(0), webIsPublic],
    HOST,
    web,
    `return NO_ROUTE_TO_DESTINATION ${tableOf(PUBLIC)}`,
  ],
]

const eigw = { kind: 'egress-only-gateway', id: 'eigw-0' } as const
const quiet = [egressOnlyGateway(0), route(ANY_6, eigw, PUBLIC)]

const egressOnly: readonly Case[] = [
  ['out, and the reply back', quiet, web, HOST_6, 'reaches'],
  ['in', quiet, HOST_6, web, 'forward NO_POSSIBLE_DESTINATION eigw-0'],
  [
    'the reply to what came in through an internet gateway',
    [internetGateway(0), ...quiet],
    HOST_6,
    web,
    'return NO_POSSIBLE_DESTINATION eigw-0',
  ],
  ['out, and back through the internet gateway', [internetGateway(0), ...quiet], web, HOST_6, 'reaches'],
  ['gone', [route(ANY_6, eigw, PUBLIC)], web, HOST_6, `forward BAD_STATE_ROUTE ${tableOf(PUBLIC)}`],
  [
    'to an IPv6 address of another VPC',
    [...quiet, ...farOnline, route(`${ipv6In(FAR)}/128`, eigw, PUBLIC)],
    web,
    far,
    'reaches',
  ],
]

test.each(leaving)('out through an internet gateway: %s', (_, documents, from, to, expected) => {
  expect(verdictOf(documents, from, to)).toBe(expected)
})

test.each(entering)('in through an internet gateway: %s', (_, documents, from, to, expected) => {
  expect(verdictOf(documents, from, to)).toBe(expected)
})

test.each(egressOnly)('through an egress-only gateway: %s', (_, documents, from, to, expected) => {
  expect(verdictOf(documents, from, to)).toBe(expected)
})
