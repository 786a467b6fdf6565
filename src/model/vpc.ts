/** A VPC and its address blocks. */
import type { Cidr } from './cidr.ts'
import type { Owned } from './owned.ts'

export interface Vpc extends Owned {
  readonly kind: 'vpc'
  readonly isDefault: boolean
  readonly tenancy: 'default' | 'dedicated'
  readonly dhcpOptionsId: string
  /** The first is the primary block: it cannot be taken away. */
  readonly blocks: readonly [BlockAssociation, ...BlockAssociation[]]
  readonly ipv6Blocks: readonly Ipv6BlockAssociation[]
  readonly dnsSupport: boolean
  readonly dnsHostnames: boolean
  readonly addressUsageMetrics: boolean
  readonly createdAt: number
  /** Whether instances of EC2-Classic may be linked to it; absent: no. */
  readonly classicLink?: boolean
  /** Whether public names of linked instances, and of its own for them, lead to private addresses; absent: no. */
  readonly classicLinkDns?: boolean
}

export interface BlockAssociation {
  /** `vpc-cidr-assoc-…` */
  readonly id: string
  readonly cidr: Cidr
  /** When it was given back: shown as `disassociated` for a while, and no longer an address of the VPC. */
  readonly disassociatedAt?: number
}

export interface Ipv6BlockAssociation extends BlockAssociation {
  readonly pool: string
  readonly networkBorderGroup: string
}

/** The blocks a VPC has now, IPv4 first, the primary one at the head. */
export const blocksOf = (vpc: Vpc): readonly Cidr[] => [
  ...ipv4BlocksOf(vpc),
  ...vpc.ipv6Blocks.filter(held).map(a => a.cidr),
]

export const ipv4BlocksOf = (vpc: Vpc): readonly Cidr[] => vpc.blocks.filter(held).map(a => a.cidr)

export const held = (association: BlockAssociation): boolean => association.disassociatedAt === undefined
