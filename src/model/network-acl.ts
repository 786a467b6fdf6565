/** Network ACLs: stateless, ordered, at the subnet's boundary. A VPC is born with one that lets all pass. */
import type { Cidr } from './cidr.ts'
import type { Owned } from './owned.ts'
import type { Protocol } from './security-group.ts'

export interface NetworkAcl extends Owned {
  readonly kind: 'network-acl'
  readonly vpcId: string
  readonly isDefault: boolean
  /** No two of a direction have the same number. */
  readonly entries: readonly NetworkAclEntry[]
}

/** By what an entry is known in its ACL. */
export interface EntryPlace {
  readonly egress: boolean
  /** 1–32766; the lowest number that matches decides. */
  readonly number: number
}

export interface NetworkAclEntry extends EntryPlace {
  readonly allow: boolean
  readonly protocol: Protocol
  /** Where packets come from, or with `egress` whereto they go. */
  readonly cidr: Cidr
}

/** Every subnet has one. */
export interface NetworkAclAssociation extends Owned {
  readonly kind: 'network-acl-association'
  readonly vpcId: string
  readonly networkAclId: string
  readonly subnetId: string
}
