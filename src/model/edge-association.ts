/**
 * Route tables of gateways: they lead what comes into the VPC through an internet gateway or a virtual private gateway.
 * Only ways inside the VPC, to a middlebox or straight. Source: VPC User Guide, "Gateway route tables".
 */
import { contains } from './cidr.ts'
import type { InternetGateway } from './internet-gateway.ts'
import type { Network } from './network.ts'
import { type Refusal, refuse } from './refusals.ts'
import type { Destination, RouteTable, RouteTarget, RouteTargetKind } from './route-table.ts'
import { blocksOf } from './vpc.ts'
import { attachedTo, type VpnGateway } from './vpn-gateway.ts'

type EdgeGateway = InternetGateway | VpnGateway

const vpcOf = (gateway: EdgeGateway): string | undefined =>
  gateway.kind === 'internet-gateway' ? gateway.vpcId : attachedTo(gateway)

/**
 * Refuses: InvalidParameterValue (another VPC, the main table, a table with propagation or with routes that no gateway's
 * may have), Resource.AlreadyAssociated, whichever table the gateway has.
 */
export function whyNotAssociateGateway(
  network: Network,
  table: RouteTable,
  gateway: EdgeGateway,
): Refusal | undefined {
  if (vpcOf(gateway) !== table.vpcId)
    return refuse(
      'InvalidParameterValue/different-networks',
      `route table ${table.id}`,
      `network gateway ${gateway.id}`,
    )
  if (network.routeTableAssociations.count('serves', gateway.id) > 0)
    return refuse('Resource.AlreadyAssociated/route-table', table.id)
  return whyNotServeGateway(network, table)
}

/** Why a table may not be a gateway's. Refuses: InvalidParameterValue. */
export function whyNotServeGateway(network: Network, table: RouteTable): Refusal | undefined {
  const [main] = network.routeTableAssociations.where('serves', table.vpcId)
  if (main?.routeTableId === table.id) return refuse('InvalidParameterValue/edge-main', table.id)
  if (table.propagates?.length) return refuse('InvalidParameterValue/edge-propagation', table.id)
  const wrong = network.routes.where('table', table.id).find(route => !isInside(network, table, route))
  return wrong && refuse('InvalidParameterValue/edge-route', table.id, wrong.destination.text)
}

export const servesGateway = (network: Network, { id }: RouteTable): boolean =>
  network.routeTableAssociations.where('table', id).some(one => one.gatewayId !== undefined)

interface Way {
  readonly destination: Destination
  readonly target: RouteTarget
}

/** Why a table that serves a gateway may not have this route. Refuses: InvalidParameterValue. */
export const whyNotEdgeRoute = (
  network: Network,
  { table, ...way }: Way & { readonly table: RouteTable },
): Refusal | undefined =>
  servesGateway(network, table) && !isInside(network, table, way)
    ? refuse('InvalidParameterValue/edge-route', table.id, way.destination.text)
    : undefined

const MIDDLEBOXES: ReadonlySet<RouteTargetKind> = new Set(['network-interface', 'instance'])

function isInside(network: Network, { vpcId }: RouteTable, { destination, target }: Way): boolean {
  if ('prefixListId' in destination || !MIDDLEBOXES.has(target.kind)) return false
  const vpc = network.vpcs.get(vpcId)
  return vpc !== undefined && blocksOf(vpc).some(block => contains(block, destination))
}
