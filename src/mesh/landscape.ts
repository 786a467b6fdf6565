/**
 * The mesh tool: from "these VPCs" to the list of API calls. Here everything is pure: what there is (a `Landscape`) and
 * what is wanted (a `Wish`) become `Link`s, and the difference becomes a `Plan`. Nothing here calls an API: `src/cli/mesh/`
 * reads the landscape with Describe calls and carries the plan out. It knows the public EC2 API only, so that it does the
 * same on AWS. Decision: docs/decisions/0018-a-mesh-is-known-by-its-tags.md.
 */
import type { Cidr } from '../model/cidr.ts'
import type { Owned, Place, Tags } from '../model/owned.ts'
import type { PeeringState } from '../model/peering.ts'

/** What the members' accounts and Regions hold, as far as a mesh is concerned. Each VPC and each peering is there once. */
export interface Landscape {
  readonly vpcs: readonly SeenVpc[]
  /** Those that either side still shows, ended ones too. */
  readonly peerings: readonly SeenPeering[]
}

export interface SeenVpc extends Owned {
  /** Those that are associated: IPv4, the primary one first, then IPv6. */
  readonly blocks: readonly Cidr[]
  readonly dnsSupport: boolean
  readonly dnsHostnames: boolean
  readonly subnets: readonly SeenSubnet[]
  readonly tables: readonly SeenTable[]
  readonly groups: readonly SeenGroup[]
}

export interface SeenSubnet {
  readonly id: string
  readonly tags: Tags
  readonly blocks: readonly Cidr[]
  /** The route table that serves it: its own, else the main one. */
  readonly tableId: string
}

/** A table that serves subnets. Those of gateways are left out: no route of theirs leads out of the VPC. */
export interface SeenTable {
  readonly id: string
  readonly tags: Tags
  readonly isMain: boolean
  readonly routes: readonly SeenRoute[]
}

export interface SeenRoute {
  /** Several for the route of a prefix list; none if the list's entries are not known. */
  readonly destinations: readonly Cidr[]
  readonly prefixListId?: string
  /** Of the prefix list: the route counts as so many. */
  readonly maxEntries?: number
  /** `local`, `pcx-…`, `igw-…`, `nat-…`, … */
  readonly target: string
  readonly isBlackhole: boolean
  /** It came by itself from a virtual private gateway: a static route of the same block wins. */
  readonly isPropagated: boolean
}

export interface SeenGroup {
  readonly id: string
  readonly name: string
  readonly tags: Tags
  readonly rules: readonly SeenRule[]
  /** As how many ingress rules the quota counts all that the group has, by family. */
  readonly counts: Readonly<Record<4 | 6, number>>
}

/** A rule that lets traffic from a block in. Others are not looked at. */
export interface SeenRule extends Ports {
  readonly id: string
  readonly from: Cidr
  readonly tags: Tags
}

/** As in security group rules: `-1` is every protocol, and then the ports are absent. */
export interface Ports {
  readonly protocol: string
  readonly fromPort?: number
  readonly toPort?: number
}

export interface SeenPeering {
  readonly id: string
  readonly state: PeeringState
  /** AWS's own words about the state. */
  readonly message: string
  readonly requester: SeenSide
  readonly accepter: SeenSide
  /** When a request that waits expires, milliseconds since 1970. */
  readonly expiresAt?: number
  /** Each account and Region has tags of its own on a peering, by `placeKey`; absent where nobody could look. */
  readonly tags: Readonly<Record<string, Tags>>
}

export interface SeenSide extends Place {
  readonly vpcId: string
  /** AllowDnsResolutionFromRemoteVpc. */
  readonly dnsResolution: boolean
}
