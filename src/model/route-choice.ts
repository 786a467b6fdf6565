/**
 * Which route wins: the longest prefix that holds the destination, whatever its state. A blackhole wins as any other
 * route does, and there is no falling back to a less specific one (VPC User Guide, "Route priority").
 */
import { type Address, type Cidr, contains, holds } from './cidr.ts'
import { isUp } from './instance.ts'
import { CLASSIC_BLOCK, localBlocksOf } from './local-routes.ts'
import { blocksOfList } from './named-prefix-list.ts'
import type { Network } from './network.ts'
import { type PropagatedRoute, propagatedTo } from './route-propagation.ts'
import type { Destination, Route, RouteTable, RouteTarget, RouteTargetKind } from './route-table.ts'
import type { Subnet } from './subnet.ts'
import { attachedTo } from './vpn-gateway.ts'

/** A route as a table shows it: the local ones, which follow from the VPC's blocks, those that someone made, and the propagated ones. */
export interface TableRow {
  readonly destination: Destination
  readonly target: RouteTarget | { readonly kind: 'local' }
  readonly origin: 'CreateRouteTable' | 'CreateRoute' | 'EnableVgwRoutePropagation'
  readonly state: 'active' | 'blackhole'
}

/** A route as it takes part in the choice: for one block. */
export interface EffectiveRoute extends TableRow {
  readonly destination: Cidr
  /** The list that the block is of. */
  readonly prefixListId?: string
}

/** The routes of a table as it shows them, the local ones first. */
export function rowsOf(network: Network, table: RouteTable): readonly TableRow[] {
  const vpc = network.vpcs.get(table.vpcId)
  const local = vpc ? localBlocksOf(network, vpc).map(localRoute) : []
  const made = network.routes.where('table', table.id).map(route => effective(network, route))
  return [...local, ...made, ...propagatedTo(network, table).map(propagated)]
}

/** The routes of a table among which the choice is, one for each block: those that another one of the block beats are left out. */
export function routesOf(network: Network, table: RouteTable): readonly EffectiveRoute[] {
  const best = new Map<string, EffectiveRoute>()
  const rows = rowsOf(network, table)
  const local = rows.flatMap(({ target, destination }) =>
    target.kind === 'local' && !('prefixListId' in destination) ? [destination] : [],
  )
  for (const row of rows)
    for (const route of perBlock(network, table, row)) {
      if (isOverruled(route, local)) continue
      const before = best.get(route.destination.text)
      if (!before || rank(route) < rank(before)) best.set(route.destination.text, route)
    }
  return [...best.values()]
}

/**
 * A propagated route inside the VPC's blocks is never taken, however specific: the local route is preferred. Inside
 * EC2-Classic's no other route is.
 */
const isOverruled = ({ origin, target, destination }: EffectiveRoute, local: readonly Cidr[]): boolean =>
  target.kind !== 'local' &&
  local.some(
    block =>
      contains(block, destination) && (origin === 'EnableVgwRoutePropagation' || block === CLASSIC_BLOCK),
  )

function perBlock(network: Network, { region }: RouteTable, row: TableRow): readonly EffectiveRoute[] {
  const { destination } = row
  if (!('prefixListId' in destination)) return [{ ...row, destination }]
  const { prefixListId } = destination
  return blocksOfList(network, region, prefixListId).map(block => ({
    ...row,
    destination: block,
    prefixListId,
  }))
}

/** Of two routes for one block the lower wins: local, static, of a prefix list, propagated; of two lists the older route. */
function rank({ target, prefixListId, origin }: EffectiveRoute): number {
  if (target.kind === 'local') return 0
  if (origin === 'EnableVgwRoutePropagation') return 3
  return prefixListId === undefined ? 1 : 2
}

/** The route to EC2-Classic is added to tables that exist: its origin is as that of one that somebody made. */
const localRoute = (destination: Cidr): TableRow => ({
  destination,
  target: { kind: 'local' },
  origin: destination === CLASSIC_BLOCK ? 'CreateRoute' : 'CreateRouteTable',
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

/** The route that a packet to this address takes; undefined if no route holds it. */
export function choose(routes: readonly EffectiveRoute[], to: Address): EffectiveRoute | undefined {
  let best: EffectiveRoute | undefined
  for (const route of routes) {
    if (holds(route.destination, to) && (!best || route.destination.prefix > best.destination.prefix))
      best = route
  }
  return best
}

/** The table that serves a subnet: its own, else the main table of its VPC. */
export function tableOf(network: Network, subnet: Subnet): RouteTable {
  const [association] = [
    ...network.routeTableAssociations.where('serves', subnet.id),
    ...network.routeTableAssociations.where('serves', subnet.vpcId),
  ]
  const table = association && network.routeTables.get(association.routeTableId)
  if (!table) throw new Error(`no route table serves ${subnet.id}`)
  return table
}
