/**
 * Routes through a peering to what it does not carry: it ends at the blocks of the peer, before every gateway there and every
 * other VPC. Source: VPC Peering Guide, "Limitations".
 */
import { type Cidr, overlaps } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import type { Peering } from '../model/peering.ts'
import { routesOf } from '../model/route-choice.ts'
import { blocksOf, type Vpc } from '../model/vpc.ts'

/** A sentence for each route of one side that leads past the peer, or is for everything there is. */
export function beyondHints(network: Network, { id }: Peering, vpcId: string, peer: Vpc): readonly string[] {
  const isBeyond = (block: Cidr) => block.prefix === 0 || !blocksOf(peer).some(own => overlaps(own, block))
  return network.routeTables.where('vpc', vpcId).flatMap(table =>
    routesOf(network, table)
      .filter(
        ({ target, destination }) => target.kind === 'peering' && target.id === id && isBeyond(destination),
      )
      .map(
        ({ destination }) =>
          `${table.id}: the route ${destination.text} → ${id} reaches nothing but ${peer.id} itself, none of its gateways and peers: lead what is beyond elsewhere.`,
      ),
  )
}
