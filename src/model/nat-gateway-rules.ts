/**
 * What may be done with a NAT gateway, and which addresses it may have. Sources: API Reference, "CreateNatGateway",
 * "AssociateNatGatewayAddress", "AssignPrivateNatGatewayAddress"; VPC User Guide, "Amazon VPC quotas".
 */
import type { ElasticAddress } from './elastic-address.ts'
import { notFound } from './identities.ts'
import { isCounted, type NatAddress, type NatGateway } from './nat-gateway.ts'
import type { Network } from './network.ts'
import type { QuotaLimits } from './quotas.ts'
import { type Refusal, refuse } from './refusals.ts'
import type { Subnet } from './subnet.ts'

/** How many addresses a private gateway may have, the primary one among them; AWS raises it for nobody. */
const MOST_PRIVATE_ADDRESSES = 8

/** Refuses: NatGatewayLimitExceeded. */
export function whyNotAnotherIn(
  network: Network,
  { ownerId, zone }: Subnet,
  most: number,
): Refusal | undefined {
  const there = network.natGateways.where('zone', `${ownerId}/${zone}`).filter(isCounted)
  return there.length < most ? undefined : refuse('NatGatewayLimitExceeded', most)
}

/** One that is deleted, or is being deleted, is gone for its owner. Refuses: NatGatewayNotFound. */
export const whyNotDelete = ({ id, state }: NatGateway): Refusal | undefined =>
  state === 'deleting' || state === 'deleted' ? notFound('nat-gateway', id) : undefined

/** Refuses: NatGatewayNotFound (failed or ended), InvalidParameterValue (the other connectivity type). */
export function whyNotReaddress(
  { id, state, connectivity }: NatGateway,
  wanted: NatGateway['connectivity'],
): Refusal | undefined {
  if (state !== 'available') return notFound('nat-gateway', id)
  return connectivity === wanted
    ? undefined
    : refuse('InvalidParameterValue/nat-connectivity', id, connectivity)
}

/** Whether it may have so many addresses altogether. Refuses: AddressLimitExceeded, PrivateIpAddressLimitExceeded. */
export function whyNotSoMany(
  connectivity: NatGateway['connectivity'],
  count: number,
  quotas: QuotaLimits,
): Refusal | undefined {
  if (connectivity === 'public')
    return count > quotas['addresses-per-nat-gateway'] ? refuse('AddressLimitExceeded') : undefined
  return count > MOST_PRIVATE_ADDRESSES ? refuse('PrivateIpAddressLimitExceeded') : undefined
}

/** Refuses: Resource.AlreadyAssociated. */
export function whyNotUse(elastic: readonly ElasticAddress[]): Refusal | undefined {
  const used = elastic.find(one => one.association)
  return used?.association && refuse('Resource.AlreadyAssociated/address', used.id, used.association.id)
}

/** The primary address stays as long as the gateway. Refuses: InvalidParameterValue. */
export const whyNotTakeAway = (
  { id, addresses: [primary] }: NatGateway,
  going: readonly NatAddress[],
): Refusal | undefined =>
  primary && going.includes(primary) ? refuse('InvalidParameterValue/nat-primary', id) : undefined
