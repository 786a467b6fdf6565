/**
 * Whose names a VPC may resolve to private addresses: its own, and those of the peers that allow it
 * (`AllowDnsResolutionFromRemoteVpc`). The option belongs to the side whose names are resolved, and wants DNS support and
 * host names in both VPCs. Source: VPC Peering Guide, "Enable DNS resolution for a VPC peering connection".
 */
import { type Address, holds } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import { peerOf } from '../model/peering.ts'
import { blocksOf, type Vpc } from '../model/vpc.ts'
import { hasHostNames } from '../model/vpc-dns.ts'

/** The VPC itself first; none without host names. */
function openVpcs(network: Network, vpc: Vpc): readonly Vpc[] {
  if (!hasHostNames(vpc)) return []
  const peers = network.peerings
    .where('vpc', vpc.id)
    .filter(peering => peering.state === 'active')
    .map(peering => peerOf(peering, vpc.id))
    .filter(peer => peer.options.dnsResolution)
    .flatMap(peer => network.vpcs.get(peer.vpcId) ?? [])
  return [vpc, ...peers.filter(hasHostNames)]
}

export const isOpen = (network: Network, vpc: Vpc, vpcId: string): boolean =>
  openVpcs(network, vpc).some(one => one.id === vpcId)

/** The open VPC that an address belongs to. */
export const openVpcWith = (network: Network, vpc: Vpc, address: Address): Vpc | undefined =>
  openVpcs(network, vpc).find(one => blocksOf(one).some(block => holds(block, address)))
