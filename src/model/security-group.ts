/** Security groups and their rules. Rules are documents of their own: they have ids and tags, and a group has many. */
import type { Cidr } from './cidr.ts'
import type { Owned } from './owned.ts'

export interface SecurityGroup extends Owned {
  readonly kind: 'security-group'
  readonly vpcId: string
  readonly name: string
  readonly description: string
  readonly createdAt: number
}

/** That a group serves another VPC beside its own. */
export interface GroupAssociation extends Owned {
  readonly kind: 'group-association'
  readonly groupId: string
  readonly vpcId: string
}

export interface SecurityGroupRule extends Owned {
  readonly kind: 'security-group-rule'
  readonly groupId: string
  readonly vpcId: string
  readonly direction: 'ingress' | 'egress'
  readonly protocol: Protocol
  readonly peer: RulePeer
  readonly description?: string
  readonly createdAt: number
}

/**
 * What a rule lets pass. `number` is the IANA protocol number. TCP and UDP have ports, ICMP a type and a code; -1 is
 * any type or code. A protocol without either stands alone.
 */
export type Protocol =
  | { readonly name: 'all' }
  | { readonly name: 'tcp' | 'udp'; readonly from: number; readonly to: number }
  | { readonly name: 'icmp' | 'icmpv6'; readonly type: number; readonly code: number }
  | { readonly name: 'other'; readonly number: number }

/** Whom a rule lets in, or whereto it lets out. A group may be of a peered VPC, also of another account. */
export type RulePeer =
  | { readonly kind: 'cidr'; readonly cidr: Cidr }
  | { readonly kind: 'prefix-list'; readonly prefixListId: string }
  | {
      readonly kind: 'group'
      readonly groupId: string
      readonly ownerId: string
      readonly vpcId: string
      /** The peering that was active when the rule was made; absent for a group of the same VPC. */
      readonly peeringId?: string
    }

export const MOST_TCP_PORT = 65_535
/** The name of the group that a VPC is born with; no other may bear it. */
export const DEFAULT_GROUP = 'default'
