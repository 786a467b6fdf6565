/**
 * Routes that come into a table by themselves: those of the VPN connections of the virtual private gateways that propagate
 * to it. They follow from the connections and are not stored. Source: VPC User Guide, "Route tables", "Route propagation".
 */
import type { Cidr } from './cidr.ts'
import { networksOf } from './customer-site.ts'
import { servesGateway } from './edge-association.ts'
import type { Network } from './network.ts'
import { type Refusal, refuse } from './refusals.ts'
import type { RouteTable } from './route-table.ts'
import { isWorking, type VpnConnection } from './vpn-connection.ts'
import { attachedTo, type VpnGateway } from './vpn-gateway.ts'

/** A quota that AWS does not raise. */
const MOST_PROPAGATED = 100

export interface PropagatedRoute {
  readonly destination: Cidr
  readonly gatewayId: string
}

/** One route for each block of each gateway, as many as fit. */
export function propagatedTo(network: Network, table: RouteTable): readonly PropagatedRoute[] {
  const routes = (table.propagates ?? []).flatMap(gatewayId =>
    attachedTo(network.vpnGateways.get(gatewayId)) === table.vpcId ? routesThrough(network, gatewayId) : [],
  )
  return routes.slice(0, MOST_PROPAGATED)
}

function routesThrough(network: Network, gatewayId: string): readonly PropagatedRoute[] {
  const blocks = network.vpnConnections.where('gateway', gatewayId).flatMap(propagatedBy)
  const unique = new Map(blocks.map(block => [block.text, block]))
  return [...unique.values()].map(destination => ({ destination, gatewayId }))
}

/** The blocks behind a VPN connection: its static routes, or what the device at the other end announces. */
export function propagatedBy(connection: VpnConnection): readonly Cidr[] {
  if (!isWorking(connection)) return []
  return connection.options.staticRoutesOnly
    ? connection.routes.flatMap(({ state, destination }) => (state === 'available' ? [destination] : []))
    : networksOf(connection)
}

/** Refuses: Gateway.NotAttached, InvalidParameterValue for the table of a gateway. */
export function whyNotPropagate(
  network: Network,
  gateway: VpnGateway,
  table: RouteTable,
): Refusal | undefined {
  if (attachedTo(gateway) !== table.vpcId) return refuse('Gateway.NotAttached', gateway.id, table.vpcId)
  return servesGateway(network, table)
    ? refuse('InvalidParameterValue/propagation-edge', table.id)
    : undefined
}

export const propagating = (table: RouteTable, { id }: VpnGateway): RouteTable => ({
  ...table,
  propagates: [...new Set([...(table.propagates ?? []), id])],
})

export const notPropagating = (table: RouteTable, { id }: VpnGateway): RouteTable => ({
  ...table,
  propagates: (table.propagates ?? []).filter(one => one !== id),
})
