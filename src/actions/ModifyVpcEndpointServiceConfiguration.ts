import { whyNotLetGo } from '../model/endpoint-connection.ts'
import type { PrivateDnsName, SharedService } from '../model/endpoint-service.ts'
import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide, Input, Situation } from './decide.ts'
import { find } from './find.ts'
import { newPrivateName, readLoadBalancers, refuseFarther } from './read-service.ts'

type Request = Input<'ModifyVpcEndpointServiceConfiguration'>

/**
 * Refuses: as `find`, ExistingVpcEndpointConnections (load balancers are taken away), InvalidParameter (no load balancer or no
 * address type is left), InvalidParameterCombination, and what `refuseFarther`, `readLoadBalancers` and `newPrivateName` refuse.
 */
export const ModifyVpcEndpointServiceConfiguration: Decide<'ModifyVpcEndpointServiceConfiguration'> = (
  situation,
  input,
) => {
  const service = find(situation, 'endpoint-service', input.ServiceId, 'serviceId')
  const { AddSupportedIpAddressTypes: types, AddSupportedRegions: regions } = input
  refuseFarther(situation, { SupportedIpAddressTypes: types, SupportedRegions: regions }, 'add')
  if (input.RemoveSupportedIpAddressTypes?.includes('ipv4')) throw refuse('InvalidParameter/no-address-type')
  const { privateDns: _, ...unnamed } = service
  const privateDns = privateNameAfter(situation, service, input)
  const modified: SharedService = {
    ...unnamed,
    loadBalancerArns: loadBalancersAfter(situation, service, input),
    acceptanceRequired: input.AcceptanceRequired ?? service.acceptanceRequired,
    ...(privateDns && { privateDns }),
  }
  return { changes: [put(modified)], reply: { Return: true } }
}

/** A service keeps the type of its load balancers. */
function loadBalancersAfter(
  { network }: Situation,
  service: SharedService,
  input: Request,
): readonly string[] {
  const { loadBalancerArns: before, id } = service
  const added = namedOf(service, input.AddNetworkLoadBalancerArns, input.AddGatewayLoadBalancerArns)
  const removed = namedOf(service, input.RemoveNetworkLoadBalancerArns, input.RemoveGatewayLoadBalancerArns)
  const strange = removed.find(arn => !before.includes(arn))
  if (strange !== undefined) throw refuse('InvalidParameter/not-its-load-balancer', strange, id)
  const no = removed.length > 0 ? whyNotLetGo(network, id) : undefined
  if (no) throw no
  const after = [...new Set([...before, ...added])].filter(arn => !removed.includes(arn))
  if (after.length === 0) throw refuse('InvalidParameter/no-load-balancer')
  return after
}

function namedOf(
  service: SharedService,
  network: readonly string[] | undefined,
  gateway: readonly string[] | undefined,
): readonly string[] {
  const { type, loadBalancerArns } = readLoadBalancers({ network, gateway }, service)
  if (loadBalancerArns.length > 0 && type !== service.type)
    throw refuse('InvalidParameter/load-balancer-type', service.id, service.type)
  return loadBalancerArns
}

/** The same name again stays as verified as it is. */
function privateNameAfter(
  situation: Situation,
  { type, privateDns }: SharedService,
  { PrivateDnsName: name, RemovePrivateDnsName: isRemoved }: Request,
): PrivateDnsName | undefined {
  if (name !== undefined && isRemoved)
    throw refuse('InvalidParameterCombination/together', 'privateDnsName', 'removePrivateDnsName')
  if (isRemoved) return undefined
  return name === undefined || name === privateDns?.name ? privateDns : newPrivateName(situation, type, name)
}
