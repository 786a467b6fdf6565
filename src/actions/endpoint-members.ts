/** The members of endpoint requests that only one type of endpoint takes. */

import type { DnsOptionsSpecification } from '@aws-sdk/client-ec2'
import { refuse } from '../model/refusals.ts'
import type { Input } from './decide.ts'
import type { Unsupported } from './unsupported.ts'

type Members = Input<'CreateVpcEndpoint'> & Input<'ModifyVpcEndpoint'>

export const GATEWAY_ONLY = ['RouteTableIds', 'AddRouteTableIds', 'RemoveRouteTableIds'] as const
export const INTERFACE_ONLY = [
  'SubnetIds',
  'AddSubnetIds',
  'RemoveSubnetIds',
  'SubnetConfigurations',
  'SecurityGroupIds',
  'AddSecurityGroupIds',
  'RemoveSecurityGroupIds',
  'PrivateDnsEnabled',
] as const

/** The DNS options that leave the names of an endpoint as they are. */
export const GATEWAY_DNS = {
  DnsRecordIpType: ['service-defined'],
  PrivateDnsOnlyForInboundResolverEndpoint: [false],
  PrivateDnsPreference: [],
  PrivateDnsSpecifiedDomains: [],
} as const satisfies Unsupported<DnsOptionsSpecification>
export const INTERFACE_DNS = {
  ...GATEWAY_DNS,
  DnsRecordIpType: ['ipv4'],
} as const satisfies Unsupported<DnsOptionsSpecification>

/** Refuses: InvalidParameter, for a member of the other type; a flag that is false and an empty list ask for nothing. */
export function refuseOtherTypes(
  input: Partial<Members>,
  members: readonly (keyof Members)[],
  type: 'Gateway' | 'Interface',
): void {
  for (const member of members) {
    const value = input[member]
    const isNothing = !value || (Array.isArray(value) && value.length === 0)
    if (!isNothing)
      throw refuse('InvalidParameter/endpoint-member', `${member[0]?.toLowerCase()}${member.slice(1)}`, type)
  }
}
