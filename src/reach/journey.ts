/** Where a packet is on its way, what it has with it, and how the way ends. */
import type { Address } from '../model/cidr.ts'
import type { ClassicLink } from '../model/instance.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import type { Packet } from '../model/packet.ts'
import type { GatewayEndpoint } from '../model/vpc-endpoint.ts'
import type { VpnConnection } from '../model/vpn-connection.ts'
import type { CauseCode } from './causes.ts'
import type { Hop } from './hop.ts'

/** Where a packet begins or ends. */
export type Terminus =
  | { readonly kind: 'interface'; readonly one: NetworkInterface }
  | { readonly kind: 'internet' }
  | { readonly kind: 'site'; readonly connection: VpnConnection }
  /** Behind a gateway endpoint. */
  | { readonly kind: 'service'; readonly endpoint: GatewayEndpoint }
  /** Amazon's own answer to what an interface has asked. */
  | { readonly kind: 'amazon'; readonly asker: NetworkInterface }

/** Where a packet may be between two steps of its walk. */
export type Spot =
  | Terminus
  /** At the router of a VPC, which sees nothing but the VPC's own interfaces. */
  | { readonly kind: 'router'; readonly vpcId: string; readonly fromSubnetId?: string }
  /** Come into a VPC through a gateway, whose route table is asked first. */
  | { readonly kind: 'edge'; readonly vpcId: string; readonly gatewayId: string }
  /** At the VPC's end of a link, on the way to the instance that is linked. */
  | { readonly kind: 'link'; readonly to: Linked }
  /** Led by a route to an interface that need not have its address. */
  | { readonly kind: 'next-hop'; readonly one: NetworkInterface; readonly fromSubnetId?: string }

/** An instance of EC2-Classic by its link: the groups of the VPC decide about what crosses it. */
export interface Linked {
  readonly one: NetworkInterface
  readonly instanceId: string
  readonly link: ClassicLink
}

export interface Journey {
  readonly network: Network
  /** As it is now: gateways put other addresses into it. */
  readonly packet: Packet
  /** Whether the Internet leads out to the machine's own network. */
  readonly egress: boolean
  /** It answers a packet that was let pass: the groups keep state. */
  readonly isReply: boolean
  /** What NAT gateways have done to the packet, or to the one that it answers. */
  readonly translations: readonly Translation[]
  /** Which interfaces have sent it on, each with the address that it was on its way to. */
  readonly sentOn: readonly SentOn[]
  /** Whom it is meant for; absent: whoever has the address. */
  readonly target?: Terminus
}

export interface SentOn {
  readonly interfaceId: string
  readonly to: string
}

export interface Translation {
  readonly natGatewayId: string
  /** In whose place the gateway has put its own address. */
  readonly source: Address
}

export type End =
  | { readonly arrived: Terminus; readonly journey: Journey }
  /** `about`: the id of the object that stopped it. */
  | { readonly stopped: CauseCode; readonly about: string }

/** What a step of a walk comes to. */
export type Next = End | { readonly spot: Spot; readonly journey: Journey }

/** A part of a walk: yields its hops, and says how it went. */
export type Hops<Result = Next> = Generator<Hop, Result>
export type Stopped = Extract<End, { readonly stopped: CauseCode }>

export const stop = (stopped: CauseCode, about: string): Stopped => ({ stopped, about })

/** It is there. Whoever has the address may be another one than it is meant for: then it has lost its way at `about`. */
export const arrive = (journey: Journey, terminus: Terminus, about: string): End =>
  !journey.target || nameOf(terminus) === nameOf(journey.target)
    ? { arrived: terminus, journey }
    : stop('NO_ROUTE_TO_DESTINATION', about)

function nameOf(terminus: Terminus): string {
  switch (terminus.kind) {
    case 'interface':
      return terminus.one.id
    case 'site':
      return terminus.connection.id
    case 'service':
      return terminus.endpoint.id
    case 'amazon':
    case 'internet':
      return terminus.kind
  }
}

/** An interface sends on what was not meant for it. Whatever comes again on the same way goes round for ever. */
export function sendOn(journey: Journey, one: NetworkInterface): Next {
  const now = { interfaceId: one.id, to: journey.packet.destination.text }
  const isCircle = journey.sentOn.some(
    ({ interfaceId, to }) => interfaceId === now.interfaceId && to === now.to,
  )
  return isCircle
    ? stop('NO_POSSIBLE_DESTINATION', one.id)
    : { spot: { kind: 'interface', one }, journey: { ...journey, sentOn: [...journey.sentOn, now] } }
}

/** Whether it may be meant for something in this VPC. */
export const meant = ({ target }: Journey, vpcId: string): boolean =>
  !target || (target.kind === 'interface' && target.one.vpcId === vpcId)
