/**
 * Which public address a private one is mapped to: an elastic address, or one of Amazon's, which an instance's interface has
 * as long as the instance is up and no elastic address takes its place. Sources: EC2 User Guide, "Amazon EC2 instance IP
 * addressing", "Elastic IP addresses"; API Reference, "AssociateAddress", "ReleaseAddress".
 */
import type { Address } from './cidr.ts'
import { restarted } from './ec2-classic.ts'
import type { ElasticAddress } from './elastic-address.ts'
import { isUp } from './instance.ts'
import { type Change, type Network, put } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'
import { freePublicAddress } from './public-pool.ts'

export interface PublicMapping {
  readonly address: Address
  /** Absent: the address is Amazon's. */
  readonly elastic?: ElasticAddress
}

/** What a public address stands for inside a VPC. */
export interface PrivateEnd {
  readonly interface: NetworkInterface
  /** Which of its addresses. */
  readonly address: Address
  /** Absent: the public address is Amazon's. */
  readonly elastic?: ElasticAddress
}

/** The elastic address that a private address of an interface is mapped to. */
export const elasticOf = (network: Network, one: NetworkInterface, { text }: Address) =>
  network.elasticAddresses
    .where('interface', one.id)
    .find(({ association }) => association?.privateAddress === text)

/** The public address that a private address of an interface is mapped to. */
export function publicOf(
  network: Network,
  one: NetworkInterface,
  privateAddress: Address,
): PublicMapping | undefined {
  const elastic = elasticOf(network, one, privateAddress)
  if (elastic) return { address: elastic.address, elastic }
  const isPrimary = one.addresses[0].at === privateAddress.at
  return isPrimary && one.publicAddress ? { address: one.publicAddress } : undefined
}

/** What a public address is mapped to: an interface and which of its addresses; undefined if it is not. */
export function privateOf(network: Network, { text }: Address): PrivateEnd | undefined {
  const [elastic] = network.elasticAddresses.where('address', text)
  const association = elastic?.association
  const [one] = association
    ? [network.networkInterfaces.get(association.networkInterfaceId)]
    : network.networkInterfaces.where('public', text)
  const address = association
    ? one?.addresses.find(own => own.text === association.privateAddress)
    : one?.addresses[0]
  return one && address && { interface: one, address, ...(elastic && { elastic }) }
}

/** Whether any private address of a VPC is mapped to a public one. */
export const hasPublic = (network: Network, vpcId: string): boolean =>
  network.networkInterfaces
    .where('vpc', vpcId)
    .some(one => one.publicAddress || network.elasticAddresses.count('interface', one.id) > 0)

/** The interface with an address of Amazon's; without one if the pool is exhausted. `taken` as in the pool. */
export function withPublicAddress(
  network: Network,
  one: NetworkInterface,
  now: number,
  taken?: ReadonlySet<string>,
): NetworkInterface {
  const address = freePublicAddress(network, `${one.id}@${now}`, taken)
  return address ? { ...one, publicAddress: address } : one
}

export function withoutPublicAddress({ publicAddress: _, ...one }: NetworkInterface): NetworkInterface {
  return one
}

/**
 * The interfaces of an instance that starts, in which its interface gets an address of Amazon's again. It does not if the
 * instance has another interface, or an elastic address.
 */
export function remapped(network: Network, instanceId: string, now: number): readonly Change[] {
  const [one, another] = network.networkInterfaces.where('instance', instanceId)
  if (!one?.wantsPublicAddress || another || network.elasticAddresses.count('interface', one.id) > 0)
    return []
  return [put(withPublicAddress(network, restarted(network, one), now))]
}

/** What changes when an instance stops: its addresses of Amazon's go back, elastic ones stay. */
export const unmapped = (network: Network, instanceId: string): readonly Change[] =>
  network.networkInterfaces
    .where('instance', instanceId)
    .filter(one => one.publicAddress)
    .map(one => put(withoutPublicAddress(one)))

/** The elastic addresses of an interface without it: what changes beside when an interface goes. */
export const withoutAssociations = (network: Network, interfaceId: string): readonly Change[] =>
  network.elasticAddresses.where('interface', interfaceId).map(one => put(unassociated(one)))

/** The elastic addresses of some private addresses of an interface without them: what changes beside when those go. */
export const withoutAddressAssociations = (
  network: Network,
  interfaceId: string,
  gone: readonly Address[],
): readonly Change[] =>
  network.elasticAddresses
    .where('interface', interfaceId)
    .filter(({ association }) => gone.some(({ text }) => text === association?.privateAddress))
    .map(one => put(unassociated(one)))

export function unassociated({ association: _, ...one }: ElasticAddress): ElasticAddress {
  return one
}

/** What changes when the owner takes an elastic address from its interface. */
export const disassociated = (network: Network, elastic: ElasticAddress, now: number): readonly Change[] => [
  put(unassociated(elastic)),
  ...restored(network, elastic, now),
]

/** The interface that an elastic address leaves, if it gets one of Amazon's in its place. */
export function restored(network: Network, { association }: ElasticAddress, now: number): readonly Change[] {
  const one = association && network.networkInterfaces.get(association.networkInterfaceId)
  const instance = one?.attachment && network.instances.get(one.attachment.instanceId)
  if (!one?.wantsPublicAddress || one.publicAddress || !instance || !isUp(instance)) return []
  const isLast = network.elasticAddresses.count('interface', one.id) === 1
  const isAlone = network.networkInterfaces.count('instance', instance.id) === 1
  return isLast && isAlone ? [put(withPublicAddress(network, one, now))] : []
}
