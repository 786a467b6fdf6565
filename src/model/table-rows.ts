/** What a route table shows: the local routes, which follow from the VPC's blocks, those that someone made, and the propagated ones. */
import type { Cidr } from './cidr.ts'
import { isUp } from './instance.ts'
import { localBlocksOf } from './local-routes.ts'
import type { Network } from './network.ts'
import { type PropagatedRoute, propagatedTo } from './route-propagation.ts'
import type { Destination, Route, RouteTable, RouteTarget, RouteTargetKind } from './route-table.ts'
import { blocksOf } from './vpc.ts'
import { attachedTo } from './vpn-gateway.ts'

export interface TableRow {
  readonly destination: Destination
  readonly target: RouteTarget | { readonly kind: 'local' }
  readonly origin: 'CreateRouteTable' | 'CreateRoute' | 'EnableVgwRoutePropagation'
  readonly state: 'active' | 'blackhole'
}

/** The routes of a table as it shows them, the local ones first, each with the target that it has got instead. */
export function rowsOf(network: Network, table: RouteTable): readonly TableRow[] {
  const vpc = network.vpcs.get(table.vpcId)
  const own = new Set(vpc && blocksOf(vpc).map(block => block.text))
  const made = network.routes.where('table', table.id).map(route => effective(network, route))
  const isReplacement = ({ destination }: TableRow) => own.has(destination.text)
  const replaced = new Map(made.filter(isReplacement).map(row => [row.destination.text, row]))
  const local = vpc ? localBlocksOf(network, vpc).map(block => localRoute(block, own)) : []
  return [
    ...local.map(row => ({ ...row, ...replaced.get(row.destination.text), origin: row.origin })),
    ...made.filter(row => !isReplacement(row)),
    ...propagatedTo(network, table).map(propagated),
  ]
}

/** The route to EC2-Classic is added to tables that exist: its origin is as that of one that somebody made. */
const localRoute = (destination: Cidr, own: ReadonlySet<string>): TableRow => ({
  destination,
  target: { kind: 'local' },
  origin: own.has(destination.text) ? 'CreateRouteTable' : 'CreateRoute',
  state: 'active',
})

const propagated = ({ destination, gatewayId }: PropagatedRoute): TableRow => ({
  destination,
  target: { kind: 'vpn-gateway', id: gatewayId },
  origin: 'EnableVgwRoutePropagation',
  state: 'active',
})

const effective = (network: Network, route: Route): TableRow => ({
  destination: route.destination,
  target: route.target,
  origin: 'CreateRoute',
  state: leadsSomewhere[route.target.kind](network, route) ? 'active' : 'blackhole',
})

/** A route whose target is gone or not ready drops its packets; it comes back with its target. */
const leadsSomewhere: Readonly<Record<RouteTargetKind, (network: Network, route: Route) => boolean>> = {
  'internet-gateway': (network, { target, vpcId }) =>
    network.internetGateways.get(target.id)?.vpcId === vpcId,
  'vpc-endpoint': (network, { target }) => network.vpcEndpoints.get(target.id) !== undefined,
  'egress-only-gateway': (network, { target }) => network.egressOnlyGateways.get(target.id) !== undefined,
  'nat-gateway': (network, { target }) => network.natGateways.get(target.id)?.state === 'available',
  'vpn-gateway': (network, { target, vpcId }) => attachedTo(network.vpnGateways.get(target.id)) === vpcId,
  peering: (network, { target }) => network.peerings.get(target.id)?.state === 'active',
  instance: (network, { target }) => isRunning(network, target.id),
  'network-interface': (network, { target }) => {
    const attachment = network.networkInterfaces.get(target.id)?.attachment
    return attachment !== undefined && isRunning(network, attachment.instanceId)
  },
}

function isRunning(network: Network, instanceId: string): boolean {
  const instance = network.instances.get(instanceId)
  return instance !== undefined && isUp(instance)
}
