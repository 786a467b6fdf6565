import { stateOf } from '../model/endpoint-lifecycle.ts'
import type { VpcEndpoint } from '../model/vpc-endpoint.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showVpcEndpoint } from './show-vpc-endpoint.ts'

/** Refuses: InvalidVpcEndpointId.Malformed, InvalidVpcEndpointId.NotFound, and what `describe` refuses. */
export const DescribeVpcEndpoints: Decide<'DescribeVpcEndpoints'> = (situation, input) => {
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids: input.VpcEndpointIds })
  return { reply: { VpcEndpoints: found.map(one => showVpcEndpoint(situation.network, one)), NextToken } }
}

const catalogue = (situation: Situation): Catalogue<VpcEndpoint> =>
  ownedCatalogue(situation, 'vpc-endpoint', {
    filters: {
      'ip-address-type': () => 'ipv4',
      'service-name': endpoint => endpoint.serviceName,
      'service-region': endpoint => endpoint.region,
      'vpc-endpoint-id': endpoint => endpoint.id,
      'vpc-endpoint-state': stateOf,
      'vpc-endpoint-type': endpoint => endpoint.type,
      'vpc-id': endpoint => endpoint.vpcId,
    },
    indexes: { 'vpc-id': 'vpc' },
  })
