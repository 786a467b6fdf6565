/** A subnet: a part of a VPC's block in one availability zone. */
import { type Address, type Cidr, nth } from './cidr.ts'
import type { Owned } from './owned.ts'
import type { Ipv6BlockAssociation } from './vpc.ts'

export interface Subnet extends Owned {
  readonly kind: 'subnet'
  readonly vpcId: string
  readonly zone: string
  readonly cidr: Cidr
  /** The associations' ids are `subnet-cidr-assoc-…`. */
  readonly ipv6Blocks: readonly Ipv6BlockAssociation[]
  readonly isDefault: boolean
  readonly mapPublicIpOnLaunch: boolean
  readonly assignIpv6OnCreation: boolean
  readonly dns64: boolean
  readonly hostnameType: 'ip-name' | 'resource-name'
  readonly resourceNameDnsA: boolean
  readonly resourceNameDnsAAAA: boolean
  readonly createdAt: number
}

/** The router's address in a subnet, the first after the network address. */
export const gatewayOf = (subnet: Subnet): Address => nth(subnet.cidr, 1)

/** The first four addresses of a subnet and its last are AWS's own (VPC User Guide, "Subnet sizing"). */
export const RESERVED_ADDRESSES = [0, 1, 2, 3, -1] as const
