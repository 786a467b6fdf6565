/**
 * What must exist for packets to behave as the network says, in no driver's language. A fabric is made of parts that
 * can be compared, built and taken away one by one: the router of a VPC with its instances, and the link of a peering.
 * `compile.ts` makes it from the network; drivers make it real.
 */

/** `vpc/vpc-…` or `peering/pcx-…`: what a failure is reported on, and what the loop is told may differ. */
export type PartId = `vpc/${string}` | `peering/${string}`

export type Part = Router | Link

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
  readonly networkAcls: readonly NetworkAclSpec[]
  readonly groups: readonly Group[]
  /** The addresses behind each group that some rule names: own groups and those of peers. */
  readonly groupAddresses: Readonly<Record<string, readonly string[]>>
}

/** A network interface of a running instance. */
export interface Interface {
  /** `eni-…` */
  readonly id: string
  /** `i-…` */
  readonly instanceId: string
  /** The name inside the instance: `eth0`. */
  readonly device: string
  readonly mac: string
  readonly mtu: number
  readonly addresses: readonly string[]
  /** The subnet's prefix length, and its gateway. */
  readonly prefix: number
  readonly gateway: string
  /** `subnet-…`; inside it no network ACL applies. */
  readonly subnetId: string
  /** The network ACL and the route table of its subnet. */
  readonly networkAclId: string
  readonly routeTableId: string
  readonly groups: readonly string[]
  /** Only packets from and to its own addresses. */
  readonly sourceDestCheck: boolean
}

/** The routes of a table beside the local ones, at most one per destination. */
export interface RouteTableSpec {
  readonly id: string
  readonly routes: readonly RouteSpec[]
}

export interface RouteSpec {
  readonly destination: string
  /** A peering's id, or nothing: packets are dropped (blackhole, or a target that carries no packets here). */
  readonly peering?: string
}

/** This VPC's end of a peering that carries packets. */
export interface PeeringEnd {
  /** `pcx-…` */
  readonly id: string
  readonly side: 'requester' | 'accepter'
  /** What may come in over it: sources outside these blocks are dropped. */
  readonly peerBlocks: readonly string[]
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
}
