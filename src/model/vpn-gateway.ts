/** Virtual private gateways: the VPC's end of VPN connections. Attached to at most one VPC, and a VPC has at most one. */
import type { Owned } from './owned.ts'

export interface VpnGateway extends Owned {
  readonly kind: 'vpn-gateway'
  /** The private ASN on Amazon's side. */
  readonly asn: number
  readonly zone?: string
  readonly state: 'available' | 'deleted'
  /** When the gateway or its attachment came into its state. */
  readonly since: number
  /** The last one: it is shown after it has ended, until the next. */
  readonly attachment?: VpnGatewayAttachment
}

export interface VpnGatewayAttachment {
  readonly vpcId: string
  readonly state: 'attaching' | 'attached' | 'detaching' | 'detached'
}

/** The VPC that the gateway holds, also while it is only coming or still going. */
export const vpcOfGateway = ({ attachment }: VpnGateway): string | undefined =>
  attachment?.state === 'detached' ? undefined : attachment?.vpcId

/** The VPC that it is attached to, or will be in a moment. */
export const attachedTo = (gateway: VpnGateway | undefined): string | undefined =>
  gateway?.attachment?.state === 'detaching' ? undefined : gateway && vpcOfGateway(gateway)
