/**
 * What Amazon answers itself inside every VPC: the resolver, and the instance metadata. No group and no network ACL filters
 * it, and nobody outside the VPC reaches it. Sources: VPC User Guide, "Amazon DNS", "Security groups"; VPC Peering Guide,
 * "Limitations".
 */
import type { Address } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import type { Payload } from '../model/packet.ts'
import { RESERVED } from '../model/routes.ts'
import { METADATA, resolversOf } from '../model/vpc-services.ts'
import type { Hop } from './hop.ts'
import { interfaceHop, isIn, isSame, vpcOf } from './interface.ts'
import { type End, type Hops, type Journey, stop } from './journey.ts'

type Service = Extract<Hop, { readonly at: 'amazon' }>['service']

const TAKES: Readonly<Record<Service, (payload: Payload) => boolean>> = {
  resolver: payload => 'port' in payload && payload.port === 53,
  metadata: payload => payload.protocol === 'tcp' && payload.port === 80,
}

/** What an interface asks of Amazon; undefined if it asks somebody else. No route leads to Amazon's own addresses. */
export function* askAmazon(journey: Journey, asker: NetworkInterface): Hops<End | undefined> {
  const { network, packet } = journey
  const { destination, payload } = packet
  const service = serviceAt(network, asker.vpcId, destination)
  if (!service) return isIn(RESERVED, destination) ? stop('UNKNOWN_DESTINATION', asker.vpcId) : undefined
  yield { at: 'amazon', service, address: destination.text }
  return TAKES[service](payload)
    ? { arrived: { kind: 'amazon', asker }, journey }
    : stop('PROTOCOL_RESTRICTION', destination.text)
}

function serviceAt(network: Network, vpcId: string, at: Address): Service | undefined {
  const isThere = (one: Address) => isSame(one, at)
  if (resolversOf(vpcOf(network, vpcId)).some(isThere)) return 'resolver'
  return METADATA.some(isThere) ? 'metadata' : undefined
}

export function* answerOfAmazon(journey: Journey, asker: NetworkInterface): Hops<End> {
  yield interfaceHop(asker, journey.packet.destination)
  return { arrived: { kind: 'interface', one: asker }, journey }
}
