/**
 * What may be done with elastic addresses. Sources: API Reference, "AssociateAddress", "DisassociateAddress",
 * "ReleaseAddress"; messages as seen from AWS.
 */
import type { Address } from './cidr.ts'
import { isClassic } from './ec2-classic.ts'
import type { ElasticAddress } from './elastic-address.ts'
import type { Instance } from './instance.ts'
import { whyNotManage } from './interface-rules.ts'
import { type Change, type Network, put } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'
import { elasticOf, restored, unassociated, withoutPublicAddress } from './public-mapping.ts'
import { type Refusal, refuse } from './refusals.ts'

/** Where an elastic address is to lead to. */
export interface Destination {
  readonly interface: NetworkInterface
  readonly privateAddress: Address
}

/** Refuses: InvalidParameterCombination (EC2-Classic), InvalidInstanceID (not running or stopped, more than one interface). */
export function whyNotInstance(network: Network, instance: Instance): Refusal | undefined {
  const { id, state } = instance
  if (isClassic(network, instance)) return refuse('InvalidParameterCombination/address-and-classic', id)
  if (!['running', 'stopping', 'stopped'].includes(state)) return refuse('InvalidInstanceID/state', state, id)
  const interfaces = network.networkInterfaces.count('instance', id)
  return interfaces === 1 ? undefined : refuse('InvalidInstanceID/interfaces', id)
}

/**
 * `mayMove`: an address that leads elsewhere may be taken from there. Refuses: AuthFailure (a service's interface),
 * Gateway.NotAttached, Resource.AlreadyAssociated.
 */
export function whyNotAssociate(
  network: Network,
  elastic: ElasticAddress,
  to: Destination,
  mayMove: boolean,
): Refusal | undefined {
  const { vpcId } = to.interface
  const managed = whyNotManage(to.interface) ?? whyNotDisassociate(network, elastic)
  if (managed) return managed
  if (network.internetGateways.count('vpc', vpcId) === 0) return refuse('Gateway.NotAttached/address', vpcId)
  if (mayMove) return undefined
  const { association } = elastic
  if (association) return refuse('Resource.AlreadyAssociated/address', elastic.id, association.id)
  const other = elasticOf(network, to.interface, to.privateAddress)
  return other?.association
    ? refuse('Resource.AlreadyAssociated/interface', to.interface.id, other.association.id)
    : undefined
}

/** The address leads there from now on: another elastic one is without an association, one of Amazon's goes back. */
export function associated(
  network: Network,
  elastic: ElasticAddress,
  to: Destination,
  { id, now }: { readonly id: string; readonly now: number },
): readonly Change[] {
  const { interface: one, privateAddress } = to
  const before = elasticOf(network, one, privateAddress)
  const isPrimary = one.addresses[0].at === privateAddress.at
  const isMoved = elastic.association && elastic.association.networkInterfaceId !== one.id
  const association = { id, networkInterfaceId: one.id, privateAddress: privateAddress.text }
  return [
    ...(before ? [put(unassociated(before))] : []),
    ...(isMoved ? restored(network, elastic, now) : []),
    ...(isPrimary && one.publicAddress ? [put(withoutPublicAddress(one))] : []),
    put({ ...elastic, association }),
  ]
}

/** Refuses: AuthFailure (a service's interface). */
export function whyNotDisassociate(network: Network, { association }: ElasticAddress): Refusal | undefined {
  const one = association && network.networkInterfaces.get(association.networkInterfaceId)
  return one && whyNotManage(one)
}

/**
 * In the default VPC an address is taken from its interface by releasing it; elsewhere not. Refuses: InvalidAddress.NotFound
 * (another border group), AuthFailure, InvalidIPAddress.InUse, InvalidAddress.Locked (a name in the reverse DNS).
 */
export function whyNotRelease(
  network: Network,
  elastic: ElasticAddress,
  borderGroup: string = elastic.region,
): Refusal | undefined {
  const { address, association, domainName, region } = elastic
  if (borderGroup !== region) return refuse('InvalidAddress.NotFound', address.text)
  const managed = whyNotDisassociate(network, elastic)
  if (managed) return managed
  const one = association && network.networkInterfaces.get(association.networkInterfaceId)
  if (one && !network.vpcs.get(one.vpcId)?.isDefault) return refuse('InvalidIPAddress.InUse', address.text)
  return domainName === undefined ? undefined : refuse('InvalidAddress.Locked', elastic.id)
}
