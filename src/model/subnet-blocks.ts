/** Which blocks a subnet may have, and how many addresses it has left. Source: VPC User Guide, "Subnet CIDR blocks". */
import { type Cidr, contains, holds, overlaps, size } from './cidr.ts'
import type { Network } from './network.ts'
import type { QuotaLimits } from './quotas.ts'
import { type Refusal, refuse } from './refusals.ts'
import { RESERVED_ADDRESSES, type Subnet } from './subnet.ts'
import { type BlockAssociation, blocksOf, held, type Vpc } from './vpc.ts'

/** The lengths of prefix that a subnet's block may have. */
const prefixes: Readonly<Record<Cidr['version'], (prefix: number) => boolean>> = {
  4: prefix => prefix >= 16 && prefix <= 28,
  6: prefix => prefix >= 44 && prefix <= 64 && prefix % 4 === 0,
}

/** Why a VPC may not have a subnet with this block, of either family. Refuses: InvalidSubnet.Range, InvalidSubnet.Conflict. */
export function whyNotSubnetBlock(network: Network, vpc: Vpc, block: Cidr): Refusal | undefined {
  if (!prefixes[block.version](block.prefix) || !blocksOf(vpc).some(outer => contains(outer, block)))
    return refuse('InvalidSubnet.Range', block.text)
  const taken = network.subnets.where('vpc', vpc.id).flatMap(subnetBlocks)
  return taken.some(other => overlaps(other, block))
    ? refuse('InvalidSubnet.Conflict', block.text)
    : undefined
}

/**
 * Why a subnet may not have this IPv6 block: one is all that it may have. Refuses: InvalidSubnet.Range,
 * InvalidSubnet.Conflict, CidrLimitExceeded.
 */
export const whyNotAddSubnetBlock = (
  network: Network,
  vpc: Vpc,
  subnet: Subnet,
  block: Cidr,
): Refusal | undefined =>
  subnet.ipv6Blocks.some(held)
    ? refuse('CidrLimitExceeded/subnet', subnet.id)
    : whyNotSubnetBlock(network, vpc, block)

/** Why a block may not be taken from a subnet: an interface has an address of it. Refuses: InvalidCidrBlock.InUse. */
export function whyNotGiveSubnetBlockBack(
  network: Network,
  { id }: Subnet,
  { cidr: block }: BlockAssociation,
): Refusal | undefined {
  const inUse = network.networkInterfaces
    .where('subnet', id)
    .some(one => one.addresses.some(address => holds(block, address)))
  return inUse ? refuse('InvalidCidrBlock.InUse/subnet', id, block.text) : undefined
}

const subnetBlocks = (subnet: Subnet): readonly Cidr[] => [
  subnet.cidr,
  ...subnet.ipv6Blocks.filter(held).map(one => one.cidr),
]

/** Why a VPC may not have another subnet. Refuses: SubnetLimitExceeded. */
export function whyNotOneMoreSubnet(network: Network, vpc: Vpc, quotas: QuotaLimits): Refusal | undefined {
  return network.subnets.count('vpc', vpc.id) >= quotas['subnets-per-vpc']
    ? refuse('SubnetLimitExceeded')
    : undefined
}

/** Why a setting for IPv6 may not be switched on in a subnet: it has no such block. Refuses: InvalidParameterValue. */
export const whyNotIpv6Setting = (subnet: Subnet, parameter: string): Refusal | undefined =>
  subnet.ipv6Blocks.some(held)
    ? undefined
    : refuse('InvalidParameterValue/subnet-without-ipv6', subnet.id, parameter)

/** How many IPv4 addresses of a subnet are nobody's: those of stopped instances are still theirs. */
export function availableAddresses(network: Network, subnet: Subnet): number {
  const taken = network.networkInterfaces
    .where('subnet', subnet.id)
    .reduce((sum, { addresses }) => sum + addresses.filter(one => one.version === 4).length, 0)
  return size(subnet.cidr) - RESERVED_ADDRESSES.length - taken
}
