/**
 * Small random fabrics in which every name leads to something: up to three VPCs (two of them may use the same
 * addresses), their instances, route tables and groups, and peerings between them.
 */
import fc from 'fast-check'
import type {
  AclEntry,
  Group,
  Interface,
  Link,
  NetworkAclSpec,
  Part,
  PartId,
  PeeringEnd,
  Router,
  RouteTableSpec,
  Rule,
} from '../../src/fabric/fabric.ts'

export type Fabric = ReadonlyMap<PartId, Part>

const VPCS = [1, 2, 3] as const
const PAIRS = [
  [1, 2],
  [2, 3],
  [1, 3],
] as const
const HOSTS = [12, 13, 14] as const
const TABLES = [1, 2] as const
const GROUPS = [1, 2] as const
const SUBNETS = [1, 2] as const

/** An id with 17 digits: `eni-0…0112`. */
export const id = (kind: string, ...numbers: readonly number[]): string =>
  `${kind}-${numbers.join('').padStart(17, '0')}`

/** What is drawn for a VPC, before it is known who its peers are. */
interface Draft {
  readonly number: number
  /** The second number of its addresses. */
  readonly network: number
  readonly hosts: readonly number[]
  readonly secondary: boolean
  readonly sourceDestCheck: boolean
  readonly mtu: number
  readonly tables: Readonly<Record<number, readonly { destination: string; pair: number | undefined }[]>>
  readonly groups: Readonly<Record<number, { ingress: readonly Rule[]; egress: readonly Rule[] }>>
  /** By host: which table serves it, which subnet and groups it is in. */
  readonly places: Readonly<Record<number, { table: number; subnet: number; groups: readonly number[] }>>
  /** By subnet. */
  readonly acls: Readonly<Record<number, { ingress: readonly AclEntry[]; egress: readonly AclEntry[] }>>
}

export const fabrics: fc.Arbitrary<Fabric> = fc
  .record({
    vpcs: fc.subarray([...VPCS]),
    pairs: fc.subarray([...PAIRS]),
    same: fc.boolean(),
  })
  .chain(({ vpcs, pairs, same }) =>
    fc.tuple(...vpcs.map(number => draft(number, same && number === 3 ? 1 : number))).map(drafts =>
      assemble(
        drafts,
        pairs.filter(pair => pair.every(end => vpcs.includes(end))),
      ),
    ),
  )

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

function draft(number: number, network: number): fc.Arbitrary<Draft> {
  const routes = fc.uniqueArray(
    fc.record({
      destination: fc.constantFrom(...DESTINATIONS),
      pair: fc.option(fc.nat(PAIRS.length - 1), { nil: undefined }),
    }),
    { selector: route => route.destination, maxLength: 4 },
  )
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
    groups: fc.record({ 1: group, 2: group }),
    places: fc.record({ 12: place, 13: place, 14: place }),
    acls: fc.record({ 1: acl, 2: acl }),
  })
}

function assemble(drafts: readonly Draft[], pairs: readonly (readonly [number, number])[]): Fabric {
  const members = Object.fromEntries(
    VPCS.map(vpc => [
      id('sg', vpc, 1),
      drafts
        .filter(({ number }) => number === vpc)
        .flatMap(one => interfacesOf(one))
        .filter(({ groups }) => groups?.includes(id('sg', vpc, 1)))
        .flatMap(({ addresses }) => addresses),
    ]),
  )
  const parts = [
    ...drafts.map((one): Router => routerOf(one, drafts, pairs, members)),
    ...pairs.map(
      ([requester, accepter]): Link => ({
        part: `peering/${id('pcx', requester, accepter)}`,
        id: id('pcx', requester, accepter),
        requesterVpcId: id('vpc', requester),
        accepterVpcId: id('vpc', accepter),
        mtu: 9001,
      }),
    ),
  ]
  return new Map(parts.map(part => [part.part, part]))
}

function routerOf(
  one: Draft,
  drafts: readonly Draft[],
  pairs: readonly (readonly [number, number])[],
  groupAddresses: Router['groupAddresses'],
): Router {
  const peerings = pairs
    .filter(pair => pair.includes(one.number))
    .map((pair): PeeringEnd => {
      const side = pair[0] === one.number ? 'requester' : 'accepter'
      const peer = drafts.find(({ number }) => number !== one.number && pair.includes(number))
      return { id: id('pcx', ...pair), side, peerBlocks: [`10.${peer?.network}.0.0/16`] }
    })
  return {
    part: `vpc/${id('vpc', one.number)}`,
    vpcId: id('vpc', one.number),
    blocks: [`10.${one.network}.0.0/16`],
    gateways: [`10.${one.network}.1.1`],
    interfaces: interfacesOf(one),
    routeTables: TABLES.map(
      (table): RouteTableSpec => ({
        id: id('rtb', one.number, table),
        routes: (one.tables[table] ?? []).map(({ destination, pair }) => {
          const peering = pair === undefined ? undefined : id('pcx', ...(PAIRS[pair] ?? []))
          return peering && peerings.some(end => end.id === peering)
            ? { destination, nextHop: { peering } }
            : { destination }
        }),
        overrides: [],
      }),
    ),
    peerings,
    uplinks: [],
    natGateways: [],
    services: { resolver: [], metadata: [] },
    networkAcls: SUBNETS.map(
      (subnet): NetworkAclSpec => ({
        id: id('acl', one.number, subnet),
        ingress: one.acls[subnet]?.ingress ?? [],
        egress: one.acls[subnet]?.egress ?? [],
      }),
    ),
    groups: GROUPS.map(
      (group): Group => ({
        id: id('sg', one.number, group),
        ingress: one.groups[group]?.ingress ?? [],
        egress: one.groups[group]?.egress ?? [],
      }),
    ),
    groupAddresses,
  }
}

const interfacesOf = (one: Draft): readonly Interface[] =>
  one.hosts.map(host => ({
    id: id('eni', one.number, host),
    hostId: id('i', one.number, host),
    device: 'eth0',
    mac: `02:00:00:00:0${one.number}:${host}`,
    mtu: one.mtu,
    addresses: [
      `10.${one.network}.1.${host}`,
      ...(one.secondary ? [`10.${one.network}.1.${host + 100}`] : []),
    ],
    prefix: 24,
    gateway: `10.${one.network}.1.1`,
    subnetId: id('subnet', one.number, one.places[host]?.subnet ?? 1),
    networkAclId: id('acl', one.number, one.places[host]?.subnet ?? 1),
    routeTableId: id('rtb', one.number, one.places[host]?.table ?? 1),
    groups: (one.places[host]?.groups ?? []).map(group => id('sg', one.number, group)),
    sourceDestCheck: one.sourceDestCheck,
  }))
