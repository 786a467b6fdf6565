/**
 * Which route wins: the longest prefix that holds the destination, whatever its state. A blackhole wins as any other
 * route does, and there is no falling back to a less specific one. Inside the VPC's blocks only routes for a whole block or
 * a whole subnet are beside the local ones. Source: VPC User Guide, "Route tables", "Route priority".
 */
import { type Address, type Cidr, contains, holds } from './cidr.ts'
import { localBlocksOf } from './local-routes.ts'
import { blocksOfList } from './named-prefix-list.ts'
import type { Network } from './network.ts'
import type { RouteTable } from './route-table.ts'
import type { Subnet } from './subnet.ts'
import { rowsOf, type TableRow } from './table-rows.ts'
import { blocksOf, type Vpc } from './vpc.ts'

/** A route as it takes part in the choice: for one block. */
export interface EffectiveRoute extends TableRow {
  readonly destination: Cidr
  /** The list that the block is of. */
  readonly prefixListId?: string
}

/**
 * The routes of a table among which the choice is, one for each block: those that another one of the block beats are left
 * out, and those inside the VPC's blocks that the local route is preferred to. So the longest prefix wins everywhere.
 */
export function routesOf(network: Network, table: RouteTable): readonly EffectiveRoute[] {
  const best = new Map<string, EffectiveRoute>()
  const vpc = network.vpcs.get(table.vpcId)
  for (const row of rowsOf(network, table))
    for (const route of perBlock(network, table, row)) {
      if (vpc && isOverruled(network, vpc, route)) continue
      const before = best.get(route.destination.text)
      if (!before || rank(route) < rank(before)) best.set(route.destination.text, route)
    }
  return [...best.values()]
}

/**
 * The routes that take addresses of the VPC itself from the local routes: to a whole block, whose local route they are then,
 * or to a whole subnet. They lead to a middlebox, or are blackholes. Everything else in the VPC's blocks is local.
 */
export function overridesOfLocal(network: Network, table: RouteTable): readonly EffectiveRoute[] {
  const vpc = network.vpcs.get(table.vpcId)
  return vpc ? routesOf(network, table).filter(route => overridesLocal(vpc, route)) : []
}

/** Only what somebody made for a block: not a propagated route, nor one of a prefix list, however specific. */
const overridesLocal = (vpc: Vpc, { origin, target, prefixListId, destination }: EffectiveRoute): boolean =>
  target.kind !== 'local' &&
  origin !== 'EnableVgwRoutePropagation' &&
  prefixListId === undefined &&
  blocksOf(vpc).some(block => contains(block, destination))

const isOverruled = (network: Network, vpc: Vpc, route: EffectiveRoute): boolean =>
  route.target.kind !== 'local' &&
  !overridesLocal(vpc, route) &&
  localBlocksOf(network, vpc).some(block => contains(block, route.destination))

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
export const tableOf = (network: Network, { id, vpcId }: Pick<Subnet, 'id' | 'vpcId'>): RouteTable =>
  tableThatServes(network, id) ?? mainTableOf(network, vpcId)

export function mainTableOf(network: Network, vpcId: string): RouteTable {
  const table = tableThatServes(network, vpcId)
  if (!table) throw new Error(`${vpcId} has no main route table`)
  return table
}

function tableThatServes(network: Network, id: string): RouteTable | undefined {
  const [association] = network.routeTableAssociations.where('serves', id)
  return association && network.routeTables.get(association.routeTableId)
}
