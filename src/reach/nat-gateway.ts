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
import { type Hops, type Journey, type Stopped, sendOn, stop } from './hop.ts'
import { hasAddress, isIn, vpcOf } from './interface.ts'

/** The gateway that an interface is of. */
export const natGatewayOf = (
  network: Network,
  { id, requester }: NetworkInterface,
): NatGateway | undefined =>
  requester?.type === 'nat_gateway' ? network.natGateways.where('interface', id)[0] : undefined

/** A packet that a route leads to the gateway goes on as the gateway's own. */
export function* translate(journey: Journey, gateway: NatGateway, one: NetworkInterface): Hops {
  const { packet, translations } = journey
  const no = whyNotTranslate(journey, gateway, one)
  if (no) return no
  const [source] = one.addresses
  yield { at: 'nat-gateway', natGatewayId: gateway.id, way: 'egress', translated: source.text }
  const done = { natGatewayId: gateway.id, source: packet.source }
  return sendOn({ ...journey, packet: { ...packet, source }, translations: [...translations, done] }, one)
}

function whyNotTranslate(journey: Journey, gateway: NatGateway, one: NetworkInterface): Stopped | undefined {
  const { network, packet, isReply } = journey
  if (packet.destination.version === 6) return stop('PROTOCOL_RESTRICTION', gateway.id)
  if (!isConnected(network, one)) return stop('BAD_STATE', gateway.id)
  if (isForeign(journey, gateway)) return stop('NGW_REQUIRES_SOURCE_IN_VPC', gateway.id)
  if (hasAddress(one, packet.destination)) return stop('NGW_DEST_ADDRESS_PRESERVATION', gateway.id)
  // Whoever asked waits for an answer from the address that was asked.
  return isReply ? stop('NGW_SOURCE_ADDRESS_REASSIGN', gateway.id) : undefined
}

const isForeign = ({ network, packet }: Journey, { vpcId }: NatGateway): boolean =>
  !isIn(ipv4BlocksOf(vpcOf(network, vpcId)), packet.source)

/** A packet to the gateway's own address: the reply to one that it sent on, or nothing that it takes. */
export function* answerToNat(journey: Journey, gateway: NatGateway, one: NetworkInterface): Hops {
  const { packet, translations, isReply } = journey
  const done = isReply && translations.find(({ natGatewayId }) => natGatewayId === gateway.id)
  if (!done)
    return stop(
      isForeign(journey, gateway) ? 'NGW_REQUIRES_SOURCE_IN_VPC' : 'NGW_DEST_ADDRESS_PRESERVATION',
      gateway.id,
    )
  const { text } = done.source
  yield { at: 'nat-gateway', natGatewayId: gateway.id, way: 'ingress', translated: text }
  return sendOn({ ...journey, packet: { ...packet, destination: done.source } }, one)
}
