/** The router of a random VPC. */
import type {
  Group,
  Interface,
  NetworkAclSpec,
  NextHop,
  PeeringEnd,
  Router,
  RouteTableSpec,
} from '../../src/fabric/fabric.ts'
import { type Draft, GROUPS, id, ipv6Block, PAIRS, SUBNETS, TABLES } from './fabric-draft.ts'
import { gatewayId, uplinksOf } from './fabric-gateways.ts'

export type Pair = readonly [requester: number, accepter: number]

export function routerOf(
  one: Draft,
  drafts: readonly Draft[],
  pairs: readonly Pair[],
  groupAddresses: Router['groupAddresses'],
): Router {
  const peerings = pairs
    .filter(pair => pair.includes(one.number))
    .map((pair): PeeringEnd => {
      const side = pair[0] === one.number ? 'requester' : 'accepter'
      const peer = drafts.find(({ number }) => number !== one.number && pair.includes(number))
      return { id: id('pcx', ...pair), side, peerBlocks: peer ? blocksOf(peer) : [] }
    })
  const inner = `10.${one.network}`
  return {
    part: `vpc/${id('vpc', one.number)}`,
    vpcId: id('vpc', one.number),
    blocks: blocksOf(one),
    gateways: [`${inner}.1.1`],
    interfaces: [...interfacesOf(one), ...natOf(one), ...endpointOf(one)],
    routeTables: TABLES.map(table => routeTable(one, table, peerings)),
    peerings,
    uplinks: uplinksOf(one),
    natGateways: natOf(one).map(({ hostId, addresses }) => ({
      id: hostId,
      addresses,
      sources: [`${inner}.0.0/16`],
    })),
    services: one.services
      ? {
          resolver: [`${inner}.0.2`, '169.254.169.253', 'fd00:ec2::253'],
          metadata: ['169.254.169.254', 'fd00:ec2::254'],
        }
      : { resolver: [], metadata: [] },
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

export const blocksOf = ({ number, network, ipv6 }: Draft): readonly string[] => [
  `10.${network}.0.0/16`,
  ...(ipv6 ? [ipv6Block(number)] : []),
]

/** A route that was drawn to what the VPC does not have leads nowhere. */
function routeTable(one: Draft, table: number, peerings: readonly PeeringEnd[]): RouteTableSpec {
  const nextHop = (to: Draft['tables'][number][number]['to']): NextHop | undefined => {
    if (!to) return undefined
    if ('gateway' in to) {
      return one.gateways.some(({ kind }) => kind === to.gateway)
        ? { gateway: gatewayId(one.number, to.gateway) }
        : undefined
    }
    if ('host' in to)
      return one.hosts.includes(to.host) ? { interface: id('eni', one.number, to.host) } : undefined
    const peering = id('pcx', ...(PAIRS[to.pair] ?? []))
    return peerings.some(end => end.id === peering) ? { peering } : undefined
  }
  return {
    id: id('rtb', one.number, table),
    routes: (one.tables[table] ?? []).map(({ destination, to }) => {
      const hop = nextHop(to)
      return hop ? { destination, nextHop: hop } : { destination }
    }),
    overrides: one.overrides.map(destination => ({
      destination,
      nextHop: { interface: id('eni', one.number, one.hosts[0] ?? 0) },
    })),
  }
}

export const interfacesOf = (one: Draft): readonly Interface[] =>
  one.hosts.map(host => ({
    ...interfaceAt(one, host),
    hostId: id('i', one.number, host),
    groups: (one.places[host]?.groups ?? []).map(group => id('sg', one.number, group)),
  }))

/** Of a NAT gateway, with as many addresses as were drawn. */
const natOf = (one: Draft): readonly Interface[] =>
  one.nat === 0
    ? []
    : [
        {
          ...interfaceAt({ ...one, secondary: one.nat > 1 }, 50),
          hostId: id('nat', one.number),
          sourceDestCheck: false,
        },
      ]

const endpointOf = (one: Draft): readonly Interface[] =>
  one.interfaceEndpoint ? [{ ...interfaceAt(one, 60), hostId: id('vpce', one.number, 60), groups: [] }] : []

const interfaceAt = (one: Draft, host: number): Omit<Interface, 'hostId' | 'groups'> => ({
  id: id('eni', one.number, host),
  device: 'eth0',
  mac: `02:00:00:00:0${one.number}:${host}`,
  mtu: one.mtu,
  addresses: [`10.${one.network}.1.${host}`, ...(one.secondary ? [`10.${one.network}.1.${host + 100}`] : [])],
  prefix: 24,
  gateway: `10.${one.network}.1.1`,
  subnetId: id('subnet', one.number, one.places[host]?.subnet ?? 1),
  networkAclId: id('acl', one.number, one.places[host]?.subnet ?? 1),
  routeTableId: id('rtb', one.number, one.places[host]?.table ?? 1),
  sourceDestCheck: one.sourceDestCheck,
})
