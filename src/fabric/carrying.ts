/** Which peerings carry packets: those that have been accepted, where both VPCs have a router. */
import type { Network } from '../model/network.ts'
import { isAccepted, type Peering } from '../model/peering.ts'
import { hasRouter } from './has-router.ts'

export const isCarrying = (network: Network, peering: Peering): boolean =>
  isAccepted(peering) &&
  hasRouter(network, peering.requester.vpcId) &&
  hasRouter(network, peering.accepter.vpcId)

/** The peerings that carry packets of a VPC. */
export const carryingPeerings = (network: Network, vpcId: string): readonly Peering[] =>
  network.peerings.where('vpc', vpcId).filter(peering => isCarrying(network, peering))
