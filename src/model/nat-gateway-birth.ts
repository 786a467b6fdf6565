/**
 * A NAT gateway comes into being: with a network interface of its own in its subnet, which only the service may change. What
 * is wrong with the network is found out later: the gateway is `pending` first and `failed` then.
 * Source: VPC User Guide, "NAT gateways" and "Troubleshoot NAT gateways".
 */
import { takeAddresses } from './address-wish.ts'
import type { Birth } from './birth.ts'
import type { Address } from './cidr.ts'
import type { ElasticAddress } from './elastic-address.ts'
import { newNetworkInterface } from './interface-birth.ts'
import type { NatAddress, NatGateway, NatGatewayFailure } from './nat-gateway.ts'
import { type Change, type Network, put } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'
import type { Tags } from './owned.ts'
import { Refusal } from './refusals.ts'
import type { Subnet } from './subnet.ts'
import { SubnetAddresses } from './subnet-addresses.ts'

export interface NewNatGateway {
  readonly subnet: Subnet
  /** The primary one first; a private gateway has none. */
  readonly elastic: readonly ElasticAddress[]
  /** Absent: any. */
  readonly primary?: Address
  readonly secondary: readonly Address[]
  /** How many other private addresses beside, whichever they are. */
  readonly secondaryCount: number
  readonly tags: Tags
}

type PrivateAddresses = readonly [Address, ...Address[]]

/** The gateway first. Refuses: a private address that is named and cannot be had (`takeAddresses`). */
export function newNatGateway(
  network: Network,
  birth: Birth,
  wish: NewNatGateway,
): readonly [NatGateway, readonly Change[]] | Refusal {
  const { primary, secondary, secondaryCount, subnet } = wish
  const taken = takeAddresses(new SubnetAddresses(network, subnet), {
    ...(primary && { primary }),
    secondary,
    secondaryCount,
    ipv6: [],
    ipv6Count: 0,
  })
  if (taken instanceof Refusal && taken.code !== NO_ADDRESSES.code) return taken
  const failure = taken instanceof Refusal ? NO_ADDRESSES : failureOf(network, wish)
  const gateway = pending(birth, wish)
  if (failure || taken instanceof Refusal) {
    const addresses = wish.elastic.map(one => ({ elastic: { allocationId: one.id, text: one.address.text } }))
    const failing = { ...gateway, addresses, failure: failure ?? NO_ADDRESSES }
    return [failing, [put(failing)]]
  }
  return connected(birth, wish, gateway, taken)
}

const NO_ADDRESSES: NatGatewayFailure = {
  code: 'InsufficientFreeAddressesInSubnet',
  message: 'Subnet has insufficient free addresses to create this NAT gateway',
}

function failureOf(network: Network, { subnet, elastic }: NewNatGateway): NatGatewayFailure | undefined {
  const inUse = elastic.find(one => one.association)
  if (inUse)
    return {
      code: 'Resource.AlreadyAssociated',
      message: `Elastic IP address ${inUse.id} is already associated`,
    }
  const { vpcId } = subnet
  return elastic.length > 0 && network.internetGateways.count('vpc', vpcId) === 0
    ? { code: 'Gateway.NotAttached', message: `Network ${vpcId} has no Internet gateway attached` }
    : undefined
}

const pending = ({ place, now, newId }: Birth, { subnet, elastic, tags }: NewNatGateway): NatGateway => ({
  kind: 'nat-gateway',
  id: newId('nat'),
  ...place,
  vpcId: subnet.vpcId,
  subnetId: subnet.id,
  zone: subnet.zone,
  connectivity: elastic.length > 0 ? 'public' : 'private',
  state: 'pending',
  since: now,
  createdAt: now,
  addresses: [],
  tags,
})

function connected(
  birth: Birth,
  { subnet, elastic }: NewNatGateway,
  gateway: NatGateway,
  privateAddresses: PrivateAddresses,
): readonly [NatGateway, readonly Change[]] {
  const own: NetworkInterface = {
    ...newNetworkInterface(birth, {
      subnet,
      addresses: privateAddresses,
      groups: [],
      description: `Interface for NAT Gateway ${gateway.id}`,
    }),
    sourceDestCheck: false,
    requester: { type: 'nat_gateway', attachmentId: birth.newId('ela-attach') },
  }
  const { addresses, changes } = mapped(birth, own, privateAddresses, elastic)
  const made = { ...gateway, addresses }
  return [made, [put(made), put(own), ...changes]]
}

/** Private addresses of the gateway's interface, each with its elastic one, if it is a public gateway. */
export function mapped(
  { newId }: Pick<Birth, 'newId'>,
  own: NetworkInterface,
  privateAddresses: readonly Address[],
  elastic: readonly ElasticAddress[],
): { readonly addresses: readonly NatAddress[]; readonly changes: readonly Change[] } {
  const pairs = privateAddresses.map((privateAddress, at) => {
    const one = elastic[at]
    const association = {
      id: newId('eipassoc'),
      networkInterfaceId: own.id,
      privateAddress: privateAddress.text,
    }
    return { privateAddress, associated: one && { ...one, association } }
  })
  return {
    addresses: pairs.map(({ privateAddress, associated }) => ({
      networkInterfaceId: own.id,
      privateAddress,
      ...(associated && {
        elastic: {
          allocationId: associated.id,
          associationId: associated.association.id,
          text: associated.address.text,
        },
      }),
    })),
    changes: pairs.flatMap(({ associated }) => (associated ? [put(associated)] : [])),
  }
}
