/**
 * Out of EC2-Classic over a link: into the VPC, or by the VPC's main route table into a peer of it. What is for elsewhere
 * stays in EC2-Classic. Sources: EC2 User Guide, "ClassicLink"; VPC Peering Guide, "Configurations with ClassicLink".
 */
import { type Address, holds } from '../model/cidr.ts'
import { isClassic } from '../model/ec2-classic.ts'
import type { ClassicLink } from '../model/instance.ts'
import { CLASSIC_BLOCK } from '../model/local-routes.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { isAccepted, peerOf } from '../model/peering.ts'
import { choose, mainTableOf, routesOf } from '../model/route-choice.ts'
import { passGroups } from './gates.ts'
import { blocksIn, isIn } from './interface.ts'
import { type Hops, type Journey, meant, type Next, stop } from './journey.ts'
import { linkOf } from './link.ts'
import { crossPeering } from './peering.ts'
import { shown, whyLost } from './routing.ts'

/** Undefined if the packet stays in EC2-Classic. */
export function* leaveClassic(journey: Journey, from: NetworkInterface): Hops<Next | undefined> {
  const { network, packet, target } = journey
  const own = linkOf(network, from)
  const intoVpcId = own && vpcWith(network, own.link, packet.destination)
  if (!own || !intoVpcId) {
    const isForVpc = target?.kind === 'interface' && !isClassic(network, target.one)
    return isForVpc ? stop('NO_CLASSIC_LINK', from.attachment?.instanceId ?? from.id) : undefined
  }
  const { instanceId, link } = own
  const denied = yield* passGroups(journey, { id: from.id, ...link }, 'egress')
  if (denied) return denied
  yield { at: 'classic-link', instanceId, vpcId: link.vpcId }
  if (intoVpcId !== link.vpcId) return yield* takeMainRoute(journey, link.vpcId)
  return meant(journey, link.vpcId)
    ? { journey, spot: { kind: 'router', vpcId: link.vpcId } }
    : stop('VPC_LOCAL_ROUTE_CIDR_RESTRICTION', link.vpcId)
}

/** The linked VPC, or the peer of it, that an address is of. No peer is reached at the addresses of EC2-Classic. */
function vpcWith(network: Network, { vpcId }: ClassicLink, to: Address): string | undefined {
  const has = (id: string) => isIn(blocksIn(network, id), to)
  if (has(vpcId) || holds(CLASSIC_BLOCK, to)) return has(vpcId) ? vpcId : undefined
  const peerings = network.peerings.where('vpc', vpcId).filter(isAccepted)
  return peerings.map(peering => peerOf(peering, vpcId).vpcId).find(has)
}

/** What is linked is in no subnet: the main table leads it, and nowhere but to a peer. */
function* takeMainRoute(journey: Journey, vpcId: string): Hops {
  const { network, packet } = journey
  const table = mainTableOf(network, vpcId)
  const routes = routesOf(network, table)
  const winner = choose(routes, packet.destination)
  yield { at: 'route', routeTableId: table.id, of: vpcId, ...(winner && { route: shown(winner) }) }
  if (!winner) return stop('NO_ROUTE_TO_DESTINATION', table.id)
  const lost = whyLost(journey, vpcId, routes, winner)
  if (lost) return stop(lost, table.id)
  return winner.target.kind === 'peering'
    ? yield* crossPeering(journey, winner.target.id, vpcId)
    : stop('NO_POSSIBLE_DESTINATION', table.id)
}
