/** Egress-only internet gateways: born attached to a VPC, for as long as they are. */
import type { Owned } from './owned.ts'

export interface EgressOnlyGateway extends Owned {
  readonly kind: 'egress-only-gateway'
  readonly vpcId: string
}
