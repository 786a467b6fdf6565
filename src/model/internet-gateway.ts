/** Internet gateways: attached to at most one VPC, and a VPC has at most one. */
import type { Owned } from './owned.ts'

export interface InternetGateway extends Owned {
  readonly kind: 'internet-gateway'
  readonly vpcId?: string
}
