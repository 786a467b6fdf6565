/** Which parts depend on a VPC having a router, on its blocks and on its public addresses. */
import { isConnected } from '../model/connected.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { isAccepted, peerOf } from '../model/peering.ts'
import { attachedIn, leadsToInternet } from './attached-gateway.ts'
import type { PartId } from './fabric.ts'
import { INTERNET, partOfClassicLink, partOfGateway, partOfPeering, partOfVpc } from './part-ids.ts'

/** Its links, its peers, its gateways and what they lead to, and what is linked to it or to a peer. */
export const neighbours = (network: Network, vpcId: string): readonly PartId[] => [
  ...network.peerings
    .where('vpc', vpcId)
    .filter(isAccepted)
    .flatMap(peering => {
      const peer = peerOf(peering, vpcId).vpcId
      return [partOfPeering(peering.id), partOfVpc(peer), ...linkedParts(network, peer)]
    }),
  ...linkedParts(network, vpcId),
  ...attachedIn(network, vpcId).map(({ id }) => partOfGateway(id)),
  ...(attachedIn(network, vpcId).some(leadsToInternet) ? [INTERNET] : []),
]

/** What joins instances of EC2-Classic to a VPC. */
export const linkedParts = (network: Network, vpcId: string): readonly PartId[] =>
  network.instances.where('linked', vpcId).map(({ id }) => partOfClassicLink(id))

/**
 * The neighbours, if the change of an interface or of its host may have brought the router of its VPC or taken it away. One
 * that came is first of the connected ones; where another one is first, the router was there before or that one brings it.
 */
export function neighboursOfRouter(
  network: Network,
  vpcId: string,
  isChanged: (first: NetworkInterface) => boolean,
): readonly PartId[] {
  const first = network.networkInterfaces.where('vpc', vpcId).find(one => isConnected(network, one))
  return !first || isChanged(first) ? neighbours(network, vpcId) : []
}

/** What knows the public addresses of a VPC: its router, and its gateway to the Internet. */
export const holdersOfPublic = (network: Network, vpcId: string): readonly PartId[] => [
  partOfVpc(vpcId),
  ...network.internetGateways.where('vpc', vpcId).map(({ id }) => partOfGateway(id)),
]
