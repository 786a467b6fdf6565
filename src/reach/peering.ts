/** Across a peering connection. Source: VPC Peering Guide, "Limitations". */
import type { Cidr } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import { peerOf } from '../model/peering.ts'
import { blocksOf } from '../model/vpc.ts'
import { type Hops, type Journey, meant, stop } from './hop.ts'
import { isIn } from './interface.ts'

/** Only from the blocks of the one VPC to those of the other: neither to a third one, nor to a gateway of the other. */
export function* crossPeering(journey: Journey, peeringId: string, fromVpcId: string): Hops {
  const { network, packet } = journey
  const toVpcId = peerVpcOf(network, peeringId, fromVpcId) ?? ''
  yield { at: 'peering', peeringId, fromVpcId, toVpcId }
  const isBetween =
    isIn(blocks(network, fromVpcId), packet.source) && isIn(blocks(network, toVpcId), packet.destination)
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

const blocks = (network: Network, vpcId: string): readonly Cidr[] => {
  const vpc = network.vpcs.get(vpcId)
  return vpc ? blocksOf(vpc) : []
}
