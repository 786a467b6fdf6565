import { describe, expect, test } from 'vitest'
import { networkOf } from '../../test/agreement/draw-network.ts'
import { idOf } from '../../test/agreement/draw-vpc.ts'
import {
  example,
  instance,
  instanceId,
  interfaceId,
  peering,
  vpc,
} from '../../test/agreement/example-sketch.ts'
import type { RuleSketch, Sketch } from '../../test/agreement/sketch.ts'
import { cidr } from '../model/cidr.ts'
import { type Network, put } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { newRoute } from '../model/route-table.ts'
import { type Probe, trace } from './trace.ts'
import { traceText } from './trace-text.ts'

const [a, b, c] = [instanceId(0, 10), instanceId(1, 10), instanceId(2, 10)]

function verdictOf(network: Network, to: string, probe: Probe = { protocol: 'icmp' }): string {
  const { verdict } = trace(network, { ...probe, from: a, to })
  return verdict.reaches ? 'reaches' : `${verdict.direction} ${verdict.code}`
}

const unrouted = [peering(0, 1, { isRouted: false })]
const out = { vpc: 0, table: 0, destination: '10.1.0.0/16', peering: 0 }
const back = { vpc: 1, table: 0, destination: '10.0.0.0/16', peering: 0 }
/** The example with a third VPC. */
const third = (block: string): Sketch => ({
  ...example,
  vpcs: [...example.vpcs, vpc(block)],
  instances: [...example.instances, instance(2, 10)],
})

const routing: readonly (readonly [string, Sketch, string, string])[] = [
  ['peered, routed, open', example, b, 'reaches'],
  ['by address', example, '10.1.0.11', 'reaches'],
  ['a neighbour in the subnet', example, '10.0.0.11', 'reaches'],
  ['itself', { ...example, vpcs: [vpc('10.0.0.0/16', { isOpen: false })] }, '10.0.0.10', 'reaches'],
  ['no routes', { ...example, peerings: unrouted }, b, 'forward NO_ROUTE_TO_DESTINATION'],
  [
    'a route on this side only',
    { ...example, peerings: unrouted, routes: [out] },
    b,
    'return NO_ROUTE_TO_DESTINATION',
  ],
  [
    'a route on the other side only',
    { ...example, peerings: unrouted, routes: [back] },
    b,
    'forward NO_ROUTE_TO_DESTINATION',
  ],
  [
    'a host route, and a supernet back',
    {
      ...example,
      peerings: unrouted,
      routes: [
        { ...out, destination: '10.1.0.10/32' },
        { ...back, destination: '10.0.0.0/8' },
      ],
    },
    b,
    'reaches',
  ],
  [
    'a peering that waits for acceptance',
    { ...example, peerings: [peering(0, 1, { state: 'pending-acceptance' })] },
    b,
    'forward BAD_STATE_ROUTE',
  ],
  [
    'a gateway that wins by a longer prefix',
    { ...example, routes: [{ vpc: 0, table: 0, destination: '10.1.0.10/32' }] },
    b,
    'forward BAD_STATE_ROUTE',
  ],
  ['nobody has the address', example, '10.1.0.99', 'forward UNKNOWN_DESTINATION'],
  ['nobody in the own VPC has the address', example, '10.0.7.9', 'forward UNKNOWN_DESTINATION'],
  [
    'nobody in the own VPC, and everything is routed to the peer',
    { ...example, routes: [{ ...out, destination: '0.0.0.0/0' }] },
    '10.0.7.9',
    'forward UNKNOWN_DESTINATION',
  ],
  [
    'an instance that is stopped',
    { ...example, instances: [instance(0, 10), instance(1, 10, { state: 'stopped' })] },
    b,
    'forward BAD_STATE',
  ],
  [
    'a source that is stopped',
    { ...example, instances: [instance(0, 10, { state: 'stopped' }), instance(1, 10)] },
    b,
    'forward BAD_STATE',
  ],
  ['something that does not exist', example, 'i-00000000000000bad', 'forward NO_SOURCE_OR_DESTINATION'],
  ['an address of the other IP version', example, '2001:db8::1', 'forward ENI_ADDRESS_RESTRICTION'],
  [
    'a VPC with the same addresses: the packet never leaves',
    third('10.0.0.0/16'),
    c,
    'forward VPC_LOCAL_ROUTE_CIDR_RESTRICTION',
  ],
  [
    'an address that exists only in another VPC',
    third('10.2.0.0/16'),
    '10.2.0.10',
    'forward NO_ROUTE_TO_DESTINATION',
  ],
  [
    'over a peer to a third VPC (not transitive)',
    {
      ...third('10.2.0.0/16'),
      peerings: [peering(0, 1), peering(1, 2)],
      routes: [
        { ...out, destination: '0.0.0.0/0' },
        { vpc: 2, table: 0, destination: '0.0.0.0/0', peering: 0 },
      ],
    },
    c,
    'forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
  ],
  [
    'over a peer to the internet (no edge-to-edge)',
    { ...example, routes: [{ ...out, destination: '0.0.0.0/0' }] },
    '198.51.100.7',
    'forward PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
  ],
  [
    'the answer goes to another peer with the same addresses',
    {
      ...third('10.0.0.0/16'),
      peerings: [peering(0, 1), peering(1, 2, { isRouted: false })],
      routes: [{ vpc: 1, table: 0, destination: '10.0.0.10/32', peering: 1 }],
    },
    b,
    'return MORE_SPECIFIC_ROUTE',
  ],
]

const closed = [vpc('10.0.0.0/16'), vpc('10.1.0.0/16', { isOpen: false })]
const [GROUP_OF_A, GROUP_OF_B] = [0, 2]
const lets = (peer: RuleSketch['peer'], more: Partial<RuleSketch> = {}): RuleSketch => ({
  group: GROUP_OF_B,
  direction: 'ingress',
  protocol: { name: 'tcp', from: 80, to: 443 },
  peer,
  ...more,
})
const web = { protocol: 'tcp', port: 443 } as const
const MISMATCH = 'forward ENI_SG_RULES_MISMATCH'

const filtering: readonly (readonly [string, readonly RuleSketch[], Probe, string])[] = [
  ['the default group lets only itself in', [], web, MISMATCH],
  ['the block of the peer', [lets({ cidr: '10.0.0.0/16' })], web, 'reaches'],
  ['the last port', [lets({ cidr: '10.0.0.10/32' })], { ...web, port: 443 }, 'reaches'],
  ['a port outside', [lets({ cidr: '10.0.0.0/16' })], { ...web, port: 444 }, MISMATCH],
  ['another protocol', [lets({ cidr: '10.0.0.0/16' })], { protocol: 'udp', port: 443 }, MISMATCH],
  ['ICMP against a rule for TCP', [lets({ cidr: '10.0.0.0/16' })], { protocol: 'icmp' }, MISMATCH],
  ['another block', [lets({ cidr: '10.2.0.0/16' })], web, MISMATCH],
  ['the group of the source, over the peering', [lets({ group: GROUP_OF_A })], web, 'reaches'],
  ['a group that the source does not have', [lets({ group: GROUP_OF_A + 1 })], web, MISMATCH],
  [
    'echo requests only: the answer passes by its connection',
    [lets({ cidr: '0.0.0.0/0' }, { protocol: { name: 'icmp', type: 8, code: -1 } })],
    { protocol: 'icmp' },
    'reaches',
  ],
]

describe('what becomes of a packet', () => {
  test.each(routing)('%s', (_, sketch, to, expected) => {
    expect(verdictOf(networkOf(sketch).view, to)).toBe(expected)
  })

  test.each(filtering)('groups: %s', (_, rules, probe, expected) => {
    expect(verdictOf(networkOf({ ...example, vpcs: closed, rules }).view, b, probe)).toBe(expected)
  })

  test('a group without rules lets nothing in', () => {
    const instances = [instance(0, 10), instance(1, 10, { groups: [1] })]
    expect(verdictOf(networkOf({ ...example, instances }).view, b)).toBe('forward SG_HAS_NO_RULES')
  })

  test.each([
    ['in', false, 'forward SUBNET_ACL_RESTRICTION'],
    ['out: no state, so the answer stops', true, 'return SUBNET_ACL_RESTRICTION'],
  ])('a network ACL of the destination that denies the way %s', (_, egress, expected) => {
    const live = networkOf(example)
    const [acl] = live.view.networkAcls.where('vpc', idOf('vpc', 1, 1))
    const entries = acl?.entries.filter(entry => entry.egress !== egress) ?? []
    live.apply(2, acl ? [{ put: { ...acl, entries } }] : [])
    expect(verdictOf(live.view, b)).toBe(expected)
    expect(verdictOf(live.view, instanceId(0, 11))).toBe('reaches')
  })
})

test.each([
  ['10.0.0.0/16', '10.0.7.9', 'forward BAD_STATE_ROUTE'],
  ['10.0.0.0/24', '10.0.0.11', 'reaches'],
  ['10.0.7.0/24', '10.0.7.9', 'forward BAD_STATE_ROUTE'],
  ['10.0.7.0/24', '10.0.8.9', 'forward UNKNOWN_DESTINATION'],
])('inside the VPC with a middlebox that is gone for %s: to %s %s', (destination, address, expected) => {
  const live = networkOf(example)
  const [table] = live.view.routeTables.where('vpc', idOf('vpc', 0, 1))
  const gone = { kind: 'network-interface', id: 'eni-gone' } as const
  live.apply(2, table ? [put(newRoute(table, cidr(destination), gone, 0))] : [])
  expect(verdictOf(live.view, address)).toBe(expected)
})

test('an interface that is attached to nothing neither sends nor answers', () => {
  const live = networkOf(example)
  const loose = [interfaceId(0, 11), interfaceId(1, 11)].flatMap(id => {
    const { attachment: _, ...one } = live.view.networkInterfaces.get(id) ?? {}
    return 'kind' in one ? [put(one as NetworkInterface)] : []
  })
  live.apply(2, loose)
  const probe = { protocol: 'icmp' } as const
  const about = (from: string, to: string) => trace(live.view, { ...probe, from, to }).verdict
  expect(about(a, '10.1.0.11')).toMatchObject({ code: 'UNASSOCIATED_COMPONENT', about: interfaceId(1, 11) })
  expect(about(interfaceId(0, 11), b)).toMatchObject({
    code: 'UNASSOCIATED_COMPONENT',
    about: interfaceId(0, 11),
  })
  expect(about(a, b)).toEqual({ reaches: true })
})

test('every step is named, there and back', () => {
  const [from, to] = [interfaceId(0, 10), interfaceId(1, 10)]
  const { steps, verdict } = trace(networkOf(example).view, { from: a, to: b, protocol: 'icmp' })
  expect(verdict).toEqual({ reaches: true })
  expect(
    steps.map(step => [step.direction, step.at, 'interfaceId' in step ? step.interfaceId : undefined]),
  ).toEqual([
    ['forward', 'interface', from],
    ['forward', 'groups', from],
    ['forward', 'network-acl', undefined],
    ['forward', 'route', undefined],
    ['forward', 'peering', undefined],
    ['forward', 'network-acl', undefined],
    ['forward', 'groups', to],
    ['forward', 'interface', to],
    ['return', 'interface', to],
    ['return', 'groups', to],
    ['return', 'network-acl', undefined],
    ['return', 'route', undefined],
    ['return', 'peering', undefined],
    ['return', 'network-acl', undefined],
    ['return', 'groups', from],
    ['return', 'interface', from],
  ])
})

test('as text', () => {
  const network = networkOf({ ...example, peerings: unrouted, routes: [out] }).view
  const text = traceText(trace(network, { from: a, to: '10.1.0.10', protocol: 'tcp', port: 80 }))
  expect(text).toMatchInlineSnapshot(`
    "i-0000000000000000a → 10.1.0.10, tcp 80
    forward  eni-0000000000000000a 10.0.0.10 (i-0000000000000000a, subnet-00000000000000064, vpc-00000000000000001)
    forward  sg-00000000000000005 egress: passes by sgr-00000000000000007
    forward  acl-00000000000000008 egress of subnet-00000000000000064: entry 100 allows
    forward  rtb-00000000000000003 of subnet-00000000000000064: 10.1.0.0/16 → pcx-00000000000000001
    forward  pcx-00000000000000001 from vpc-00000000000000001 to vpc-00000000000010001
    forward  acl-00000000000010008 ingress of subnet-00000000000010064: entry 100 allows
    forward  sg-00000000000010005 ingress: passes by sgr-00000000001020002
    forward  eni-0000000010000000a 10.1.0.10 (i-0000000010000000a, subnet-00000000000010064, vpc-00000000000010001)
    return   eni-0000000010000000a 10.1.0.10 (i-0000000010000000a, subnet-00000000000010064, vpc-00000000000010001)
    return   sg-00000000000010005 egress: passes by its connection
    return   acl-00000000000010008 egress of subnet-00000000000010064: entry 100 allows
    return   rtb-00000000000010003 of subnet-00000000000010064: no route
    It does not reach: NO_ROUTE_TO_DESTINATION (return, at rtb-00000000000010003)
    The route table of the subnet has no route that leads to this destination.
    Next: Add a route to the block of the destination, through a peering connection with its VPC."
  `)
})
