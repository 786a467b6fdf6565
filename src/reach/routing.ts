/** How a packet that leaves its subnet goes on: the route that wins, and the peering connection it leads through. */
import { type Address, type Cidr, holds } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import { peerOf } from '../model/peering.ts'
import { choose, type EffectiveRoute, routesOf, tableOf } from '../model/route-choice.ts'
import type { Subnet } from '../model/subnet.ts'
import { blocksOf } from '../model/vpc.ts'
import { type Hops, type Journey, meant, type Stopped, stop } from './hop.ts'

type Next = Stopped | { readonly vpcId: string }

/** The VPC that the route of the subnet leads to. */
export function* takeRoute(journey: Journey, subnet: Subnet): Hops<Next> {
  const { network, packet } = journey
  const table = tableOf(network, subnet)
  const routes = routesOf(network, table)
  const winner = choose(routes, packet.destination)
  yield { at: 'route', routeTableId: table.id, subnetId: subnet.id, ...(winner && { route: shown(winner) }) }
  if (!winner) return stop('NO_ROUTE_TO_DESTINATION', table.id)
  if (winner.target.kind === 'local') {
    const isMeant = meant(journey, subnet.vpcId)
    return isMeant ? subnet : stop('VPC_LOCAL_ROUTE_CIDR_RESTRICTION', table.id)
  }
  if (winner.state === 'blackhole') return stop('BAD_STATE_ROUTE', table.id)
  const peerVpcId = leadsTo(network, subnet.vpcId, winner)
  if (peerVpcId === undefined) return stop('NO_POSSIBLE_DESTINATION', winner.target.id)
  const isDrawnAway = !meant(journey, peerVpcId) && routes.some(isRight(journey, subnet.vpcId))
  if (isDrawnAway) return stop('MORE_SPECIFIC_ROUTE', table.id)
  const crossed = yield* cross(journey, winner.target.id, subnet.vpcId, peerVpcId)
  if ('stopped' in crossed || meant(journey, peerVpcId)) return crossed
  return stop('NO_ROUTE_TO_DESTINATION', table.id)
}

const shown = ({ destination, target, state }: EffectiveRoute) => ({
  destination: destination.text,
  target,
  state,
})

/** The VPC at the other end of a route; undefined if its target is no peering. */
function leadsTo(network: Network, vpcId: string, { target }: EffectiveRoute): string | undefined {
  const peering = target.kind === 'peering' ? network.peerings.get(target.id) : undefined
  return peering && peerOf(peering, vpcId).vpcId
}

/** A route that would lead the packet to the VPC it is meant for. */
const isRight =
  ({ network, packet, target }: Journey, vpcId: string) =>
  (route: EffectiveRoute): boolean =>
    holds(route.destination, packet.destination) && leadsTo(network, vpcId, route) === target?.vpcId

/** Only from the blocks of the one VPC to those of the other: what makes peering not transitive. */
function* cross(
  { network, packet }: Journey,
  peeringId: string,
  fromVpcId: string,
  toVpcId: string,
): Hops<Next> {
  yield { at: 'peering', peeringId, fromVpcId, toVpcId }
  const isBetween =
    isIn(blocks(network, fromVpcId), packet.source) && isIn(blocks(network, toVpcId), packet.destination)
  return isBetween ? { vpcId: toVpcId } : stop('PCX_REQUIRES_ADDRESS_IN_VPC_CIDR', peeringId)
}

const isIn = (blocks: readonly Cidr[], one: Address): boolean => blocks.some(block => holds(block, one))

const blocks = (network: Network, vpcId: string): readonly Cidr[] => {
  const vpc = network.vpcs.get(vpcId)
  return vpc ? blocksOf(vpc) : []
}
