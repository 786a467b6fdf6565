/**
 * Addresses at which Amazon itself answers inside every VPC. Sources: VPC User Guide, "Amazon DNS"; EC2 User Guide, "Instance
 * metadata".
 */
import { type Address, address, nth } from './cidr.ts'
import type { Vpc } from './vpc.ts'

/** Amazon's resolver, as instances are told of it: the third address of the primary block. */
export const resolverOf = ({ blocks: [{ cidr }] }: Vpc): Address => nth(cidr, 2)

/** All its addresses, also those that are the same everywhere; none without DNS support. */
export const resolversOf = (vpc: Vpc): readonly Address[] =>
  vpc.dnsSupport ? [resolverOf(vpc), ...RESOLVER] : []

const RESOLVER: readonly Address[] = ['169.254.169.253', 'fd00:ec2::253'].map(address)

export const METADATA: readonly Address[] = ['169.254.169.254', 'fd00:ec2::254'].map(address)
