/** Elastic addresses: public addresses that an account keeps until it releases them, mapped to a private one or to none. */
import type { Address } from './cidr.ts'
import type { Owned } from './owned.ts'

/** Its id is that of the allocation, `eipalloc-…`. */
export interface ElasticAddress extends Owned {
  readonly kind: 'elastic-address'
  readonly address: Address
  /** The name that the reverse DNS gives for it, with a dot at its end. */
  readonly domainName?: string
  readonly association?: AddressAssociation
  readonly createdAt: number
}

export interface AddressAssociation {
  /** `eipassoc-…` */
  readonly id: string
  readonly networkInterfaceId: string
  /** The private address, in the text form of `Address`. */
  readonly privateAddress: string
}
