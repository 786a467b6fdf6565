/**
 * Egress-only internet gateways: of IPv6 they carry connections that were begun inside, what those send out and the replies
 * to it. Source: VPC User Guide, "Egress-only internet gateways".
 */
import type { EgressOnlyGateway } from '../model/egress-only-gateway.ts'
import { type Hops, type Journey, stop } from './journey.ts'

export function* leaveByEgressOnlyGateway(journey: Journey, id: string): Hops {
  yield { at: 'egress-only-gateway', egressOnlyGatewayId: id, way: 'egress' }
  return journey.isReply ? stop('NO_POSSIBLE_DESTINATION', id) : { journey, spot: { kind: 'internet' } }
}

export function* enterByEgressOnlyGateway(journey: Journey, { id, vpcId }: EgressOnlyGateway): Hops {
  yield { at: 'egress-only-gateway', egressOnlyGatewayId: id, way: 'ingress' }
  return journey.isReply ? { journey, spot: { kind: 'router', vpcId } } : stop('NO_POSSIBLE_DESTINATION', id)
}
