/**
 * Random small networks: VPCs, some with equal or overlapping addresses, subnets, route tables, peerings in various
 * states, routes, network ACLs, groups, instances. A sketch is plain data that shrinks well; `draw-network.ts` draws it out.
 */
import fc from 'fast-check'
import { cidr, nth, nthBlock } from '../../src/model/cidr.ts'
import type { InstanceState } from '../../src/model/instance.ts'
import type { PeeringState } from '../../src/model/peering.ts'
import type { Protocol } from '../../src/model/security-group.ts'

/** Numbers choose among what there is, modulo how many there are. */
export interface Sketch {
  readonly vpcs: readonly VpcSketch[]
  readonly peerings: readonly PeeringSketch[]
  readonly routes: readonly RouteSketch[]
  readonly acls: readonly AclSketch[]
  readonly rules: readonly RuleSketch[]
  readonly instances: readonly InstanceSketch[]
}

export interface VpcSketch {
  readonly block: string
  readonly second?: string
  readonly inOtherRegion: boolean
  /** The default group lets everything in. */
  readonly isOpen: boolean
  /** One subnet each: whether it has a route table of its own. */
  readonly ownTables: readonly boolean[]
}

export interface PeeringSketch {
  readonly from: number
  readonly to: number
  readonly state: PeeringState
  /** Every table of both VPCs has a route to the other's primary block. */
  readonly isRouted: boolean
}

export interface RouteSketch {
  readonly vpc: number
  readonly table: number
  readonly destination: string
  /** Absent: a gateway. */
  readonly peering?: number
}

/** The network ACL of a subnet that has one of its own. Where two mean the same subnet, the later one counts. */
export interface AclSketch {
  readonly vpc: number
  readonly subnet: number
  /** By their place in the list they are numbered. */
  readonly entries: readonly EntrySketch[]
  /** What no entry matches passes; else it is denied. */
  readonly passesRest: boolean
}

export interface EntrySketch {
  readonly direction: 'ingress' | 'egress'
  readonly allow: boolean
  readonly protocol: Protocol
  readonly cidr: string
}

export interface RuleSketch {
  readonly group: number
  readonly direction: 'ingress' | 'egress'
  readonly protocol: Protocol
  readonly peer: { readonly cidr: string } | { readonly group: number }
}

export interface InstanceSketch {
  readonly vpc: number
  readonly subnet: number
  readonly host: number
  readonly state: InstanceState
  readonly groups: readonly number[]
}

/** The default one, and one without rules of its own. */
export const GROUPS_PER_VPC = 2
const HOSTS = [10, 11] as const
const BLOCKS = ['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16'] as const
const OVERLAPPING = ['10.0.0.0/17', '10.1.0.0/16', '10.0.0.0/16'] as const
const SECOND = ['10.8.0.0/16', '10.9.0.0/16'] as const
const DESTINATIONS = [
  ...BLOCKS,
  ...SECOND,
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.0.0/15',
  ...BLOCKS.map(block => nthBlock(cidr(block), 24, 0).text),
  ...BLOCKS.map(block => `${nth(cidr(block), 10).text}/32`),
]

const any = fc.nat(11)
const often = <T>(usual: T, weight: number, ...rest: readonly fc.Arbitrary<T>[]) =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, ...rest.map(arbitrary => ({ weight: 1, arbitrary })))

const vpcSketch: fc.Arbitrary<VpcSketch> = fc.record({
  block: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...BLOCKS) },
    { weight: 1, arbitrary: fc.constantFrom(...OVERLAPPING) },
  ),
  second: fc.option(fc.constantFrom(...SECOND), { nil: undefined, freq: 5 }),
  isOpen: fc.boolean(),
  inOtherRegion: often(false, 5, fc.constant(true)),
  ownTables: fc.array(fc.boolean(), { minLength: 1, maxLength: 2 }),
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

const routeSketch: fc.Arbitrary<RouteSketch> = fc.record({
  vpc: any,
  table: any,
  destination: fc.constantFrom(...DESTINATIONS),
  peering: fc.option(any, { nil: undefined, freq: 8 }),
})

const protocol: fc.Arbitrary<Protocol> = often<Protocol>(
  { name: 'all' },
  3,
  fc.constantFrom<Protocol>(
    { name: 'icmp', type: -1, code: -1 },
    { name: 'icmp', type: 8, code: -1 },
    { name: 'icmp', type: 0, code: 0 },
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
    { weight: 2, arbitrary: fc.constant({ cidr: '0.0.0.0/0' }) },
    { weight: 1, arbitrary: fc.constantFrom(...DESTINATIONS).map(text => ({ cidr: text })) },
    { weight: 2, arbitrary: any.map(group => ({ group })) },
  ),
})

/** Also what only replies match: echo replies, and the ports that connections come from. */
const entryProtocol: fc.Arbitrary<Protocol> = fc.oneof(
  protocol,
  fc.constantFrom<Protocol>(
    { name: 'icmp', type: 0, code: -1 },
    { name: 'icmp', type: 8, code: 0 },
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
    { weight: 1, arbitrary: fc.constant('0.0.0.0/0') },
    { weight: 2, arbitrary: fc.constantFrom(...DESTINATIONS) },
  ),
})

const aclSketch: fc.Arbitrary<AclSketch> = fc.record({
  vpc: any,
  subnet: any,
  entries: fc.array(entrySketch, { minLength: 1, maxLength: 4 }),
  passesRest: often(true, 3, fc.constant(false)),
})

const instanceSketch: fc.Arbitrary<InstanceSketch> = fc.record({
  vpc: any,
  subnet: any,
  host: fc.constantFrom(...HOSTS),
  state: often<InstanceState>('running', 8, fc.constantFrom('stopped', 'pending', 'stopping')),
  groups: fc.uniqueArray(fc.nat(GROUPS_PER_VPC - 1), { minLength: 1, maxLength: GROUPS_PER_VPC }),
})

const list = <T>(of: fc.Arbitrary<T>, minLength: number, maxLength: number) =>
  fc.array(of, { minLength, maxLength, size: 'max' })

export const sketches: fc.Arbitrary<Sketch> = fc.record({
  vpcs: list(vpcSketch, 2, 4),
  peerings: list(peeringSketch, 1, 5),
  routes: list(routeSketch, 2, 14),
  acls: list(aclSketch, 1, 3),
  rules: list(ruleSketch, 1, 10),
  instances: list(instanceSketch, 2, 8),
})
