/** How a packet that leaves its subnet goes on: the route that wins, and what it leads through. */
import { holds } from '../model/cidr.ts'
import { isClassic } from '../model/ec2-classic.ts'
import { interfaceOf } from '../model/nat-gateway.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { choose, type EffectiveRoute, routesOf, tableOf } from '../model/route-choice.ts'
import type { Subnet } from '../model/subnet.ts'
import { leaveByEgressOnlyGateway } from './egress-only-gateway.ts'
import { passAcl } from './gates.ts'
import { reachService } from './gateway-endpoint.ts'
import { blocksIn, isIn, primaryOf } from './interface.ts'
import { leaveByInternetGateway } from './internet-gateway.ts'
import { type Hops, type Journey, meant, type Stopped, stop } from './journey.ts'
import { enterLink } from './link-ends.ts'
import { crossPeering, peerVpcOf } from './peering.ts'
import { leaveByVpnGateway } from './vpn.ts'

export function* takeRoute(journey: Journey, subnet: Subnet): Hops {
  const { network, packet } = journey
  const table = tableOf(network, subnet)
  const routes = routesOf(network, table)
  const winner = choose(routes, packet.destination)
  const one = winner && nextHopOf(network, winner)
  const stays = one?.subnetId === subnet.id
  const denied = stays ? undefined : yield* passAcl(journey, subnet, 'egress')
  if (denied) return denied
  yield { at: 'route', routeTableId: table.id, of: subnet.id, ...(winner && { route: shown(winner) }) }
  if (isForClassic(journey, subnet.vpcId, winner)) return yield* enterLink(journey, subnet.vpcId)
  if (!winner) return stop('NO_ROUTE_TO_DESTINATION', table.id)
  const lost = whyLost(journey, subnet.vpcId, routes, winner)
  if (lost) return stop(lost, table.id)
  if (one) return { journey, spot: { kind: 'next-hop', one, fromSubnetId: subnet.id } }
  return yield* follow(journey, winner, subnet)
}

/** It is meant for EC2-Classic, or the local route that wins is not of the VPC's own blocks. */
function isForClassic(
  { network, packet, target }: Journey,
  vpcId: string,
  winner: EffectiveRoute | undefined,
): boolean {
  if (isClassic(network, { vpcId })) return false
  return winner?.target.kind === 'local'
    ? !isIn(blocksIn(network, vpcId), packet.destination)
    : target?.kind === 'interface' && isClassic(network, target.one)
}

/** Why the route that wins does not lead where the packet is meant to go. */
export function whyLost(
  journey: Journey,
  vpcId: string,
  routes: readonly EffectiveRoute[],
  { target, state }: EffectiveRoute,
): Stopped['stopped'] | undefined {
  if (state === 'blackhole') return 'BAD_STATE_ROUTE'
  if (target.kind === 'local') return meant(journey, vpcId) ? undefined : 'VPC_LOCAL_ROUTE_CIDR_RESTRICTION'
  const peerVpcId = target.kind === 'peering' && peerVpcOf(journey.network, target.id, vpcId)
  if (!peerVpcId || meant(journey, peerVpcId)) return undefined
  return routes.some(leadsRight(journey, vpcId)) ? 'MORE_SPECIFIC_ROUTE' : undefined
}

/** A route that would lead the packet where it is meant to go. */
const leadsRight =
  ({ network, packet, target: to }: Journey, vpcId: string) =>
  ({ destination, target }: EffectiveRoute): boolean => {
    if (!holds(destination, packet.destination)) return false
    if (to?.kind === 'site') return target.kind === 'vpn-gateway' && target.id === to.connection.vpnGatewayId
    const isToPeer = to?.kind === 'interface' && target.kind === 'peering'
    return isToPeer && peerVpcOf(network, target.id, vpcId) === to.one.vpcId
  }

function* follow(journey: Journey, { target }: EffectiveRoute, { id, vpcId }: Subnet): Hops {
  switch (target.kind) {
    case 'local':
      return { journey, spot: { kind: 'router', vpcId, fromSubnetId: id } }
    case 'peering':
      return yield* crossPeering(journey, target.id, vpcId)
    case 'internet-gateway':
      return yield* leaveByInternetGateway(journey, target.id, vpcId)
    case 'egress-only-gateway':
      return yield* leaveByEgressOnlyGateway(journey, target.id)
    case 'vpn-gateway':
      return yield* leaveByVpnGateway(journey, target.id)
    case 'vpc-endpoint':
      return yield* reachService(journey, target.id)
    case 'nat-gateway':
    case 'instance':
    case 'network-interface':
      throw new Error(`a route leads to ${target.id}, which has no network interface`)
  }
}

/** The network interface that a route leads to; undefined if its target is none. */
export function nextHopOf(network: Network, { target }: EffectiveRoute): NetworkInterface | undefined {
  switch (target.kind) {
    case 'instance':
      return primaryOf(network, target.id)
    case 'network-interface':
      return network.networkInterfaces.get(target.id)
    case 'nat-gateway':
      return natInterface(network, target.id)
    default:
      return undefined
  }
}

function natInterface(network: Network, id: string): NetworkInterface | undefined {
  const gateway = network.natGateways.get(id)
  const interfaceId = gateway && interfaceOf(gateway)
  return interfaceId === undefined ? undefined : network.networkInterfaces.get(interfaceId)
}

export const shown = ({ destination, target, state }: EffectiveRoute) => ({
  destination: destination.text,
  target,
  state,
})
