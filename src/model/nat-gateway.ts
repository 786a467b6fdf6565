/** NAT gateways. What they do to packets is the data plane's; what becomes of them is in `nat-gateway-lifecycle.ts`. */
import type { Address } from './cidr.ts'
import type { Owned } from './owned.ts'

export interface NatGateway extends Owned {
  readonly kind: 'nat-gateway'
  readonly vpcId: string
  readonly subnetId: string
  readonly zone: string
  readonly connectivity: 'public' | 'private'
  readonly state: NatGatewayState
  /** When it came into this state. */
  readonly since: number
  readonly createdAt: number
  /** Why it becomes, or has become, `failed`. */
  readonly failure?: NatGatewayFailure
  /** The primary one first. A gateway that failed has those that it was to have, without private ones. */
  readonly addresses: readonly NatAddress[]
}

export type NatGatewayState = 'pending' | 'failed' | 'available' | 'deleting' | 'deleted'

export interface NatGatewayFailure {
  readonly code: 'Gateway.NotAttached' | 'InsufficientFreeAddressesInSubnet' | 'Resource.AlreadyAssociated'
  readonly message: string
}

export interface NatAddress {
  /** The gateway's own interface, the same for all. */
  readonly networkInterfaceId?: string
  readonly privateAddress?: Address
  /** A public gateway maps each private address to an elastic one. */
  readonly elastic?: { readonly allocationId: string; readonly associationId?: string; readonly text: string }
}

/** The gateway's own interface; one that failed has none. */
export const interfaceOf = ({ addresses: [primary] }: NatGateway): string | undefined =>
  primary?.networkInterfaceId

/** It has, or is being given, a place in the data plane. */
export const isUp = ({ state }: NatGateway): boolean => state === 'pending' || state === 'available'

/** Those that the quota of a zone counts. */
export const isCounted = ({ state }: NatGateway): boolean =>
  state === 'pending' || state === 'available' || state === 'deleting'
