/** What is drawn for a VPC of a random fabric, before it is known who its peers are. */
import fc from 'fast-check'
import type { AclEntry, GatewayKind, Rule } from '../../src/fabric/fabric.ts'

export const VPCS = [1, 2, 3] as const
export const PAIRS = [
  [1, 2],
  [2, 3],
  [1, 3],
] as const
export const TABLES = [1, 2] as const
export const GROUPS = [1, 2] as const
export const SUBNETS = [1, 2] as const
const HOSTS = [12, 13, 14] as const
const KINDS = ['internet', 'egress-only', 'vpn', 'endpoint'] as const satisfies readonly GatewayKind[]

/** An id with 17 digits: `eni-0…0112`. */
export const id = (kind: string, ...numbers: readonly number[]): string =>
  `${kind}-${numbers.join('').padStart(17, '0')}`

/** Nobody else has the IPv6 block of a VPC, whatever its other addresses. */
export const ipv6Block = (vpc: number): string => `2600:1f18:${vpc}::/56`

export interface Draft {
  readonly number: number
  /** The second number of its addresses. */
  readonly network: number
  readonly hosts: readonly number[]
  readonly secondary: boolean
  readonly sourceDestCheck: boolean
  readonly mtu: number
  readonly tables: Readonly<Record<number, readonly RouteDraft[]>>
  /** Of every table, to the first host. */
  readonly overrides: readonly string[]
  readonly groups: Readonly<Record<number, { ingress: readonly Rule[]; egress: readonly Rule[] }>>
  /** By host: which table serves it, which subnet and groups it is in. */
  readonly places: Readonly<Record<number, { table: number; subnet: number; groups: readonly number[] }>>
  /** By subnet. */
  readonly acls: Readonly<Record<number, { ingress: readonly AclEntry[]; egress: readonly AclEntry[] }>>
  readonly gateways: readonly GatewayDraft[]
  /** How many addresses its NAT gateway has; 0: there is none. */
  readonly nat: number
  readonly interfaceEndpoint: boolean
  readonly services: boolean
  readonly ipv6: boolean
}

export interface GatewayDraft {
  readonly kind: GatewayKind
  /** The hosts with public addresses. */
  readonly mapped: readonly number[]
  /** Its own route table. */
  readonly edge: number | undefined
  /** How many sites it has, if it may have any. */
  readonly sites: number
}

interface RouteDraft {
  readonly destination: string
  readonly to: { pair: number } | { gateway: GatewayKind } | { host: number } | undefined
}

const protocols: fc.Arbitrary<Rule['protocol']> = fc.oneof(
  fc.constant({ name: 'all' } as const),
  fc.constantFrom(
    { name: 'tcp', from: 80, to: 80 } as const,
    { name: 'tcp', from: 0, to: 65_535 } as const,
    { name: 'udp', from: 1000, to: 2000 } as const,
    { name: 'icmp', type: -1, code: -1 } as const,
    { name: 'icmp', type: 8, code: -1 } as const,
    { name: 'icmp', type: 3, code: 4 } as const,
    { name: 'icmpv6', type: -1, code: -1 } as const,
    { name: 'other', number: 47 } as const,
  ),
)
const blocks = fc.constantFrom('0.0.0.0/0', '10.2.0.0/16', '10.1.1.12/32', '::/0')

const rules: fc.Arbitrary<Rule> = fc.record({
  protocol: protocols,
  peer: fc.oneof(
    blocks.map(cidr => ({ cidr })),
    fc.constantFrom(...VPCS).map(vpc => ({ group: id('sg', vpc, 1) })),
  ),
})

const entries: fc.Arbitrary<AclEntry> = fc.record({ allow: fc.boolean(), protocol: protocols, cidr: blocks })

const DESTINATIONS = ['0.0.0.0/0', '10.1.0.0/16', '10.2.1.0/24', '10.3.1.12/32', '192.168.0.0/16', '::/0']

const routes: fc.Arbitrary<readonly RouteDraft[]> = fc.uniqueArray(
  fc.record({
    destination: fc.constantFrom(...DESTINATIONS),
    to: fc.oneof(
      fc.constant(undefined),
      fc.nat(PAIRS.length - 1).map(pair => ({ pair })),
      fc.constantFrom(...KINDS).map(gateway => ({ gateway })),
      fc.constantFrom(...HOSTS).map(host => ({ host })),
    ),
  }),
  { selector: route => route.destination, maxLength: 4 },
)

const gateways: fc.Arbitrary<readonly GatewayDraft[]> = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    mapped: fc.subarray([...HOSTS]),
    edge: fc.option(fc.constantFrom(...TABLES), { nil: undefined }),
    sites: fc.nat(2),
  }),
  { selector: gateway => gateway.kind },
)

export function draft(number: number, network: number): fc.Arbitrary<Draft> {
  const group = fc.record({
    ingress: fc.array(rules, { maxLength: 4 }),
    egress: fc.array(rules, { maxLength: 2 }),
  })
  const place = fc.record({
    table: fc.constantFrom(...TABLES),
    subnet: fc.constantFrom(...SUBNETS),
    groups: fc.subarray([...GROUPS]),
  })
  const acl = fc.record({
    ingress: fc.array(entries, { maxLength: 4 }),
    egress: fc.array(entries, { maxLength: 2 }),
  })
  return fc.record({
    number: fc.constant(number),
    network: fc.constant(network),
    hosts: fc.subarray([...HOSTS], { minLength: 1 }),
    secondary: fc.boolean(),
    sourceDestCheck: fc.boolean(),
    mtu: fc.constantFrom(1500, 9001),
    tables: fc.record({ 1: routes, 2: routes }),
    overrides: fc.subarray([`10.${network}.1.0/24`, `10.${network}.1.13/32`]),
    groups: fc.record({ 1: group, 2: group }),
    places: fc.record({ 12: place, 13: place, 14: place }),
    acls: fc.record({ 1: acl, 2: acl }),
    gateways,
    nat: fc.nat(2),
    interfaceEndpoint: fc.boolean(),
    services: fc.boolean(),
    ipv6: fc.boolean(),
  })
}
