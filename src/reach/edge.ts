/**
 * Into a VPC through a gateway: the gateway's own route table may lead to a middlebox; else only the VPC's own interfaces
 * are seen, so that nobody gets from one edge to another. Source: VPC User Guide, "Gateway route tables".
 */
import { choose, routesOf } from '../model/route-choice.ts'
import { type Hops, type Journey, type Spot, stop } from './journey.ts'
import { nextHopOf, shown } from './routing.ts'

type AtEdge = Extract<Spot, { readonly kind: 'edge' }>

export function* enterByEdge(journey: Journey, { vpcId, gatewayId }: AtEdge): Hops {
  const { network, packet } = journey
  const [association] = network.routeTableAssociations.where('serves', gatewayId)
  const table = association && network.routeTables.get(association.routeTableId)
  const winner = table && choose(routesOf(network, table), packet.destination)
  if (table && winner) yield { at: 'route', routeTableId: table.id, of: gatewayId, route: shown(winner) }
  if (!table || !winner || winner.target.kind === 'local') return { journey, spot: { kind: 'router', vpcId } }
  const one = nextHopOf(network, winner)
  return one ? { journey, spot: { kind: 'next-hop', one } } : stop('BAD_STATE_ROUTE', table.id)
}
