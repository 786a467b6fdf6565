/** Customer gateways: what AWS is told of a device at the other end of VPN connections. */
import type { Owned } from './owned.ts'

export interface CustomerGateway extends Owned, Device {
  readonly kind: 'customer-gateway'
  readonly state: 'available' | 'deleted'
  readonly since: number
}

/** By these AWS tells one device from another. */
export interface Device {
  /** Its public address. */
  readonly address: string
  /** On the customer's side. */
  readonly asn: number
  readonly deviceName?: string
}

export const isSameDevice = (one: Device, other: Device): boolean =>
  one.address === other.address && one.asn === other.asn && one.deviceName === other.deviceName
