/**
 * Fabrics written out by hand: a VPC 10.N.0.0/16 has instances 10.N.1.12, 10.N.1.13 … and, for those numbered from 200
 * on, 10.N.2.12 … in a second subnet with a route table of its own; groups let all pass, unless said otherwise.
 */
import type {
  AclEntry,
  Gateway,
  GatewayKind,
  Interface,
  Link,
  NetworkAclSpec,
  NextHop,
  Part,
  Router,
  RouteSpec,
  RouteTableSpec,
  Rule,
  Uplink,
} from '../../src/fabric/fabric.ts'
import type { Fabric } from './fabric-arbitrary.ts'
import { id, ipv6Block } from './fabric-draft.ts'
import { gatewayId, publicAddress } from './fabric-gateways.ts'

export interface VpcSketch {
  readonly number: number
  /** The second number of its addresses; by default its own number. */
  readonly network?: number
  readonly hosts?: readonly number[]
  /** The other ends of its peerings, and their networks if those differ. */
  readonly peers?: readonly number[]
  /** Of the first subnet, and of the second. */
  readonly routes?: readonly RouteSketch[]
  readonly secondRoutes?: readonly RouteSketch[]
  /** Of the first subnet: what of the VPC's own blocks leads to a host. */
  readonly overrides?: readonly RouteSketch[]
  readonly gateways?: readonly GatewaySketch[]
  /** Also IPv6: the host 10.N.1.12 is 2600:1f18:N:1::12, too. */
  readonly ipv6?: boolean
  /** The host number of the interface of a NAT gateway. */
  readonly nat?: number
  readonly services?: Router['services']
  readonly ingress?: readonly Rule[]
  readonly egress?: readonly Rule[]
  readonly members?: Router['groupAddresses']
  /** By default it lets all pass. */
  readonly acl?: Partial<Omit<NetworkAclSpec, 'id'>>
  readonly change?: (one: Interface) => Interface
}

/** To a peer, a gateway or a host; to none: nowhere. */
export interface RouteSketch {
  readonly destination: string
  readonly peer?: number
  readonly gateway?: GatewayKind
  readonly host?: number
}

export interface GatewaySketch {
  readonly kind: GatewayKind
  /** The hosts that have public addresses. */
  readonly mapped?: readonly number[]
  /** What its own route table leads to a host. */
  readonly overrides?: readonly RouteSketch[]
}

export const ANYTHING: Rule = { protocol: { name: 'all' }, peer: { cidr: '0.0.0.0/0' } }

export const ANYTHING6: Rule = { protocol: { name: 'all' }, peer: { cidr: '::/0' } }

export const ALLOW_ALL: AclEntry = { allow: true, protocol: { name: 'all' }, cidr: '0.0.0.0/0' }

const ALLOW_ALL6: AclEntry = { ...ALLOW_ALL, cidr: '::/0' }

export const ICMP_ONLY: Rule = { protocol: { name: 'icmp', type: -1, code: -1 }, peer: { cidr: '0.0.0.0/0' } }

export const instance = (vpc: number, host: number): string => id('i', vpc, host)

export const natGateway = (vpc: number): string => id('nat', vpc)

const pcx = (one: number, other: number): string => id('pcx', Math.min(one, other), Math.max(one, other))

const SECOND = 2

export function vpc(sketch: VpcSketch): Router {
  const { number, network = number, hosts = [12], peers = [], change = one => one } = sketch
  const natGateways = sketch.nat === undefined ? [] : [natInterface(sketch, sketch.nat)]
  return {
    part: `vpc/${id('vpc', number)}`,
    vpcId: id('vpc', number),
    blocks: blocksOf(sketch),
    gateways: [`10.${network}.1.1`, `10.${network}.2.1`],
    interfaces: [...hosts.map(host => change(interfaceOf(sketch, host))), ...natGateways],
    routeTables: [
      {
        id: id('rtb', number),
        routes: routesOf(number, sketch.routes),
        overrides: routesOf(number, sketch.overrides),
      },
      { id: id('rtb', number, SECOND), routes: routesOf(number, sketch.secondRoutes), overrides: [] },
      ...edgeTables(sketch),
    ],
    uplinks: uplinksOf(sketch),
    natGateways: natGateways.map(({ addresses }) => ({
      id: natGateway(number),
      addresses,
      sources: [`10.${network}.0.0/16`],
    })),
    services: sketch.services ?? { resolver: [], metadata: [] },
    peerings: peers.map(peer => ({
      id: pcx(number, peer),
      side: number < peer ? 'requester' : 'accepter',
      peerBlocks: blocksOf({ number: peer, ipv6: sketch.ipv6 ?? false }),
    })),
    networkAcls: [{ id: id('acl', number), ingress: ALLOW_BOTH, egress: ALLOW_BOTH, ...sketch.acl }],
    groups: [{ id: id('sg', number), ingress: sketch.ingress ?? BOTH, egress: sketch.egress ?? BOTH }],
    groupAddresses: sketch.members ?? {},
  }
}

const BOTH = [ANYTHING, ANYTHING6]

const ALLOW_BOTH = [ALLOW_ALL, ALLOW_ALL6]

const blocksOf = ({ number, network = number, ipv6 }: VpcSketch): readonly string[] => [
  `10.${network}.0.0/16`,
  ...(ipv6 ? [ipv6Block(number)] : []),
]

const routesOf = (number: number, routes: readonly RouteSketch[] = []): readonly RouteSpec[] =>
  routes.map(route => {
    const nextHop = nextHopOf(number, route)
    return { destination: route.destination, ...(nextHop && { nextHop }) }
  })

function nextHopOf(number: number, { peer, gateway, host }: RouteSketch): NextHop | undefined {
  if (peer !== undefined) return { peering: pcx(number, peer) }
  if (gateway !== undefined) return { gateway: gatewayId(number, gateway) }
  return host === undefined ? undefined : { interface: id('eni', number, host) }
}

/** The route tables of gateways come after those of the two subnets. */
const edgeTable = (number: number, at: number): string => id('rtb', number, SECOND + 1 + at)

const edgeTables = ({ number, gateways = [] }: VpcSketch): readonly RouteTableSpec[] =>
  gateways.flatMap(({ overrides }, at) =>
    overrides ? [{ id: edgeTable(number, at), routes: [], overrides: routesOf(number, overrides) }] : [],
  )

const uplinksOf = ({ number, network = number, gateways = [] }: VpcSketch): readonly Uplink[] =>
  gateways.map(({ kind, mapped = [], overrides }, at) => ({
    id: gatewayId(number, kind),
    kind,
    mtu: UPLINK_MTU,
    ...(overrides && { routeTableId: edgeTable(number, at) }),
    mappings: mapped.map(host => ({
      private: addressOf(network, host),
      public: publicAddress(number, host),
    })),
  }))

const UPLINK_MTU = 1500

/** In the subnet it belongs to. */
const addressOf = (network: number, host: number): string =>
  host < SECOND_HOSTS ? `10.${network}.1.${host}` : `10.${network}.2.${host - SECOND_HOSTS}`

const SECOND_HOSTS = 200

const byte = (value: number): string => value.toString(16).padStart(2, '0')

function interfaceOf({ number, network = number, ipv6 }: VpcSketch, host: number): Interface {
  const subnet = host < SECOND_HOSTS ? 1 : SECOND
  const inSecond = subnet === SECOND ? [SECOND] : []
  return {
    id: id('eni', number, host),
    hostId: instance(number, host),
    device: 'eth0',
    mac: `02:00:00:00:${byte(number)}:${byte(host)}`,
    mtu: 9001,
    addresses: [
      addressOf(network, host),
      ...(ipv6 ? [`2600:1f18:${number}:${subnet}::${host % SECOND_HOSTS}`] : []),
    ],
    prefix: 24,
    gateway: `10.${network}.${subnet}.1`,
    subnetId: id('subnet', number, ...inSecond),
    networkAclId: id('acl', number),
    routeTableId: id('rtb', number, ...inSecond),
    groups: [id('sg', number)],
    sourceDestCheck: true,
  }
}

/** A NAT gateway has no groups and no IPv6, and takes what is not for it. */
function natInterface({ ipv6, ...sketch }: VpcSketch, host: number): Interface {
  const { groups, ...one } = interfaceOf(sketch, host)
  return { ...one, hostId: natGateway(sketch.number), sourceDestCheck: false }
}

export const link = (requester: number, accepter: number): Link => ({
  part: `peering/${pcx(requester, accepter)}`,
  id: pcx(requester, accepter),
  requesterVpcId: id('vpc', requester),
  accepterVpcId: id('vpc', accepter),
  mtu: 9001,
})

/** The same between Regions. */
export const linkBetweenRegions = (requester: number, accepter: number): Link => ({
  ...link(requester, accepter),
  mtu: 8500,
  encrypted: {
    requester: blocksOf({ number: requester, ipv6: true }),
    accepter: blocksOf({ number: accepter, ipv6: true }),
  },
})

/** What lies behind the gateways of a VPC. Only sites and a service have to be said. */
export const behind = (sketch: VpcSketch, more: Partial<Gateway> = {}): readonly Gateway[] =>
  uplinksOf(sketch).map(uplink => ({
    part: `gateway/${uplink.id}`,
    id: uplink.id,
    kind: uplink.kind,
    vpcId: id('vpc', sketch.number),
    mtu: uplink.mtu,
    routes: routesBack(sketch, uplink),
    sites: [],
    ...more,
  }))

/** To an IPv6 block there is one way from the Internet. */
function routesBack(sketch: VpcSketch, { kind, mappings }: Uplink): readonly string[] {
  const ipv6 = blocksOf(sketch).filter(block => block.includes(':'))
  switch (kind) {
    case 'internet':
      return [...mappings.map(one => `${one.public}/32`), ...ipv6]
    case 'egress-only':
      return sketch.gateways?.some(other => other.kind === 'internet') ? [] : ipv6
    default:
      return blocksOf(sketch)
  }
}

export const fabricOf = (...parts: readonly Part[]): Fabric => new Map(parts.map(part => [part.part, part]))

/** Two VPCs that are peered, with a route on each side. */
export const peered = (one: Partial<VpcSketch> = {}, other: Partial<VpcSketch> = {}): Fabric =>
  fabricOf(
    vpc({ number: 1, peers: [2], routes: [{ destination: '10.2.0.0/16', peer: 2 }], ...one }),
    vpc({ number: 2, peers: [1], routes: [{ destination: '10.1.0.0/16', peer: 1 }], ...other }),
    link(1, 2),
  )
