/**
 * Random small networks: VPCs, some with equal or overlapping addresses, subnets, route tables, peerings in various
 * states, gateways, NAT, sites, routes, network ACLs, groups, instances. `draw-network.ts` draws a sketch out.
 */
import fc from 'fast-check'
import { cidr, nth, nthBlock } from '../../src/model/cidr.ts'
import type { InstanceState } from '../../src/model/instance.ts'
import type { NatGatewayState } from '../../src/model/nat-gateway.ts'
import type { PeeringState } from '../../src/model/peering.ts'
import type { Protocol } from '../../src/model/security-group.ts'
import type { VpnConnectionState } from '../../src/model/vpn-connection.ts'
import { ipv6BlockOf } from './draw-vpc.ts'
import {
  type AclSketch,
  type DestinationSketch,
  type EdgeSketch,
  type EntrySketch,
  type GatewaySketch,
  GROUPS_PER_VPC,
  type InstanceSketch,
  type NatSketch,
  type PeeringSketch,
  type RouteSketch,
  type RuleSketch,
  type SiteSketch,
  type Sketch,
  type TargetSketch,
  type VpcSketch,
} from './sketch.ts'

const HOSTS = [10, 11] as const
const BLOCKS = ['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16'] as const
const OVERLAPPING = ['10.0.0.0/17', '10.1.0.0/16', '10.0.0.0/16'] as const
const SECOND = ['10.8.0.0/16', '10.9.0.0/16'] as const
const SITES = ['192.168.0.0/16', '192.168.1.0/24', '10.0.0.0/8', '10.2.0.0/16', '0.0.0.0/0'] as const
const IPV6 = [0, 1, 2, 3].map(ipv6BlockOf)

/** Of the VPCs and their subnets and hosts, and what holds several of them. */
const DESTINATIONS = [
  ...BLOCKS,
  ...SECOND,
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.0.0/15',
  ...BLOCKS.flatMap(block => [0, 1].map(n => nthBlock(cidr(block), 24, n).text)),
  ...BLOCKS.map(block => `${nth(cidr(block), 10).text}/32`),
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
]
const DESTINATIONS_6 = [
  '::/0',
  '2001:db8::/32',
  ...IPV6.map(block => block.text),
  ...IPV6.map(block => nthBlock(block, 64, 0).text),
  ...IPV6.map(block => `${nth(block, 10).text}/128`),
]

const any = fc.nat(11)
const often = <T>(usual: T, weight: number, ...rest: readonly fc.Arbitrary<T>[]) =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, ...rest.map(arbitrary => ({ weight: 1, arbitrary })))

/** Half of what there is stands in one VPC, so that it plays together. */
const vpc = often(0, 1, any)

const destination: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...DESTINATIONS) },
  { weight: 1, arbitrary: fc.constantFrom(...DESTINATIONS_6) },
)

/** Of a route: to all, or to a subnet of the VPC itself, more often than to anything else. */
const routed: fc.Arbitrary<DestinationSketch> = fc.oneof(
  destination,
  fc.constantFrom('0.0.0.0/0', '::/0'),
  fc.record({ subnet: any, version: fc.constantFrom(4, 6) }),
)

const vpcSketch: fc.Arbitrary<VpcSketch> = fc.record({
  block: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...BLOCKS) },
    { weight: 1, arbitrary: fc.constantFrom(...OVERLAPPING) },
  ),
  second: fc.option(fc.constantFrom(...SECOND), { nil: undefined, freq: 5 }),
  isIpv6: fc.boolean(),
  isOpen: often(true, 2, fc.constant(false)),
  inOtherRegion: often(false, 5, fc.constant(true)),
  ownTables: fc.array(often(true, 2, fc.constant(false)), { minLength: 1, maxLength: 3 }),
})

const peeringSketch: fc.Arbitrary<PeeringSketch> = fc.record({
  from: any,
  to: any,
  state: often<PeeringState>(
    'active',
    5,
    fc.constantFrom('provisioning', 'pending-acceptance', 'deleted', 'rejected', 'deleting'),
  ),
  isRouted: fc.boolean(),
})

const gatewaySketch: fc.Arbitrary<GatewaySketch> = fc.record({
  vpc,
  kind: often<GatewaySketch['kind']>('internet', 2, fc.constantFrom('egress-only', 'vpn', 'endpoint')),
  isRouted: often(true, 2, fc.constant(false)),
})

const siteSketch: fc.Arbitrary<SiteSketch> = fc.record(
  {
    vpc,
    state: often<VpnConnectionState>('available', 6, fc.constantFrom('pending', 'modifying', 'deleting')),
    block: fc.constantFrom(...SITES),
  },
  { requiredKeys: ['vpc', 'state'] },
)

const natSketch: fc.Arbitrary<NatSketch> = fc.record({
  vpc,
  subnet: any,
  isPublic: often(true, 2, fc.constant(false)),
  state: often<NatGatewayState>('available', 6, fc.constantFrom('pending', 'deleting', 'deleted')),
  table: any,
})

const targetSketch: fc.Arbitrary<TargetSketch> = fc.oneof(
  fc.constantFrom<TargetSketch>({ gateway: 'internet' }, { gateway: 'egress-only' }, { gateway: 'vpn' }),
  any.map(nat => ({ nat })),
  any.map(instance => ({ instance })),
)

const routeSketch: fc.Arbitrary<RouteSketch> = fc.oneof(
  fc.record({ vpc, table: any, destination: routed }),
  ...[1, 2, 3].map(() => fc.record({ vpc, table: any, destination: routed, peering: any })),
  ...[1, 2, 3].map(() => fc.record({ vpc, table: any, destination: routed, target: targetSketch })),
)

const edgeSketch: fc.Arbitrary<EdgeSketch> = fc.record({
  vpc,
  gateway: fc.constantFrom('internet', 'vpn'),
  destination: routed,
  instance: any,
})

const protocol: fc.Arbitrary<Protocol> = often<Protocol>(
  { name: 'all' },
  3,
  fc.constantFrom<Protocol>(
    { name: 'icmp', type: -1, code: -1 },
    { name: 'icmp', type: 8, code: -1 },
    { name: 'icmp', type: 0, code: 0 },
    { name: 'icmpv6', type: -1, code: -1 },
    { name: 'icmpv6', type: 128, code: 0 },
    { name: 'tcp', from: 80, to: 443 },
    { name: 'tcp', from: 22, to: 22 },
    { name: 'udp', from: 53, to: 53 },
  ),
)

const ruleSketch: fc.Arbitrary<RuleSketch> = fc.record({
  group: any,
  direction: often<RuleSketch['direction']>('ingress', 3, fc.constant('egress')),
  protocol,
  peer: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('0.0.0.0/0', '::/0').map(text => ({ cidr: text })) },
    { weight: 1, arbitrary: destination.map(text => ({ cidr: text })) },
    { weight: 2, arbitrary: any.map(group => ({ group })) },
  ),
})

/** Also what only replies match: echo replies, and the ports that connections come from. */
const entryProtocol: fc.Arbitrary<Protocol> = fc.oneof(
  protocol,
  fc.constantFrom<Protocol>(
    { name: 'icmp', type: 0, code: -1 },
    { name: 'icmp', type: 8, code: 0 },
    { name: 'icmpv6', type: 129, code: -1 },
    { name: 'tcp', from: 1024, to: 65_535 },
    { name: 'udp', from: 32_768, to: 65_535 },
    { name: 'other', number: 47 },
  ),
)

const entrySketch: fc.Arbitrary<EntrySketch> = fc.record({
  direction: fc.constantFrom('ingress', 'egress'),
  allow: fc.boolean(),
  protocol: entryProtocol,
  cidr: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom('0.0.0.0/0', '::/0') },
    { weight: 2, arbitrary: destination },
  ),
})

const aclSketch: fc.Arbitrary<AclSketch> = fc.record({
  vpc,
  subnet: any,
  entries: fc.array(entrySketch, { minLength: 1, maxLength: 4 }),
  passesRest: often(true, 3, fc.constant(false)),
})

const instanceSketch: fc.Arbitrary<InstanceSketch> = fc.record(
  {
    vpc,
    subnet: any,
    host: fc.constantFrom(...HOSTS),
    state: often<InstanceState>('running', 8, fc.constantFrom('stopped', 'pending', 'stopping')),
    groups: fc.uniqueArray(fc.nat(GROUPS_PER_VPC - 1), { minLength: 1, maxLength: GROUPS_PER_VPC }),
    isIpv6: fc.boolean(),
    mapped: fc.constantFrom('amazon', 'elastic'),
    forwards: fc.boolean(),
  },
  { requiredKeys: ['vpc', 'subnet', 'host', 'state', 'groups', 'forwards'] },
)

const list = <T>(of: fc.Arbitrary<T>, minLength: number, maxLength: number) =>
  fc.array(of, { minLength, maxLength, size: 'max' })

export const sketches: fc.Arbitrary<Sketch> = fc.record({
  vpcs: list(vpcSketch, 2, 4),
  peerings: list(peeringSketch, 1, 5),
  gateways: list(gatewaySketch, 2, 8),
  sites: list(siteSketch, 1, 3),
  nats: list(natSketch, 1, 4),
  routes: list(routeSketch, 2, 14),
  edges: list(edgeSketch, 1, 3),
  acls: list(aclSketch, 1, 3),
  rules: list(ruleSketch, 1, 10),
  instances: list(instanceSketch, 2, 8),
})
