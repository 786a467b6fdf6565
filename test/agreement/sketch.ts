/** A network as a sketch: plain data that shrinks well. Numbers choose among what there is, modulo how many there are. */
import type { InstanceState } from '../../src/model/instance.ts'
import type { NatGatewayState } from '../../src/model/nat-gateway.ts'
import type { PeeringState } from '../../src/model/peering.ts'
import type { Protocol } from '../../src/model/security-group.ts'
import type { VpnConnectionState } from '../../src/model/vpn-connection.ts'

export interface Sketch {
  readonly vpcs: readonly VpcSketch[]
  readonly peerings: readonly PeeringSketch[]
  readonly gateways: readonly GatewaySketch[]
  readonly sites: readonly SiteSketch[]
  readonly nats: readonly NatSketch[]
  readonly routes: readonly RouteSketch[]
  readonly edges: readonly EdgeSketch[]
  readonly acls: readonly AclSketch[]
  readonly rules: readonly RuleSketch[]
  readonly instances: readonly InstanceSketch[]
}

export interface VpcSketch {
  readonly block: string
  readonly second?: string
  /** It has an IPv6 block, and so has each of its subnets. */
  readonly isIpv6: boolean
  readonly inOtherRegion: boolean
  /** The default group lets everything in. */
  readonly isOpen: boolean
  /** One subnet each: whether it has a route table of its own. */
  readonly ownTables: readonly boolean[]
}

export interface PeeringSketch {
  readonly from: number
  readonly to: number
  readonly state: PeeringState
  /** Every table of both VPCs has routes to the other's primary block and to its IPv6 block. */
  readonly isRouted: boolean
}

/** A VPC has at most one of each kind; the first one counts. */
export interface GatewaySketch {
  readonly vpc: number
  readonly kind: GatewayName
  /** Every table of the VPC leads to it what it is for. */
  readonly isRouted: boolean
}

export type GatewayName = 'internet' | 'egress-only' | 'vpn' | 'endpoint'

/** A site at the other end of a VPN connection, whose gateway is that of the VPC, if it has one. */
export interface SiteSketch {
  readonly vpc: number
  readonly state: VpnConnectionState
  /** Of a static route. Absent: the device speaks BGP. */
  readonly block?: string
}

/** A NAT gateway. Where two mean the same subnet, the later one counts. */
export interface NatSketch {
  readonly vpc: number
  readonly subnet: number
  readonly isPublic: boolean
  readonly state: NatGatewayState
  /** The table of the VPC that leads everything to it. */
  readonly table: number
}

export interface RouteSketch {
  readonly vpc: number
  readonly table: number
  readonly destination: DestinationSketch
  /** A peering of the VPC. */
  readonly peering?: number
  /** Another target. Absent both: a gateway that does not exist. */
  readonly target?: TargetSketch
}

/** A block, or that of a subnet of the VPC. */
export type DestinationSketch = string | { readonly subnet: number; readonly version: 4 | 6 }

export type TargetSketch =
  | { readonly gateway: Exclude<GatewayName, 'endpoint'> }
  /** Among the NAT gateways of the VPC, or its instances. */
  | { readonly nat: number }
  | { readonly instance: number }

/** A route of a gateway's own table, to a middlebox. */
export interface EdgeSketch {
  readonly vpc: number
  readonly gateway: 'internet' | 'vpn'
  readonly destination: DestinationSketch
  readonly instance: number
}

/** The network ACL of a subnet that has one of its own. Where two mean the same subnet, the later one counts. */
export interface AclSketch {
  readonly vpc: number
  readonly subnet: number
  /** By their place in the list they are numbered. */
  readonly entries: readonly EntrySketch[]
  /** What no entry matches passes; else it is denied. */
  readonly passesRest: boolean
}

export interface EntrySketch {
  readonly direction: 'ingress' | 'egress'
  readonly allow: boolean
  readonly protocol: Protocol
  readonly cidr: string
}

export interface RuleSketch {
  readonly group: number
  readonly direction: 'ingress' | 'egress'
  readonly protocol: Protocol
  readonly peer: { readonly cidr: string } | { readonly group: number }
}

export interface InstanceSketch {
  readonly vpc: number
  readonly subnet: number
  readonly host: number
  readonly state: InstanceState
  readonly groups: readonly number[]
  /** It has an IPv6 address, too, if its VPC has IPv6. */
  readonly isIpv6?: boolean
  /** Its address is mapped to a public one: Amazon's, or its owner's. */
  readonly mapped?: 'amazon' | 'elastic'
  /** It sends on what is not meant for it. */
  readonly forwards?: boolean
}

/** The default one, and one without rules of its own. */
export const GROUPS_PER_VPC = 2
