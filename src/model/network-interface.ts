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
  /** The first is the primary one. */
  readonly addresses: readonly [Address, ...Address[]]
  readonly groups: readonly string[]
  readonly sourceDestCheck: boolean
  readonly attachment?: Attachment
  readonly createdAt: number
}

export interface Attachment {
  /** `eni-attach-…` */
  readonly id: string
  readonly instanceId: string
  readonly deviceIndex: number
  readonly attachedAt: number
  readonly deleteOnTermination: boolean
}
