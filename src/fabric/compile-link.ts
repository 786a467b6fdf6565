/** The link of a peering, and each router's end of it. */
import type { Network } from '../model/network.ts'
import { isAccepted, isInterRegion, type Peering, peerOf } from '../model/peering.ts'
import { blocksOf } from '../model/vpc.ts'
import type { Link, PeeringEnd } from './fabric.ts'
import { hasRouter } from './has-router.ts'
import { MTU } from './mtu.ts'
import { partOfPeering } from './part-ids.ts'

/** A peering that has been accepted carries packets where both VPCs have a router. */
export function link(network: Network, peeringId: string): Link | undefined {
  const peering = network.peerings.get(peeringId)
  if (!peering || !isCarrying(network, peering)) return undefined
  const { id, requester, accepter } = peering
  const blocks = {
    requester: blocksIn(network, requester.vpcId),
    accepter: blocksIn(network, accepter.vpcId),
  }
  return {
    part: partOfPeering(id),
    id,
    requesterVpcId: requester.vpcId,
    accepterVpcId: accepter.vpcId,
    ...(isInterRegion(peering) ? { mtu: MTU.betweenRegions, encrypted: blocks } : { mtu: MTU.inRegion }),
  }
}

const isCarrying = (network: Network, peering: Peering): boolean =>
  isAccepted(peering) &&
  hasRouter(network, peering.requester.vpcId) &&
  hasRouter(network, peering.accepter.vpcId)

/** The peerings that carry packets of a VPC. */
export const carryingPeerings = (network: Network, vpcId: string): readonly Peering[] =>
  network.peerings.where('vpc', vpcId).filter(peering => isCarrying(network, peering))

export const peeringEnd = (network: Network, peering: Peering, vpcId: string): PeeringEnd => ({
  id: peering.id,
  side: peering.requester.vpcId === vpcId ? 'requester' : 'accepter',
  peerBlocks: blocksIn(network, peerOf(peering, vpcId).vpcId),
})

function blocksIn(network: Network, vpcId: string): readonly string[] {
  const vpc = network.vpcs.get(vpcId)
  return vpc ? blocksOf(vpc).map(block => block.text) : []
}
