import { describe, expect, test } from 'vitest'
import {
  ANY,
  app,
  box,
  type Case,
  changed,
  edgeTable,
  elastic,
  HOST,
  HOST_6,
  interfaceIn,
  internetGateway,
  MIDDLE,
  networkWith,
  PRIVATE,
  PUBLIC,
  route,
  tableOf,
  verdictOf,
  web,
} from '../../test/agreement/gateway-example.ts'
import { address } from '../model/cidr.ts'
import { trace } from './trace.ts'
import { traceText } from './trace-text.ts'

const boxInterface = interfaceIn(MIDDLE)
const toBox = { kind: 'network-interface', id: boxInterface } as const
const forwards = changed(MIDDLE, { sourceDestCheck: false })
const inspected = [forwards, route('10.0.1.0/24', toBox, PUBLIC)]

const igw = { kind: 'internet-gateway', id: 'igw-0' } as const
const outThroughBox = [internetGateway(0), forwards, route(ANY, toBox, PRIVATE), route(ANY, igw, MIDDLE)]
const appIsPublic = elastic(10, interfaceIn(PRIVATE), '10.0.1.10')
const webIsPublic = elastic(11, interfaceIn(PUBLIC), '10.0.0.10')

const edge = (destination: string) => [
  internetGateway(0),
  webIsPublic,
  route(ANY, igw, PUBLIC),
  ...edgeTable(0, 'igw-0'),
  route(destination, toBox, PUBLIC, 'rtb-igw-0'),
]

const cases: readonly Case[] = [
  ['in front of a subnet', inspected, web, app, 'reaches'],
  ['in the place of the local route', [forwards, route('10.0.0.0/16', toBox, PUBLIC)], web, app, 'reaches'],
  [
    'of a running instance',
    [forwards, route(ANY, { kind: 'instance', id: box }, PRIVATE)],
    app,
    HOST,
    `forward NO_ROUTE_TO_DESTINATION ${tableOf(MIDDLE)}`,
  ],
  [
    'that checks source and destination',
    [route('10.0.1.0/24', toBox, PUBLIC)],
    web,
    app,
    `forward ENI_SOURCE_DEST_CHECK_RESTRICTION ${boxInterface}`,
  ],
  ['that is meant itself', [route('10.0.2.0/24', toBox, PUBLIC)], web, box, 'reaches'],
  [
    'without an address of the family',
    [
      changed(MIDDLE, { sourceDestCheck: false, addresses: [address('10.0.2.10')] }),
      route('::/0', toBox, PRIVATE),
    ],
    app,
    HOST_6,
    `forward ENI_ADDRESS_RESTRICTION ${boxInterface}`,
  ],
  [
    'whose subnet leads back to it',
    [forwards, route(ANY, toBox, PRIVATE), route(ANY, toBox, MIDDLE)],
    app,
    HOST,
    `forward NO_POSSIBLE_DESTINATION ${boxInterface}`,
  ],
  [
    'to the Internet, without a NAT of its own',
    outThroughBox,
    app,
    HOST,
    `forward IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS ${interfaceIn(PRIVATE)}`,
  ],
  ['to the Internet', [...outThroughBox, appIsPublic], app, HOST, 'reaches'],
  ['on the way in from the Internet', [...edge('10.0.0.0/24'), forwards], HOST, web, 'reaches'],
  [
    'on the way in, that checks source and destination',
    edge('10.0.0.0/24'),
    HOST,
    web,
    `forward ENI_SOURCE_DEST_CHECK_RESTRICTION ${boxInterface}`,
  ],
  ['on the way in to another subnet only', edge('10.0.1.0/24'), HOST, web, 'reaches'],
]

describe('a middlebox', () => {
  test.each(cases)('%s', (_, documents, from, to, expected) => {
    expect(verdictOf(documents, from, to)).toBe(expected)
  })

  test('the way in stands in the table of the gateway, for no neighbour', () => {
    const network = networkWith(forwards, route('10.0.0.0/16', toBox, PUBLIC))
    const { verdict, steps } = trace(network, { from: web, to: '10.0.0.99', protocol: 'icmp' })
    expect({ verdict: !verdict.reaches && verdict.code, at: steps.map(step => step.at) }).toEqual({
      verdict: 'UNKNOWN_DESTINATION',
      at: ['interface', 'groups', 'subnet'],
    })
  })

  test('the verdict names it', () => {
    const flow = { from: web, to: app, protocol: 'icmp' } as const
    const { verdict } = trace(networkWith(...inspected), flow)
    expect(verdict).toEqual({ reaches: true, provided: [box] })
  })

  test('as text', () => {
    const flow = { from: HOST, to: web, protocol: 'tcp', port: 80 } as const
    expect(traceText(trace(networkWith(...edge('10.0.0.0/24'), forwards), flow))).toMatchInlineSnapshot(`
      "198.51.100.10 → i-0000000000000000a, tcp 80
      forward  the Internet from 198.51.100.10 to 198.18.0.11
      forward  igw-0 ingress: the destination becomes 10.0.0.10
      forward  rtb-igw-0 of igw-0: 10.0.0.0/24 → eni-0000000000002000a
      forward  acl-00000000000000008 ingress of subnet-00000000000000066: entry 100 allows
      forward  sg-00000000000000005 ingress: passes by sgr-00000000001000000
      forward  eni-0000000000002000a 10.0.2.10 (i-0000000000002000a, subnet-00000000000000066, vpc-00000000000000001)
      forward  i-0000000000002000a sends it on, if its owner lets it
      forward  eni-0000000000002000a 10.0.2.10 (i-0000000000002000a, subnet-00000000000000066, vpc-00000000000000001)
      forward  sg-00000000000000005 egress: passes by sgr-00000000000000007
      forward  acl-00000000000000008 egress of subnet-00000000000000066: entry 100 allows
      forward  rtb-00000000000000066 of subnet-00000000000000066: 10.0.0.0/16 → local
      forward  acl-00000000000000008 ingress of subnet-00000000000000064: entry 100 allows
      forward  sg-00000000000000005 ingress: passes by sgr-00000000001000000
      forward  eni-0000000000000000a 10.0.0.10 (i-0000000000000000a, subnet-00000000000000064, vpc-00000000000000001)
      return   eni-0000000000000000a 10.0.0.10 (i-0000000000000000a, subnet-00000000000000064, vpc-00000000000000001)
      return   sg-00000000000000005 egress: passes by its connection
      return   acl-00000000000000008 egress of subnet-00000000000000064: entry 100 allows
      return   rtb-00000000000000064 of subnet-00000000000000064: 0.0.0.0/0 → igw-0
      return   igw-0 egress: the source becomes 198.18.0.11
      return   the Internet from 198.18.0.11 to 198.51.100.10
      It reaches, and the answer comes back, if i-0000000000002000a sends on what it gets, as it is."
    `)
  })
})
