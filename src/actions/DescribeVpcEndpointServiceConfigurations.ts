import { type SharedService, serviceName } from '../model/endpoint-service.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { ADDRESS_TYPE, SERVICE_STATE, showSharedService } from './show-endpoint-service.ts'

/** Refuses: InvalidVpcEndpointServiceIdId.Malformed, InvalidVpcEndpointServiceId.NotFound, and what `describe` refuses. */
export const DescribeVpcEndpointServiceConfigurations: Decide<'DescribeVpcEndpointServiceConfigurations'> = (
  situation,
  input,
) => {
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids: input.ServiceIds })
  return { reply: { ServiceConfigurations: found.map(showSharedService), NextToken } }
}

const catalogue = (situation: Situation): Catalogue<SharedService> =>
  ownedCatalogue(situation, 'endpoint-service', {
    filters: {
      'service-id': service => service.id,
      'service-name': serviceName,
      'service-state': () => SERVICE_STATE,
      'supported-ip-address-types': () => ADDRESS_TYPE,
    },
  })
