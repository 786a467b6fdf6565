/** Across a peering connection. Source: VPC Peering Guide, "Limitations". */
import type { Network } from '../model/network.ts'
import { type PeeringOptions, peerOf, sidesOf } from '../model/peering.ts'
import { blocksIn, isIn } from './interface.ts'
import { type Hops, type Journey, meant, stop } from './journey.ts'
import { linkedAt } from './link.ts'

/**
 * Only from the blocks of the one VPC to those of the other: neither to a third one, nor to a gateway of the other. And from
 * what is linked to the one by ClassicLink, if its owner has allowed that.
 */
export function* crossPeering(journey: Journey, peeringId: string, fromVpcId: string): Hops {
  const { network, packet } = journey
  const toVpcId = peerVpcOf(network, peeringId, fromVpcId) ?? ''
  yield { at: 'peering', peeringId, fromVpcId, toVpcId }
  const isLinked = linkedAt(network, fromVpcId, packet.source) !== undefined
  if (isLinked && !optionsOf(network, peeringId, fromVpcId)?.classicLinkToRemoteVpc)
    return stop('CLASSIC_LINK_OPTION_OFF', peeringId)
  const isBetween =
    (isLinked || isIn(blocksIn(network, fromVpcId), packet.source)) &&
    isIn(blocksIn(network, toVpcId), packet.destination)
  if (!isBetween) return stop('PCX_REQUIRES_ADDRESS_IN_VPC_CIDR', peeringId)
  return meant(journey, toVpcId)
    ? { journey, spot: { kind: 'router', vpcId: toVpcId } }
    : stop('NO_ROUTE_TO_DESTINATION', peeringId)
}

/** The VPC at the other end. */
export function peerVpcOf(network: Network, peeringId: string, vpcId: string): string | undefined {
  const peering = network.peerings.get(peeringId)
  return peering && peerOf(peering, vpcId).vpcId
}

/** How a VPC's side of a peering is set. */
export function optionsOf(network: Network, peeringId: string, vpcId: string): PeeringOptions | undefined {
  const peering = network.peerings.get(peeringId)
  return peering && sidesOf(peering).find(side => side.vpcId === vpcId)?.options
}
