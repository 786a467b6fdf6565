import { expect, test } from 'vitest'
import {
  ANY,
  ANY_6,
  box,
  changed,
  egressOnlyGateway,
  elastic,
  HOST,
  interfaceIn,
  internetGateway,
  MIDDLE,
  networkWith,
  PUBLIC,
  route,
  web,
} from '../../test/agreement/gateway-example.ts'
import type { Document } from '../model/network.ts'
import { type Probe, trace } from './trace.ts'
import { traceText } from './trace-text.ts'

const [OUTSIDE, OUTSIDE_6] = ['203.0.113.9', '2001:db8:7::9']
const igw = { kind: 'internet-gateway', id: 'igw-0' } as const
const online = [
  internetGateway(0),
  route(ANY, igw, PUBLIC),
  route(ANY_6, igw, PUBLIC),
  elastic(10, interfaceIn(PUBLIC), '10.0.0.10'),
]
const quiet = [egressOnlyGateway(0), route(ANY_6, { kind: 'egress-only-gateway', id: 'eigw-0' }, PUBLIC)]
const PING = { protocol: 'icmp' } as const
const TCP = { protocol: 'tcp', port: 443 } as const

const ENDS = 'It reaches, and the answer comes back'
const beyond = (address: string) => `${ENDS}, if this machine's network leads to ${address}, and it answers.`
const stopped = (code: string, about: string, direction = 'forward') =>
  `It does not reach: ${code} (${direction}, at ${about})`

type Case = readonly [
  name: string,
  documents: readonly Document[],
  from: string,
  to: string,
  probe: Probe,
  verdict: string,
]

const cases: readonly Case[] = [
  ['out, with a public address', online, web, OUTSIDE, PING, beyond(OUTSIDE)],
  ['out, by IPv6', online, web, OUTSIDE_6, TCP, beyond(OUTSIDE_6)],
  ['out, through an egress-only gateway', quiet, web, OUTSIDE_6, TCP, beyond(OUTSIDE_6)],
  ['a ping by IPv6', online, web, OUTSIDE_6, PING, stopped('PROTOCOL_RESTRICTION', OUTSIDE_6)],
  ['to the simulated host', online, web, HOST, TCP, `${ENDS}.`],
  [
    'to a public address that nobody has',
    online,
    web,
    '198.18.0.99',
    TCP,
    stopped('UNKNOWN_DESTINATION', '198.18.0.99'),
  ],
  [
    'to an IPv6 address that no VPC has',
    online,
    web,
    '2600:1f00:9::1',
    TCP,
    stopped('UNKNOWN_DESTINATION', '2600:1f00:9::1'),
  ],
  ['from outside', online, OUTSIDE, web, TCP, stopped('UNKNOWN_DESTINATION', OUTSIDE, 'return')],
]

const lastLines = (documents: readonly Document[], from: string, to: string, probe: Probe, egress: boolean) =>
  traceText(trace(networkWith(...documents), { from, to, ...probe }, { egress })).split('\n')

test.each(cases)('with egress: %s', (_, documents, from, to, probe, verdict) =>
  expect(lastLines(documents, from, to, probe, true)).toContain(verdict),
)

test.each(cases.slice(0, 4))('without it: %s', (_, documents, from, to, probe) =>
  expect(lastLines(documents, from, to, probe, false)).toContain(stopped('UNKNOWN_DESTINATION', to)),
)

test('a middlebox on the way is a condition, too', () => {
  const led = [
    ...online,
    changed(MIDDLE, { sourceDestCheck: false }),
    route('203.0.113.0/24', { kind: 'network-interface', id: interfaceIn(MIDDLE) }, PUBLIC),
    route(ANY, igw, MIDDLE),
  ]
  expect(lastLines(led, web, OUTSIDE, TCP, true)).toContain(
    `${ENDS}, if ${box} sends on what it gets, as it is, and this machine's network leads to ${OUTSIDE}, and it answers.`,
  )
})
