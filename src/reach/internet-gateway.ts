/**
 * Internet gateways: they put the public address that an interface's private one is mapped to in its place, and back. IPv6
 * addresses pass as they are. Sources: VPC User Guide, "Internet gateways"; Reachability Analyzer guide, "Explanation codes".
 */
import { type Address, type Cidr, cidr } from '../model/cidr.ts'
import type { InternetGateway } from '../model/internet-gateway.ts'
import { publicOf } from '../model/public-mapping.ts'
import { blocksOf } from '../model/vpc.ts'
import type { CauseCode } from './causes.ts'
import type { Hop, Way } from './hop.ts'
import { interfaceAt, isIn, vpcOf } from './interface.ts'
import { type Hops, type Journey, stop } from './journey.ts'

/** What no public address is of, and what the gateway says to it as the far end: in either direction. */
const NOT_PUBLIC: readonly (readonly [readonly Cidr[], Readonly<Record<Way, CauseCode>>])[] = [
  [
    ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(cidr),
    {
      egress: 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS',
      ingress: 'IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS',
    },
  ],
  [
    [cidr('100.64.0.0/10')],
    {
      egress: 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS',
      ingress: 'IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS',
    },
  ],
]

const whyNotPublic = (far: Address, way: Way): CauseCode | undefined =>
  NOT_PUBLIC.find(([blocks]) => isIn(blocks, far))?.[1][way]

export function* leaveByInternetGateway(journey: Journey, id: string, vpcId: string): Hops {
  const { network, packet } = journey
  const no = whyNotPublic(packet.destination, 'egress')
  const from = interfaceAt(network, vpcId, packet.source)
  const mapping = packet.source.version === 4 && from && publicOf(network, from, packet.source)
  yield gatewayHop(id, 'egress', mapping ? mapping.address : undefined)
  if (no) return stop(no, id)
  if (packet.source.version === 6) return { journey, spot: { kind: 'internet' } }
  if (!mapping) return stop('IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS', from?.id ?? id)
  return {
    journey: { ...journey, packet: { ...packet, source: mapping.address } },
    spot: { kind: 'internet' },
  }
}

/** From the Internet to `destination`, which the gateway puts in the place of the public address. */
export function* enterByInternetGateway(
  journey: Journey,
  { id, vpcId = '' }: InternetGateway,
  destination: Address,
): Hops {
  const { network, packet } = journey
  yield gatewayHop(id, 'ingress', destination === packet.destination ? undefined : destination)
  const no = whyNotPublic(packet.source, 'ingress')
  if (no) return stop(no, id)
  if (isIn(blocksOf(vpcOf(network, vpcId)), packet.source)) return stop('GATEWAY_REJECTS_SPOOFED_TRAFFIC', id)
  return {
    journey: { ...journey, packet: { ...packet, destination } },
    spot: { kind: 'edge', vpcId, gatewayId: id },
  }
}

const gatewayHop = (internetGatewayId: string, way: Way, translated: Address | undefined): Hop => ({
  at: 'internet-gateway',
  internetGatewayId,
  way,
  ...(translated && { translated: translated.text }),
})
