/** Draws gateways out, with the routes to them, their own route tables, and the sites behind virtual private ones. */
import { cidr } from '../../src/model/cidr.ts'
import { routeToGateway } from '../../src/model/endpoint-rules.ts'
import type { Document } from '../../src/model/network.ts'
import { newRoute, type RouteTable, type RouteTarget } from '../../src/model/route-table.ts'
import type { GatewayEndpoint } from '../../src/model/vpc-endpoint.ts'
import type { VpnConnection } from '../../src/model/vpn-connection.ts'
import { type Drawn, idOf, pick } from './draw-vpc.ts'
import type { GatewayName, GatewaySketch, SiteSketch } from './sketch.ts'

export interface DrawnGateway {
  readonly vpc: Drawn
  readonly kind: GatewayName
  readonly id: string
  readonly documents: readonly Document[]
}

/** At most one of a kind for a VPC. */
export function drawGateways(
  sketches: readonly GatewaySketch[],
  vpcs: readonly Drawn[],
): readonly DrawnGateway[] {
  const drawn = new Map<string, DrawnGateway>()
  for (const { vpc: n, kind, isRouted } of sketches) {
    const vpc = pick(vpcs, n)
    const key = `${vpc.at} ${kind}`
    if (!drawn.has(key)) drawn.set(key, { vpc, kind, ...DRAW[kind](vpc, isRouted) })
  }
  return [...drawn.values()]
}

type Draw = (vpc: Drawn, isRouted: boolean) => Pick<DrawnGateway, 'id' | 'documents'>

const DRAW: Readonly<Record<GatewayName, Draw>> = {
  internet(vpc, isRouted) {
    const gateway = { kind: 'internet-gateway', id: idOf('igw', vpc.at), ...vpc.owned } as const
    return withRoutes(vpc, gateway, isRouted ? ['0.0.0.0/0', '::/0'] : [])
  },
  'egress-only'(vpc, isRouted) {
    const gateway = { kind: 'egress-only-gateway', id: idOf('eigw', vpc.at), ...vpc.owned } as const
    return withRoutes(vpc, gateway, isRouted ? ['::/0'] : [])
  },
  /** Routed: its routes propagate. */
  vpn(vpc, isRouted) {
    const id = idOf('vgw', vpc.at)
    const { vpcId, ...owned } = vpc.owned
    const attachment = { vpcId, state: 'attached' } as const
    const gateway = { kind: 'vpn-gateway', id, ...owned, asn: 64_512, state: 'available', since: 0 } as const
    const tables = isRouted ? vpc.tables.map(table => ({ ...table, propagates: [id] })) : []
    return { id, documents: [{ ...gateway, attachment }, ...tables] }
  },
  endpoint(vpc, isRouted) {
    const gateway: GatewayEndpoint = {
      kind: 'vpc-endpoint',
      id: idOf('vpce', vpc.at),
      ...vpc.owned,
      type: 'Gateway',
      serviceName: `com.amazonaws.${vpc.place.region}.s3`,
      policy: '',
      createdAt: 0,
    }
    const routes = isRouted ? vpc.tables.map(table => routeToGateway(gateway, table, 0)) : []
    return { id: gateway.id, documents: [gateway, ...routes] }
  },
}

function withRoutes(
  vpc: Drawn,
  gateway: Extract<Document, { readonly kind: 'internet-gateway' | 'egress-only-gateway' }>,
  destinations: readonly string[],
) {
  const target: RouteTarget = { kind: gateway.kind, id: gateway.id }
  const routes = vpc.tables.flatMap(table => destinations.map(text => newRoute(table, cidr(text), target, 0)))
  return { id: gateway.id, documents: [gateway, ...routes] }
}

/** The route table of a gateway. */
export function edgeTable({ vpc, id }: DrawnGateway): readonly [RouteTable, Document] {
  const numbers = [vpc.at, id.startsWith('igw') ? 200 : 201]
  const table: RouteTable = { kind: 'route-table', id: idOf('rtb', ...numbers), ...vpc.owned, createdAt: 0 }
  return [
    table,
    {
      kind: 'route-table-association',
      id: idOf('rtbassoc', ...numbers),
      ...vpc.owned,
      routeTableId: table.id,
      gatewayId: id,
    },
  ]
}

export function drawSite(
  { vpc: n, state, block }: SiteSketch,
  at: number,
  vpcs: readonly Drawn[],
  gateways: readonly DrawnGateway[],
): VpnConnection {
  const vpc = pick(vpcs, n)
  const gateway = gateways.find(one => one.vpc === vpc && one.kind === 'vpn')
  const { vpcId: _, ...owned } = vpc.owned
  const tunnel = {
    outside: '198.18.255.1',
    inside: cidr('169.254.6.0/30'),
    preSharedKey: '',
    settings: { numbers: {}, words: {}, lists: {} },
  }
  return {
    kind: 'vpn-connection',
    id: idOf('vpn', vpc.at, at),
    ...owned,
    customerGatewayId: idOf('cgw', 0),
    ...(gateway && { vpnGatewayId: gateway.id }),
    state,
    since: 0,
    options: { staticRoutesOnly: block !== undefined, localCidr: '0.0.0.0/0', remoteCidr: '0.0.0.0/0' },
    tunnels: [tunnel, tunnel],
    routes: block === undefined ? [] : [{ destination: cidr(block), state: 'available' }],
  }
}
