/** What requests say of an endpoint service, read into the form of the model. */
import type { PrivateDnsName, SharedService } from '../model/endpoint-service.ts'
import { refuse } from '../model/refusals.ts'
import { whyNotLoadBalancers, whyNotPrivateName } from '../model/service-rules.ts'
import type { Input, Situation } from './decide.ts'
import { refuseUnsupported } from './unsupported.ts'

/** Load balancers as requests name them: network ones, or gateway ones. */
export interface NamedLoadBalancers {
  readonly network: readonly string[] | undefined
  readonly gateway: readonly string[] | undefined
}

/**
 * The load balancers that a request names, each once, all of one type; none if it names none. Refuses:
 * InvalidParameterCombination (both types), and what `whyNotLoadBalancers` refuses.
 */
export function readLoadBalancers(
  { network: nets = [], gateway: gateways = [] }: NamedLoadBalancers,
  place: Pick<SharedService, 'ownerId' | 'region'>,
): Pick<SharedService, 'type' | 'loadBalancerArns'> {
  if (nets.length > 0 && gateways.length > 0)
    throw refuse('InvalidParameterCombination/together', 'networkLoadBalancerArns', 'gatewayLoadBalancerArns')
  const type = gateways.length > 0 ? 'GatewayLoadBalancer' : 'Interface'
  const loadBalancerArns = [...new Set([...nets, ...gateways])]
  const no = whyNotLoadBalancers(type, loadBalancerArns, place)
  if (no) throw no
  return { type, loadBalancerArns }
}

/** A private name whose owner has yet to be verified. Refuses: InvalidParameter. */
export function newPrivateName(
  { newId }: Situation,
  type: SharedService['type'],
  name: string,
): PrivateDnsName {
  const no = whyNotPrivateName(type, name)
  if (no) throw no
  const random = () => newId('').slice(1)
  return {
    name,
    state: 'pendingVerification',
    record: { name: `_${random()}`, value: `vpce:${random()}` },
  }
}

type Reach = Pick<
  Input<'CreateVpcEndpointServiceConfiguration'>,
  'SupportedIpAddressTypes' | 'SupportedRegions'
>

/** Services have IPv4 and their own Region. Refuses: UnsupportedOperation, for IPv6 and other Regions. */
export function refuseFarther(
  { caller }: Situation,
  { SupportedIpAddressTypes: types, SupportedRegions: regions }: Reach,
  prefix: '' | 'add' = '',
): void {
  const others = {
    supportedIpAddressTypes: types?.filter(type => type !== 'ipv4'),
    supportedRegions: regions?.filter(region => region !== caller.region),
  }
  refuseUnsupported(others, { supportedIpAddressTypes: [], supportedRegions: [] }, prefix)
}
