/**
 * NAT gateways: they send on what network interfaces of their VPC send, as from their own address, and take the replies
 * back. A public one differs from a private one only in what its own subnet routes to: its address has a public mapping
 * there. Source: VPC User Guide, "NAT gateways".
 */
import { isConnected } from '../model/connected.ts'
import type { NatGateway } from '../model/nat-gateway.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { ipv4BlocksOf } from '../model/vpc.ts'
import { hasAddress, isIn, vpcOf } from './interface.ts'
import { type Hops, type Journey, sendOn, stop } from './journey.ts'

/** The gateway that an interface is of. */
export const natGatewayOf = (
  network: Network,
  { id, requester }: NetworkInterface,
): NatGateway | undefined =>
  requester?.type === 'nat_gateway' ? network.natGateways.where('interface', id)[0] : undefined

/** A packet that is led to the gateway, or meant for it. */
export function* enterNatGateway(journey: Journey, gateway: NatGateway, one: NetworkInterface): Hops {
  const { network, packet } = journey
  if (packet.destination.version === 6) return stop('PROTOCOL_RESTRICTION', gateway.id)
  if (!isConnected(network, one)) return stop('BAD_STATE', gateway.id)
  return hasAddress(one, packet.destination)
    ? yield* translateBack(journey, gateway, one)
    : yield* translate(journey, gateway, one)
}

/** What goes on does so as the gateway's own. */
function* translate(journey: Journey, gateway: NatGateway, one: NetworkInterface): Hops {
  const { packet, isReply, translations } = journey
  if (isForeign(journey, gateway)) return stop('NGW_REQUIRES_SOURCE_IN_VPC', gateway.id)
  // Whoever asked waits for an answer from the address that was asked.
  if (isReply) return stop('NGW_SOURCE_ADDRESS_REASSIGN', gateway.id)
  const [source] = one.addresses
  yield { at: 'nat-gateway', natGatewayId: gateway.id, way: 'egress', translated: source.text }
  const done = { natGatewayId: gateway.id, source: packet.source }
  return sendOn({ ...journey, packet: { ...packet, source }, translations: [...translations, done] }, one)
}

/** To the gateway itself come the replies to what it has sent on, and nothing else that it takes. */
function* translateBack(journey: Journey, gateway: NatGateway, one: NetworkInterface): Hops {
  const { packet, isReply, translations } = journey
  const done = isReply && translations.find(({ natGatewayId }) => natGatewayId === gateway.id)
  if (!done) {
    const why = isForeign(journey, gateway) ? 'NGW_REQUIRES_SOURCE_IN_VPC' : 'NGW_DEST_ADDRESS_PRESERVATION'
    return stop(why, gateway.id)
  }
  yield { at: 'nat-gateway', natGatewayId: gateway.id, way: 'ingress', translated: done.source.text }
  return sendOn({ ...journey, packet: { ...packet, destination: done.source } }, one)
}

const isForeign = ({ network, packet }: Journey, { vpcId }: NatGateway): boolean =>
  !isIn(ipv4BlocksOf(vpcOf(network, vpcId)), packet.source)
