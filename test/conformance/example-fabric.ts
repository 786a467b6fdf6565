/** Fabrics written out by hand: a VPC 10.N.0.0/16 has instances 10.N.1.12, 10.N.1.13 …; groups let all pass, unless said otherwise. */
import type {
  AclEntry,
  Interface,
  Link,
  NetworkAclSpec,
  Part,
  Router,
  Rule,
} from '../../src/fabric/fabric.ts'
import type { Fabric } from './fabric-arbitrary.ts'
import { id } from './fabric-draft.ts'

export interface VpcSketch {
  readonly number: number
  /** The second number of its addresses; by default its own number. */
  readonly network?: number
  readonly hosts?: readonly number[]
  /** The other ends of its peerings, and their networks if those differ. */
  readonly peers?: readonly number[]
  readonly routes?: readonly { readonly destination: string; readonly peer?: number }[]
  readonly ingress?: readonly Rule[]
  readonly egress?: readonly Rule[]
  readonly members?: Router['groupAddresses']
  /** By default it lets all pass. */
  readonly acl?: Partial<Omit<NetworkAclSpec, 'id'>>
  readonly change?: (one: Interface) => Interface
}

export const ANYTHING: Rule = { protocol: { name: 'all' }, peer: { cidr: '0.0.0.0/0' } }

export const ALLOW_ALL: AclEntry = { allow: true, protocol: { name: 'all' }, cidr: '0.0.0.0/0' }

export const ICMP_ONLY: Rule = { protocol: { name: 'icmp', type: -1, code: -1 }, peer: { cidr: '0.0.0.0/0' } }

export const instance = (vpc: number, host: number): string => id('i', vpc, host)

const pcx = (one: number, other: number): string => id('pcx', Math.min(one, other), Math.max(one, other))

export function vpc(sketch: VpcSketch): Router {
  const { number, network = number, hosts = [12], peers = [], routes = [], change = one => one } = sketch
  return {
    part: `vpc/${id('vpc', number)}`,
    vpcId: id('vpc', number),
    blocks: [`10.${network}.0.0/16`],
    gateways: [`10.${network}.1.1`],
    interfaces: hosts.map(host => change(interfaceOf(number, network, host))),
    routeTables: [
      {
        id: id('rtb', number),
        routes: routes.map(({ destination, peer }) =>
          peer === undefined ? { destination } : { destination, nextHop: { peering: pcx(number, peer) } },
        ),
        overrides: [],
      },
    ],
    uplinks: [],
    natGateways: [],
    services: { resolver: [], metadata: [] },
    peerings: peers.map(peer => ({
      id: pcx(number, peer),
      side: number < peer ? 'requester' : 'accepter',
      peerBlocks: [`10.${peer}.0.0/16`],
    })),
    networkAcls: [{ id: id('acl', number), ingress: [ALLOW_ALL], egress: [ALLOW_ALL], ...sketch.acl }],
    groups: [
      {
        id: id('sg', number),
        ingress: sketch.ingress ?? [ANYTHING],
        egress: sketch.egress ?? [ANYTHING],
      },
    ],
    groupAddresses: sketch.members ?? {},
  }
}

const interfaceOf = (number: number, network: number, host: number): Interface => ({
  id: id('eni', number, host),
  hostId: instance(number, host),
  device: 'eth0',
  mac: `02:00:00:00:0${number}:${host}`,
  mtu: 9001,
  addresses: [`10.${network}.1.${host}`],
  prefix: 24,
  gateway: `10.${network}.1.1`,
  subnetId: id('subnet', number),
  networkAclId: id('acl', number),
  routeTableId: id('rtb', number),
  groups: [id('sg', number)],
  sourceDestCheck: true,
})

export const link = (requester: number, accepter: number): Link => ({
  part: `peering/${pcx(requester, accepter)}`,
  id: pcx(requester, accepter),
  requesterVpcId: id('vpc', requester),
  accepterVpcId: id('vpc', accepter),
  mtu: 9001,
})

export const fabricOf = (...parts: readonly Part[]): Fabric => new Map(parts.map(part => [part.part, part]))

/** Two VPCs that are peered, with a route on each side. */
export const peered = (one: Partial<VpcSketch> = {}, other: Partial<VpcSketch> = {}): Fabric =>
  fabricOf(
    vpc({ number: 1, peers: [2], routes: [{ destination: '10.2.0.0/16', peer: 2 }], ...one }),
    vpc({ number: 2, peers: [1], routes: [{ destination: '10.1.0.0/16', peer: 1 }], ...other }),
    link(1, 2),
  )
