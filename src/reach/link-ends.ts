/**
 * From a VPC over a link: to an instance of EC2-Classic that is linked to the VPC itself, or to a peer of it.
 * Sources: EC2 User Guide, "Routing for ClassicLink"; VPC Peering Guide, "Configurations with ClassicLink".
 */
import { type Peering, peerOf } from '../model/peering.ts'
import { passGroups } from './gates.ts'
import { interfaceHop } from './interface.ts'
import { arrive, type Hops, type Journey, type Linked, type Next, stop } from './journey.ts'
import { linkedAt } from './link.ts'
import { optionsOf } from './peering.ts'

/** By the local route to EC2-Classic. A peer's linked instances are reached if the own side of the peering allows that. */
export function* enterLink(journey: Journey, vpcId: string): Hops {
  const { network, packet, target } = journey
  const own = linkedAt(network, vpcId, packet.destination)
  if (own) return yield* cross(journey, own)
  for (const peering of network.peerings.where('vpc', vpcId).filter(isActive)) {
    const toVpcId = peerOf(peering, vpcId).vpcId
    const far = linkedAt(network, toVpcId, packet.destination)
    if (!far) continue
    yield { at: 'peering', peeringId: peering.id, fromVpcId: vpcId, toVpcId }
    return optionsOf(network, peering.id, vpcId)?.vpcToRemoteClassicLink
      ? yield* cross(journey, far)
      : stop('CLASSIC_LINK_OPTION_OFF', peering.id)
  }
  const meant = target?.kind === 'interface' ? target.one.attachment?.instanceId : undefined
  return stop('NO_CLASSIC_LINK', meant ?? vpcId)
}

const isActive = ({ state }: Peering): boolean => state === 'active'

function* cross(journey: Journey, to: Linked): Hops<Next> {
  yield { at: 'classic-link', instanceId: to.instanceId, vpcId: to.link.vpcId }
  return { journey, spot: { kind: 'link', to } }
}

/** What the groups of the link let in, those of EC2-Classic do not see. */
export function* deliverLinked(journey: Journey, { one, link }: Linked): Hops {
  const denied = yield* passGroups(journey, { id: one.id, ...link }, 'ingress')
  if (denied) return denied
  yield interfaceHop(one, journey.packet.destination)
  return arrive(journey, { kind: 'interface', one }, link.vpcId)
}
