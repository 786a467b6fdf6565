/**
 * Two peered VPCs with IPv6 and gateways of every kind: what tables of tests pick from. In the first VPC are an instance
 * in a public subnet, one in a private subnet, and a middlebox in a third one; each subnet has a route table of its own. In
 * the second VPC is one instance. No route leads to a gateway yet.
 */
import { ALL_PASS_6 } from '../../src/model/birth.ts'
import { address, type Cidr, cidr, nth, nthBlock } from '../../src/model/cidr.ts'
import { type Document, type Network, put } from '../../src/model/network.ts'
import type { NetworkInterface } from '../../src/model/network-interface.ts'
import { newRoute, type RouteTarget } from '../../src/model/route-table.ts'
import type { GatewayEndpoint, InterfaceEndpoint } from '../../src/model/vpc-endpoint.ts'
import type { VpnConnection } from '../../src/model/vpn-connection.ts'
import type { VpnGateway } from '../../src/model/vpn-gateway.ts'
import { type Probe, trace } from '../../src/reach/trace.ts'
import { networkOf } from './draw-network.ts'
import { idOf } from './draw-vpc.ts'
import { example, instance, instanceId, interfaceId, vpc } from './example-sketch.ts'
import type { Sketch } from './sketch.ts'

/** A subnet: of which VPC, and its number there. */
export type SubnetNumber = readonly [vpc: number, subnet: number]
export const PUBLIC: SubnetNumber = [0, 0]
export const PRIVATE: SubnetNumber = [0, 1]
export const MIDDLE: SubnetNumber = [0, 2]
export const FAR: SubnetNumber = [1, 0]

const at = ([n, subnet]: SubnetNumber) => instanceId(n, 10, subnet)
/** 10.0.0.10, 10.0.1.10, 10.0.2.10; 10.1.0.10 */
export const [web, app, box, far] = [at(PUBLIC), at(PRIVATE), at(MIDDLE), at(FAR)]
export const interfaceIn = ([n, subnet]: SubnetNumber): string => interfaceId(n, 10, subnet)
export const tableOf = ([n, subnet]: SubnetNumber): string => idOf('rtb', n, 100 + subnet)
export const PCX = idOf('pcx', 0, 1)

const sketch: Sketch = {
  ...example,
  vpcs: [vpc('10.0.0.0/16', { ownTables: [true, true, true] }), vpc('10.1.0.0/16', { ownTables: [true] })],
  instances: [PUBLIC, PRIVATE, MIDDLE, FAR].map(([n, subnet]) => instance(n, 10, { subnet })),
}

const owner = { ownerId: '111111111111', region: 'us-east-1', tags: {} }
const inVpc = (n: number) => ({ ...owner, vpcId: idOf('vpc', n, 1) })
const inSubnet = ([n, subnet]: SubnetNumber) => ({
  ...inVpc(n),
  subnetId: idOf('subnet', n, 100 + subnet),
  zone: 'us-east-1a',
})

/** The n-th VPC has 2600:1f00:0:n00::/56, a subnet there a /64 of it, and an instance the address ::a in that. */
const block6 = (n: number, subnet?: number): Cidr => {
  const whole = nthBlock(cidr('2600:1f00::/40'), 56, n)
  return subnet === undefined ? whole : nthBlock(whole, 64, subnet)
}
export const ipv6In = ([n, subnet]: SubnetNumber): string => nth(block6(n, subnet), 10).text

function withIpv6(network: Network): readonly Document[] {
  const given = (block: Cidr) => [{ id: 'cidr-assoc-6', cidr: block, pool: 'Amazon', networkBorderGroup: '' }]
  const numbers = (id: string) => [Number.parseInt(id.slice(-8, -4), 16), Number.parseInt(id.slice(-4), 16)]
  const where = (subnetId: string): SubnetNumber => {
    const [n = 0, subnet = 0] = numbers(subnetId)
    return [n, subnet - 100]
  }
  return [
    ...[...network.vpcs.values()].map((one, n) => ({ ...one, ipv6Blocks: given(block6(n)) })),
    ...[...network.subnets.values()].map(one => ({ ...one, ipv6Blocks: given(block6(...where(one.id))) })),
    ...[...network.networkInterfaces.values()].map(
      (one): NetworkInterface => ({
        ...one,
        addresses: [one.addresses[0], address(ipv6In(where(one.subnetId)))],
      }),
    ),
    ...[...network.networkAcls.values()].map(acl => ({ ...acl, entries: [...acl.entries, ...ALL_PASS_6] })),
    ...[...network.securityGroupRules.values()].flatMap(rule =>
      rule.peer.kind === 'cidr'
        ? [{ ...rule, id: `${rule.id}6`, peer: { kind: 'cidr', cidr: cidr('::/0') } as const }]
        : [],
    ),
  ]
}

/** The example with documents beside its own, or in the place of those with the same ids. */
export function networkWith(...documents: readonly Document[]): Network {
  const live = networkOf(sketch)
  live.apply(2, withIpv6(live.view).map(put))
  live.apply(3, documents.map(put))
  return live.view
}

/** The interface of an instance, changed. */
export function changed(of: SubnetNumber, change: Partial<NetworkInterface>): Document {
  const one = networkWith().networkInterfaces.get(interfaceIn(of))
  if (!one) throw new Error('the example has no such interface')
  return { ...one, ...change }
}

/** A route in the table of a subnet, or in one that is named. */
export const route = (
  destination: string,
  target: RouteTarget,
  of: SubnetNumber,
  id = tableOf(of),
): Document =>
  newRoute({ kind: 'route-table', id, ...inVpc(of[0]), createdAt: 0 }, cidr(destination), target, 0)

export const internetGateway = (n: number) =>
  ({ kind: 'internet-gateway', id: `igw-${n}`, ...inVpc(n) }) as const
export const egressOnlyGateway = (n: number) =>
  ({ kind: 'egress-only-gateway', id: `eigw-${n}`, ...inVpc(n) }) as const

/** A public address, 198.18.0.`last`, for a private address of an interface. */
export const elastic = (last: number, networkInterfaceId: string, privateAddress: string): Document => ({
  kind: 'elastic-address',
  id: `eipalloc-${last}`,
  ...owner,
  address: address(`198.18.0.${last}`),
  association: { id: `eipassoc-${last}`, networkInterfaceId, privateAddress },
  createdAt: 0,
})

const serviceInterface = (
  id: string,
  text: string,
  of: SubnetNumber,
  type: 'nat_gateway' | 'vpc_endpoint',
): Document => ({
  kind: 'network-interface',
  id,
  ...inSubnet(of),
  mac: '02:00:00:00:00:50',
  description: '',
  addresses: [address(text)],
  groups: type === 'vpc_endpoint' ? [idOf('sg', of[0], 5)] : [],
  sourceDestCheck: type === 'vpc_endpoint',
  requester: { type, attachmentId: 'ela-attach-1' },
  createdAt: 0,
})

export const natInterfaceIn = (of: SubnetNumber): string => idOf('eni', ...of, 50)

/** A NAT gateway with the address .50 of its subnet. */
export function natGateway(of: SubnetNumber): readonly Document[] {
  const text = `10.${of[0]}.${of[1]}.50`
  return [
    serviceInterface(natInterfaceIn(of), text, of, 'nat_gateway'),
    {
      kind: 'nat-gateway',
      id: `nat-${of.join('')}`,
      ...inSubnet(of),
      connectivity: 'private',
      state: 'available',
      since: 0,
      createdAt: 0,
      addresses: [{ networkInterfaceId: natInterfaceIn(of), privateAddress: address(text) }],
    },
  ]
}

export const vpnGateway = (n: number): VpnGateway => ({
  kind: 'vpn-gateway',
  id: `vgw-${n}`,
  ...owner,
  asn: 64_512,
  state: 'available',
  since: 0,
  attachment: { vpcId: inVpc(n).vpcId, state: 'attached' },
})

export const vpnConnection = (
  id: string,
  gateway: VpnGateway,
  ...blocks: readonly string[]
): VpnConnection => ({
  kind: 'vpn-connection',
  id,
  ...owner,
  customerGatewayId: 'cgw-1',
  vpnGatewayId: gateway.id,
  state: 'available',
  since: 0,
  options: { staticRoutesOnly: true, localCidr: '0.0.0.0/0', remoteCidr: '0.0.0.0/0' },
  tunnels: [tunnel, tunnel],
  routes: blocks.map(block => ({ destination: cidr(block), state: 'available' })),
})

const tunnel = {
  outside: '198.18.9.1',
  inside: cidr('169.254.6.0/30'),
  preSharedKey: '',
  settings: { numbers: {}, words: {}, lists: {} },
}

const endpoint = (n: number, id: string, service: string) =>
  ({
    kind: 'vpc-endpoint',
    id,
    ...inVpc(n),
    serviceName: `com.amazonaws.us-east-1.${service}`,
    policy: '',
    createdAt: 0,
  }) as const

export const gatewayEndpoint = (n: number): GatewayEndpoint => ({
  ...endpoint(n, `vpce-s3-${n}`, 's3'),
  type: 'Gateway',
})

/** An interface endpoint with the address .60 of its subnet. */
export function interfaceEndpoint(of: SubnetNumber): readonly Document[] {
  const interfaceId = idOf('eni', ...of, 60)
  const made: InterfaceEndpoint = {
    ...endpoint(of[0], `vpce-ssm-${of.join('')}`, 'ssm'),
    type: 'Interface',
    interfaceIds: [interfaceId],
    groups: [],
    privateDns: false,
  }
  return [serviceInterface(interfaceId, `10.${of[0]}.${of[1]}.60`, of, 'vpc_endpoint'), made]
}

/** A route table that serves a gateway. */
export const edgeTable = (n: number, gatewayId: string): readonly Document[] => [
  { kind: 'route-table', id: `rtb-${gatewayId}`, ...inVpc(n), createdAt: 0 },
  {
    kind: 'route-table-association',
    id: `rtbassoc-${gatewayId}`,
    ...inVpc(n),
    routeTableId: `rtb-${gatewayId}`,
    gatewayId,
  },
]

/** What tables of tests compare: `reaches`, or where and why not, and because of what. */
export function verdictOf(
  documents: readonly Document[],
  from: string,
  to: string,
  probe: Probe = { protocol: 'icmp' },
): string {
  const { verdict } = trace(networkWith(...documents), { ...probe, from, to })
  return verdict.reaches ? 'reaches' : `${verdict.direction} ${verdict.code} ${verdict.about}`
}

/** The documents that the example has beside, the ends of the flow, the verdict. */
export type Case = readonly [
  title: string,
  documents: readonly Document[],
  from: string,
  to: string,
  verdict: string,
]

export const [HOST, HOST_6] = ['198.51.100.10', '2001:db8::10']
export const [ANY, ANY_6] = ['0.0.0.0/0', '::/0']
