import type { SharedService } from '../model/endpoint-service.ts'
import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { newPrivateName, readLoadBalancers, refuseFarther } from './read-service.ts'
import { showSharedService } from './show-endpoint-service.ts'
import { tagsFor } from './tags.ts'

/**
 * Refuses: MissingParameter, and what `tagsFor`, `refuseFarther`, `readLoadBalancers` and `newPrivateName` refuse.
 */
export const CreateVpcEndpointServiceConfiguration: Decide<'CreateVpcEndpointServiceConfiguration'> = (
  situation,
  input,
) => {
  const { NetworkLoadBalancerArns: network, GatewayLoadBalancerArns: gateway, PrivateDnsName: name } = input
  const tags = tagsFor('vpc-endpoint-service', input.TagSpecifications)
  refuseFarther(situation, input)
  const place = placeOf(situation.caller)
  const { type, loadBalancerArns } = readLoadBalancers({ network, gateway }, place)
  if (loadBalancerArns.length === 0)
    throw refuse('MissingParameter/either', 'networkLoadBalancerArns', 'gatewayLoadBalancerArns')
  const service: SharedService = {
    kind: 'endpoint-service',
    id: situation.newId('vpce-svc'),
    ...place,
    type,
    loadBalancerArns,
    acceptanceRequired: input.AcceptanceRequired ?? true,
    ...(name !== undefined && { privateDns: newPrivateName(situation, type, name) }),
    permissions: [],
    createdAt: situation.now,
    tags,
  }
  return {
    changes: [put(service)],
    reply: { ServiceConfiguration: showSharedService(service), ClientToken: input.ClientToken },
  }
}
