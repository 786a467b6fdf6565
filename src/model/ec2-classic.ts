/**
 * EC2-Classic: the flat network of a Region that all accounts share, outside of their VPCs. It is kept as a VPC of Amazon's
 * with a subnet in each zone, so that whatever knows a VPC knows EC2-Classic; no account finds it, for it is nobody's, and
 * the interfaces in it are Amazon's too. An account has EC2-Classic where `--classiclink` was set when it first used the
 * Region; there it has no default VPC, as AWS had it.
 * Source: EC2 User Guide, "EC2-Classic".
 */
import { inPlace, type Network } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'
import { AMAZON, type Place, placeKey } from './owned.ts'
import { type Refusal, refuse } from './refusals.ts'
import { SubnetAddresses } from './subnet-addresses.ts'
import type { Vpc } from './vpc.ts'

export const amazonIn = (region: string): Place => ({ ownerId: AMAZON, region })

/** The EC2-Classic of a Region; undefined while no account has it there. */
export const classicIn = (network: Network, region: string): Vpc | undefined =>
  inPlace(network, 'vpc', amazonIn(region))[0]

/** The EC2-Classic of the Region, if the account has it. */
export const classicOf = (network: Network, place: Place): Vpc | undefined =>
  network.openedRegions.get(placeKey(place))?.classic ? classicIn(network, place.region) : undefined

/** Whether an instance, an interface or a security group is of EC2-Classic. */
export const isClassic = (network: Network, { vpcId }: { readonly vpcId: string }): boolean =>
  network.vpcs.get(vpcId)?.ownerId === AMAZON

/** The VPC that something is in, as its owner sees it: none in EC2-Classic. */
export const shownVpc = (network: Network, of: { readonly vpcId: string }): string | undefined =>
  isClassic(network, of) ? undefined : of.vpcId

const FAMILIES = new Set('c1 c3 cc2 cr1 d2 g2 hs1 i2 m1 m2 m3 r3 t1'.split(' '))

/** Why an instance of EC2-Classic may not be of a type: all newer ones want a VPC. Refuses: VPCResourceNotSpecified. */
export const whyNotClassicType = (type: string): Refusal | undefined =>
  FAMILIES.has(type.split('.', 1)[0] ?? '') ? undefined : refuse('VPCResourceNotSpecified')

/** An interface as it is when its instance starts again: in EC2-Classic with another private address. */
export function restarted(network: Network, one: NetworkInterface): NetworkInterface {
  const subnet = isClassic(network, one) ? network.subnets.get(one.subnetId) : undefined
  const address = subnet && new SubnetAddresses(network, subnet).takeFree(4)
  return address ? { ...one, addresses: [address] } : one
}
