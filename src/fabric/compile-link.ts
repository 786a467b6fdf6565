/** The link of a peering, and each router's end of it. */
import type { Network } from '../model/network.ts'
import { isInterRegion, type Peering, peerOf } from '../model/peering.ts'
import { blocksOf } from '../model/vpc.ts'
import { isCarrying } from './carrying.ts'
import { heardFrom } from './compile-classic.ts'
import type { Link, PeeringEnd } from './fabric.ts'
import { MTU } from './mtu.ts'
import { partOfPeering } from './part-ids.ts'

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

export const peeringEnd = (network: Network, peering: Peering, vpcId: string): PeeringEnd => ({
  id: peering.id,
  side: peering.requester.vpcId === vpcId ? 'requester' : 'accepter',
  peerBlocks: [...blocksIn(network, peerOf(peering, vpcId).vpcId), ...heardFrom(network, peering, vpcId)],
})

function blocksIn(network: Network, vpcId: string): readonly string[] {
  const vpc = network.vpcs.get(vpcId)
  return vpc ? blocksOf(vpc).map(block => block.text) : []
}
