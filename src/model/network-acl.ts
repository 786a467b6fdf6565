/** Network ACLs: stateless, ordered, at the subnet's boundary. Today each VPC has its default one, which lets all pass. */
import type { Cidr } from './cidr.ts'
import type { Owned } from './owned.ts'

export interface NetworkAcl extends Owned {
  readonly kind: 'network-acl'
  readonly vpcId: string
  readonly isDefault: boolean
  readonly entries: readonly NetworkAclEntry[]
}

export interface NetworkAclEntry {
  readonly egress: boolean
  /** 1–32766; the lowest number that matches decides. */
  readonly number: number
  readonly allow: boolean
  /** IANA number as text; `-1` is all. */
  readonly protocol: string
  readonly cidr: Cidr
  readonly ports?: { readonly from: number; readonly to: number }
  readonly icmp?: { readonly type: number; readonly code: number }
}

export interface NetworkAclAssociation extends Owned {
  readonly kind: 'network-acl-association'
  readonly vpcId: string
  readonly networkAclId: string
  readonly subnetId: string
}
