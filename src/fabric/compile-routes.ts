/** Route tables: where each route leads, if what it leads to carries packets. */
import type { Cidr } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import { addressesOf, type NetworkInterface } from '../model/network-interface.ts'
import { primaryOf } from '../model/primary-interface.ts'
import { type EffectiveRoute, overridesOfLocal, routesOf } from '../model/route-choice.ts'
import type { RouteTable, RouteTarget, RouteTargetKind } from '../model/route-table.ts'
import type { NextHop, RouteSpec, RouteTableSpec } from './fabric.ts'
import { order } from './order.ts'

/** What carries packets of a VPC, by id. */
export interface Carriers {
  readonly peerings: ReadonlySet<string>
  readonly gateways: ReadonlySet<string>
  readonly interfaces: ReadonlyMap<string, NetworkInterface>
}

/** `beside`: routes that every table of the VPC has, outside its blocks. */
export function routeTable(
  network: Network,
  table: RouteTable,
  carriers: Carriers,
  beside: readonly RouteSpec[] = [],
): RouteTableSpec {
  const overriding = overridesOfLocal(network, table)
  const inside = new Set(overriding.map(route => route.destination.text))
  const outside = routesOf(network, table).filter(
    route => route.origin !== 'CreateRouteTable' && !inside.has(route.destination.text),
  )
  const specs = (routes: readonly EffectiveRoute[]) =>
    routes.map(route => routeSpec(network, route, carriers))
  return {
    id: table.id,
    routes: byDestination([...specs(outside), ...beside]),
    overrides: byDestination(specs(overriding)),
  }
}

const byDestination = (routes: readonly RouteSpec[]): readonly RouteSpec[] =>
  [...routes].sort((a, b) => order(a.destination, b.destination))

/** A route whose target carries no packets drops them: it wins or loses by its prefix as any other. */
function routeSpec(network: Network, route: EffectiveRoute, carriers: Carriers): RouteSpec {
  const { destination, target, state } = route
  const leads = state === 'active' && target.kind !== 'local'
  const nextHop = leads ? hopTo(network, target, destination, carriers) : undefined
  return { destination: destination.text, ...(nextHop && { nextHop }) }
}

function hopTo(
  network: Network,
  { kind, id }: RouteTarget,
  { version }: Cidr,
  carriers: Carriers,
): NextHop | undefined {
  switch (kind) {
    case 'peering':
      return carriers.peerings.has(id) ? { peering: id } : undefined
    case 'internet-gateway':
    case 'egress-only-gateway':
    case 'vpn-gateway':
    case 'vpc-endpoint':
      return carriers.gateways.has(id) ? { gateway: id } : undefined
    case 'nat-gateway':
    case 'instance':
    case 'network-interface': {
      const one = carriers.interfaces.get(interfaceBehind[kind](network, id) ?? '')
      return one && addressesOf(one, version).length > 0 ? { interface: one.id } : undefined
    }
  }
}

/** The interface that a target stands for. */
const interfaceBehind = {
  'nat-gateway': (network, id) => network.natGateways.get(id)?.addresses[0]?.networkInterfaceId,
  instance: (network, id) => primaryOf(network, id)?.id,
  'network-interface': (_, id) => id,
} as const satisfies Partial<Record<RouteTargetKind, (network: Network, id: string) => string | undefined>>
