/** Which internet gateway may be attached to which VPC. Messages as seen from AWS. */
import type { InternetGateway } from './internet-gateway.ts'
import type { Network } from './network.ts'
import { hasPublic } from './public-mapping.ts'
import { type Refusal, refuse } from './refusals.ts'
import type { Vpc } from './vpc.ts'

/** One gateway, one VPC. Refuses: Resource.AlreadyAssociated, InvalidParameterValue. */
export function whyNotAttach(network: Network, gateway: InternetGateway, vpc: Vpc): Refusal | undefined {
  if (gateway.vpcId) return refuse('Resource.AlreadyAssociated/gateway', gateway.id, gateway.vpcId)
  return network.internetGateways.count('vpc', vpc.id) > 0
    ? refuse('InvalidParameterValue/second-gateway', vpc.id)
    : undefined
}

/** Refuses: Gateway.NotAttached, DependencyViolation (public addresses lead into the VPC). */
export function whyNotDetach(network: Network, gateway: InternetGateway, vpc: Vpc): Refusal | undefined {
  if (gateway.vpcId !== vpc.id) return refuse('Gateway.NotAttached', gateway.id, vpc.id)
  return hasPublic(network, vpc.id) ? refuse('DependencyViolation/public-addresses', vpc.id) : undefined
}

/** Refuses: DependencyViolation. */
export const whyNotDeleteGateway = (gateway: InternetGateway): Refusal | undefined =>
  gateway.vpcId ? refuse('DependencyViolation', 'internetGateway', gateway.id) : undefined
