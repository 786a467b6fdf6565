/**
 * The pools that a request may take blocks from. Isthmus has Amazon's IPv6 pool; pools of IPAM and pools of addresses that
 * one brings along cannot be made, so none exists.
 */
import { fromAmazonPool, nextAmazonBlock } from '../model/amazon-ipv6.ts'
import { type Refusal, refuse } from '../model/refusals.ts'
import type { Ipv6BlockAssociation } from '../model/vpc.ts'
import type { Situation } from './decide.ts'

interface PoolWish {
  readonly Ipv4IpamPoolId?: string | undefined
  readonly Ipv4NetmaskLength?: number | undefined
  readonly Ipv6IpamPoolId?: string | undefined
  readonly Ipv6NetmaskLength?: number | undefined
  readonly Ipv6Pool?: string | undefined
}

/**
 * Why a request gets nothing from the pool that it names, or for which it only gives the size of a block.
 * Refuses: InvalidIpamPoolId.NotFound, InvalidPoolID.NotFound, MissingParameter.
 */
export function whyNotPools(wish: PoolWish): Refusal | undefined {
  const ipam = wish.Ipv4IpamPoolId ?? wish.Ipv6IpamPoolId
  if (ipam !== undefined) return refuse('InvalidIpamPoolId.NotFound', ipam)
  if (wish.Ipv6Pool !== undefined) return refuse('InvalidPoolID.NotFound', wish.Ipv6Pool)
  if (wish.Ipv4NetmaskLength !== undefined) return refuse('MissingParameter', 'ipv4IpamPoolId')
  if (wish.Ipv6NetmaskLength !== undefined) return refuse('MissingParameter', 'ipv6IpamPoolId')
  return undefined
}

interface AmazonWish {
  readonly AmazonProvidedIpv6CidrBlock?: boolean | undefined
  readonly Ipv6CidrBlock?: string | undefined
  readonly Ipv6CidrBlockNetworkBorderGroup?: string | undefined
}

/**
 * The IPv6 block that Amazon gives if the request asks for one. A Region is its only network border group here.
 * Refuses: MissingParameter (a block of one's own choice without its pool), InvalidParameterCombination, InvalidParameterValue.
 */
export function amazonBlock(
  { network, caller, newId }: Pick<Situation, 'network' | 'caller' | 'newId'>,
  wish: AmazonWish,
): Ipv6BlockAssociation | undefined {
  if (wish.Ipv6CidrBlock !== undefined) throw refuse('MissingParameter', 'ipv6Pool')
  const group = wish.Ipv6CidrBlockNetworkBorderGroup
  if (group !== undefined && !wish.AmazonProvidedIpv6CidrBlock)
    throw refuse('InvalidParameterCombination/border-group')
  if (group !== undefined && group !== caller.region)
    throw refuse('InvalidParameterValue/border-group', group)
  return wish.AmazonProvidedIpv6CidrBlock
    ? fromAmazonPool(newId('vpc-cidr-assoc'), nextAmazonBlock(network), caller.region)
    : undefined
}
