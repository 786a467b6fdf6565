/** Network interfaces: what has an address in a subnet. */
import type { Address } from './cidr.ts'
import type { Owned } from './owned.ts'

export interface NetworkInterface extends Owned {
  readonly kind: 'network-interface'
  readonly vpcId: string
  readonly subnetId: string
  readonly zone: string
  readonly mac: string
  readonly description: string
  /** IPv4 before IPv6, each in the order in which they came. The first is the primary one. */
  readonly addresses: readonly [Address, ...Address[]]
  /** Its first IPv6 address is the primary one, and stays. */
  readonly primaryIpv6?: boolean
  readonly groups: readonly string[]
  readonly sourceDestCheck: boolean
  readonly attachment?: Attachment
  readonly requester?: Requester
  /** As long as its instance is up it has an address of Amazon's, if it has none of its owner's. */
  readonly wantsPublicAddress?: boolean
  /** The address of Amazon's that its primary address is mapped to. */
  readonly publicAddress?: Address
  readonly createdAt: number
}

/** A service that made the interface for its owner: only the service can change, attach or delete it. */
export interface Requester {
  /** The type of interface, as it is shown. */
  readonly type: 'nat_gateway' | 'vpc_endpoint'
  /** `ela-attach-…`: to something of the service's that nobody sees. */
  readonly attachmentId: string
}

export interface Attachment {
  /** `eni-attach-…` */
  readonly id: string
  readonly instanceId: string
  readonly deviceIndex: number
  readonly attachedAt: number
  readonly deleteOnTermination: boolean
}

export const addressesOf = (
  { addresses }: { readonly addresses: readonly Address[] },
  version: Address['version'],
): readonly Address[] => addresses.filter(one => one.version === version)

/** One text for an address in a VPC, where at most one interface has it. */
export const addressKey = (vpcId: string, { at }: Address): string => `${vpcId}/${at}`

/** The interface with other addresses; the primary one stays. */
export function withAddresses(one: NetworkInterface, addresses: readonly Address[]): NetworkInterface {
  const [primary] = one.addresses
  const others = addresses.filter(address => address.at !== primary.at)
  const ordered = [4, 6].flatMap(version => others.filter(address => address.version === version))
  return { ...one, addresses: [primary, ...ordered] }
}
