/** A network interface as packets meet it. */
import { type Address, type Cidr, holds } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import type { Subnet } from '../model/subnet.ts'
import { blocksOf, held, type Vpc } from '../model/vpc.ts'
import type { Hop } from './hop.ts'
import { type Stopped, stop } from './journey.ts'

/** The interface as a hop, with the address that the packet has there; on its way through that is the primary one. */
export const interfaceHop = (one: NetworkInterface, met: Address): Hop => ({
  at: 'interface',
  interfaceId: one.id,
  ...(one.attachment && { instanceId: one.attachment.instanceId }),
  address: (hasAddress(one, met) ? met : one.addresses[0]).text,
  subnetId: one.subnetId,
  vpcId: one.vpcId,
})

/** Nothing sends or answers there. */
export const notConnected = ({ id, attachment, requester }: NetworkInterface): Stopped =>
  attachment || requester
    ? stop('BAD_STATE', attachment?.instanceId ?? id)
    : stop('UNASSOCIATED_COMPONENT', id)

export const isSame = (one: Address, other: Address): boolean =>
  one.version === other.version && one.at === other.at

export const hasAddress = ({ addresses }: NetworkInterface, wanted: Address): boolean =>
  addresses.some(own => isSame(own, wanted))

/** The interface of a VPC that has the address. */
export const interfaceAt = (network: Network, vpcId: string, at: Address): NetworkInterface | undefined =>
  network.networkInterfaces.where('vpc', vpcId).find(one => hasAddress(one, at))

export function subnetOf(network: Network, { subnetId }: NetworkInterface): Subnet {
  const subnet = network.subnets.get(subnetId)
  if (!subnet) throw new Error(`an interface is in ${subnetId}, which does not exist`)
  return subnet
}

export const isInSubnet = ({ cidr, ipv6Blocks }: Subnet, one: Address): boolean =>
  isIn([cidr, ...ipv6Blocks.filter(held).map(block => block.cidr)], one)

export const isIn = (blocks: readonly Cidr[], one: Address): boolean =>
  blocks.some(block => holds(block, one))

/** The blocks of a VPC; none, if there is no such one. */
export function blocksIn(network: Network, vpcId: string): readonly Cidr[] {
  const vpc = network.vpcs.get(vpcId)
  return vpc ? blocksOf(vpc) : []
}

export function vpcOf(network: Network, vpcId: string): Vpc {
  const vpc = network.vpcs.get(vpcId)
  if (!vpc) throw new Error(`something is in ${vpcId}, which does not exist`)
  return vpc
}

/** The primary interface of an instance. */
export function primaryOf(network: Network, instanceId: string): NetworkInterface | undefined {
  const at = (one: NetworkInterface) => one.attachment?.deviceIndex ?? 0
  const [primary] = network.networkInterfaces.where('instance', instanceId).toSorted((a, b) => at(a) - at(b))
  return primary
}
