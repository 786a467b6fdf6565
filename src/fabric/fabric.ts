/**
 * What must exist for packets to behave as the network says, in no driver's language. A fabric is made of parts that
 * can be compared, built and taken away one by one: the router of a VPC with its instances, the link of a peering, a
 * gateway with what lies behind it, the Internet that gateways lead to, and the link of an instance of EC2-Classic. `compile.ts` makes it from the network;
 * drivers make it real.
 */

/** `vpc/vpc-…`, `peering/pcx-…`, `gateway/igw-…`: what a failure is reported on, and what the loop is told may differ. */
export type PartId =
  | `vpc/${string}`
  | `peering/${string}`
  | `gateway/${string}`
  | `internet/${string}`
  | `classic/${string}`

export type Part = Router | Link | Gateway | Internet | ClassicLink

/** A VPC: one router, its interfaces and what decides about their packets. Only VPCs with an interface that is up have one. */
export interface Router {
  readonly part: `vpc/${string}`
  readonly vpcId: string
  /** The VPC's own blocks. Inside them only `interfaces` can be reached, whatever the route tables say. */
  readonly blocks: readonly string[]
  /** The router's address in each subnet (`10.1.1.1`). */
  readonly gateways: readonly string[]
  readonly interfaces: readonly Interface[]
  readonly routeTables: readonly RouteTableSpec[]
  readonly peerings: readonly PeeringEnd[]
  readonly uplinks: readonly Uplink[]
  readonly natGateways: readonly NatGatewaySpec[]
  readonly services: AmazonServices
  readonly networkAcls: readonly NetworkAclSpec[]
  readonly groups: readonly Group[]
  /** The addresses behind each group that some rule names: own groups and those of peers. */
  readonly groupAddresses: Readonly<Record<string, readonly string[]>>
}

/** A network interface of something that is up: an instance, a NAT gateway, an interface endpoint. */
export interface Interface {
  /** `eni-…` */
  readonly id: string
  /** Whose it is: `i-…`, `nat-…` or `vpce-…`. */
  readonly hostId: string
  /** The host is in EC2-Classic, and what joins it to this router a part of its own: a ClassicLink. */
  readonly isGuest?: true
  /** The name inside the host: `eth0`. */
  readonly device: string
  readonly mac: string
  readonly mtu: number
  /** IPv4 before IPv6, the primary one first. */
  readonly addresses: readonly string[]
  /** The prefix length of the subnet's IPv4 block, and its gateway. */
  readonly prefix: number
  readonly gateway: string
  /** `subnet-…`; inside it no network ACL applies. A guest is in none but its own. */
  readonly subnetId: string
  /** The network ACL and the route table of its subnet. A guest has no network ACL. */
  readonly networkAclId?: string
  readonly routeTableId: string
  /** Absent: no groups apply, and everything may pass (a NAT gateway's). */
  readonly groups?: readonly string[]
  /** Only packets from and to its own addresses. Without it an instance may send on what it gets, if its owner lets it. */
  readonly sourceDestCheck: boolean
}

/** The routes of a table beside the local ones, at most one per destination. */
export interface RouteTableSpec {
  readonly id: string
  readonly routes: readonly RouteSpec[]
  /**
   * Routes inside the VPC's own blocks, which win over the local ones: to a middlebox. The longest prefix wins among them.
   * They do not hold for what stays inside a subnet.
   */
  readonly overrides: readonly RouteSpec[]
}

export interface RouteSpec {
  readonly destination: string
  /** Absent: packets are dropped (a blackhole, or a target that carries no packets here). */
  readonly nextHop?: NextHop
}

/** `pcx-…`; an uplink's id; `eni-…` of this VPC, which has an address of the destination's family. */
export type NextHop =
  | { readonly peering: string }
  | { readonly gateway: string }
  | { readonly interface: string }

/** This VPC's end of a peering that carries packets. */
export interface PeeringEnd {
  /** `pcx-…` */
  readonly id: string
  readonly side: 'requester' | 'accepter'
  /** What may come in over it: sources outside these blocks are dropped. */
  readonly peerBlocks: readonly string[]
}

/**
 * This VPC's end of a gateway that carries packets. What comes in over it sees only the VPC's own interfaces, so nobody
 * gets from one edge to another.
 */
export interface Uplink {
  /** `igw-…`, `eigw-…`, `vgw-…`, or `vpce-…` of a gateway endpoint. */
  readonly id: string
  readonly kind: GatewayKind
  readonly mtu: number
  /** The gateway's own route table: what comes in may be led to a middlebox by its `overrides`. */
  readonly routeTableId?: string
  /**
   * Internet gateway, IPv4: what leaves has the public address in the place of the private one, what comes in the other way
   * round; without a mapping nothing passes. By the private address.
   */
  readonly mappings: readonly { readonly private: string; readonly public: string }[]
}

/**
 * Towards the Internet a VPC sends IPv6 from its own blocks only. An egress-only gateway carries IPv6 only, and of a
 * connection only what was begun inside: nothing but its packets out, and replies to them in.
 */
export type GatewayKind = 'internet' | 'egress-only' | 'vpn' | 'endpoint'

/** Sends on what the VPC's own addresses send to it, as from its own interface, and takes the replies back. */
export interface NatGatewaySpec {
  /** `nat-…`, the host of its interface. */
  readonly id: string
  /** Its private addresses, the primary one first: connections are spread over them. */
  readonly addresses: readonly string[]
  /** Whose packets it takes: the VPC's IPv4 blocks. */
  readonly sources: readonly string[]
}

/** What Amazon answers itself in every VPC, at addresses of the router; no group and no network ACL filters it. */
export interface AmazonServices {
  /** Port 53; none if the VPC has no DNS support. */
  readonly resolver: readonly string[]
  /** Port 80. */
  readonly metadata: readonly string[]
}

/**
 * What may cross the boundary of a subnet, reply or not: of the entries, in this order, the first that matches decides, and
 * what none matches is dropped.
 */
export interface NetworkAclSpec {
  /** `acl-…` */
  readonly id: string
  readonly ingress: readonly AclEntry[]
  readonly egress: readonly AclEntry[]
}

export interface AclEntry {
  readonly allow: boolean
  readonly protocol: Rule['protocol']
  /** Where packets come from, or go to. */
  readonly cidr: string
}

export interface Group {
  /** `sg-…` */
  readonly id: string
  readonly ingress: readonly Rule[]
  readonly egress: readonly Rule[]
}

/** One thing a group lets pass; whatever no rule lets pass is dropped. */
export interface Rule {
  readonly protocol:
    | { readonly name: 'all' }
    | { readonly name: 'tcp' | 'udp'; readonly from: number; readonly to: number }
    | { readonly name: 'icmp' | 'icmpv6'; readonly type: number; readonly code: number }
    | { readonly name: 'other'; readonly number: number }
  readonly peer: { readonly cidr: string } | { readonly group: string }
}

/** A peering that carries packets: a link between the routers of two VPCs. */
export interface Link {
  readonly part: `peering/${string}`
  /** `pcx-…` */
  readonly id: string
  readonly requesterVpcId: string
  readonly accepterVpcId: string
  readonly mtu: number
  /** Between Regions: nothing in clear on the link. Then what each side may send: its VPC's blocks. */
  readonly encrypted?: { readonly requester: readonly string[]; readonly accepter: readonly string[] }
}

/** A gateway that carries packets, and what lies behind it. */
export interface Gateway {
  readonly part: `gateway/${string}`
  /** The uplink's id. */
  readonly id: string
  readonly kind: GatewayKind
  readonly vpcId: string
  readonly mtu: number
  /** What leads back to the VPC: public addresses and IPv6 blocks where the Internet is behind it, else the VPC's blocks. */
  readonly routes: readonly string[]
  /** Virtual private gateway: who is at the other end of its VPN connections. */
  readonly sites: readonly Site[]
  /** Gateway endpoint: where the service answers. */
  readonly service?: { readonly name: string; readonly addresses: readonly string[] }
}

/** A network on premises, at the other end of a VPN connection. */
export interface Site {
  /** `vpn-…` */
  readonly id: string
  /** What is behind the connection, and the one address in each of these blocks that a host has. */
  readonly networks: readonly { readonly block: string; readonly host: string }[]
}

/** The simulated Internet: one for all accounts and Regions, while any gateway leads there. */
export interface Internet {
  readonly part: `internet/${string}`
  /** Addresses at which a host there answers, and its web server. */
  readonly addresses: readonly string[]
}

/** What joins an instance of EC2-Classic to the router of the VPC that it is linked to, where it is a guest interface. */
export interface ClassicLink {
  readonly part: `classic/${string}`
  /** `lnk-…`: the guest interface's. */
  readonly id: string
  readonly instanceId: string
  readonly vpcId: string
  readonly mac: string
  readonly mtu: number
  /** The instance's own. */
  readonly address: string
  /** The router's, and what the instance reaches through it: the VPC's blocks, and those of peers. */
  readonly gateway: string
  readonly destinations: readonly string[]
}
