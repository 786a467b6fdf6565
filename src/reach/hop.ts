/** The vocabulary of a walk: where a packet is, what it meets on its way, and how the way ends. */
import type { Address } from '../model/cidr.ts'
import type { ClassicLink } from '../model/instance.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import type { Packet } from '../model/packet.ts'
import type { EffectiveRoute } from '../model/route-choice.ts'
import type { GatewayEndpoint } from '../model/vpc-endpoint.ts'
import type { VpnConnection } from '../model/vpn-connection.ts'
import type { CauseCode } from './causes.ts'

export type Way = 'egress' | 'ingress'

/** One thing the packet met. The last hop of a walk that stopped is where it stopped. */
export type Hop =
  | {
      readonly at: 'interface'
      readonly interfaceId: string
      readonly instanceId?: string
      readonly address: string
      readonly subnetId: string
      readonly vpcId: string
    }
  | {
      readonly at: 'groups'
      readonly interfaceId: string
      readonly groupIds: readonly string[]
      readonly way: Way
      /** The rule that let it pass (`sgr-…`), or that it belongs to a connection that was let pass. */
      readonly matched?: string | 'connection'
    }
  | {
      readonly at: 'network-acl'
      readonly networkAclId: string
      readonly subnetId: string
      readonly way: Way
      readonly entry: number | '*'
      readonly allow: boolean
    }
  /** It does not leave the subnet: no network ACL, no route. */
  | { readonly at: 'subnet'; readonly subnetId: string }
  | {
      readonly at: 'route'
      readonly routeTableId: string
      /** Whose table it is: `subnet-…`, the gateway through which the packet comes in, or the VPC that it is linked to. */
      readonly of: string
      /** The route that wins; absent if none holds the destination. */
      readonly route?: Pick<EffectiveRoute, 'target' | 'state'> & { readonly destination: string }
    }
  | {
      readonly at: 'peering'
      readonly peeringId: string
      readonly fromVpcId: string
      readonly toVpcId: string
    }
  /** Over the link of an instance of EC2-Classic, into the VPC or out of it. */
  | { readonly at: 'classic-link'; readonly instanceId: string; readonly vpcId: string }
  /** `translated`: the address that is put in the place of the packet's own. */
  | {
      readonly at: 'internet-gateway'
      readonly internetGatewayId: string
      readonly way: Way
      readonly translated?: string
    }
  | { readonly at: 'egress-only-gateway'; readonly egressOnlyGatewayId: string; readonly way: Way }
  | {
      readonly at: 'nat-gateway'
      readonly natGatewayId: string
      readonly way: Way
      readonly translated: string
    }
  /** An instance that is not meant, and sends on what it gets, as far as the network knows. */
  | { readonly at: 'middlebox'; readonly interfaceId: string; readonly instanceId: string }
  | { readonly at: 'vpn-gateway'; readonly vpnGatewayId: string; readonly way: Way }
  /** A gateway endpoint, and the service behind it. */
  | { readonly at: 'endpoint'; readonly vpcEndpointId: string; readonly serviceName: string }
  | { readonly at: 'internet'; readonly from: string; readonly to: string }
  /** On premises, at the other end of a VPN connection. */
  | { readonly at: 'site'; readonly vpnConnectionId: string; readonly address: string }
  /** What Amazon answers itself inside the VPC. */
  | { readonly at: 'amazon'; readonly service: 'resolver' | 'metadata'; readonly address: string }

/** Where packets begin and end. */
export type Place =
  | { readonly kind: 'interface'; readonly one: NetworkInterface }
  | { readonly kind: 'internet' }
  | { readonly kind: 'site'; readonly connection: VpnConnection }
  /** Behind a gateway endpoint. */
  | { readonly kind: 'service'; readonly endpoint: GatewayEndpoint }
  /** Amazon's own answer to what an interface has asked. */
  | { readonly kind: 'amazon'; readonly asker: NetworkInterface }

/** Where a packet may be between two steps of its walk. */
export type Spot =
  | Place
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
  /** It answers a packet that was let pass: the groups keep state. */
  readonly isReply: boolean
  /** What NAT gateways have done to the packet, or to the one that it answers. */
  readonly translations: readonly Translation[]
  /** Which interfaces have sent it on, each with the address that it was on its way to. */
  readonly sentOn: readonly SentOn[]
  /** Whom it is meant for; absent: whoever has the address. */
  readonly target?: Place
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
  | { readonly arrived: Place; readonly journey: Journey }
  /** `about`: the id of the object that stopped it. */
  | { readonly stopped: CauseCode; readonly about: string }

/** What a step of a walk comes to. */
export type Next = End | { readonly spot: Spot; readonly journey: Journey }

/** A part of a walk: yields its hops, and says how it went. */
export type Hops<Result = Next> = Generator<Hop, Result>
export type Stopped = Extract<End, { readonly stopped: CauseCode }>

export const stop = (stopped: CauseCode, about: string): Stopped => ({ stopped, about })

/** It is there. Whoever has the address may be another one than it is meant for: then it has lost its way at `about`. */
export const arrive = (journey: Journey, place: Place, about: string): End =>
  !journey.target || nameOf(place) === nameOf(journey.target)
    ? { arrived: place, journey }
    : stop('NO_ROUTE_TO_DESTINATION', about)

function nameOf(place: Place): string {
  switch (place.kind) {
    case 'interface':
      return place.one.id
    case 'site':
      return place.connection.id
    case 'service':
      return place.endpoint.id
    case 'amazon':
    case 'internet':
      return place.kind
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
