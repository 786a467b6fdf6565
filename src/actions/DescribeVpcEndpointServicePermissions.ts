import type { ServicePermission, SharedService } from '../model/endpoint-service.ts'
import { refuse } from '../model/refusals.ts'
import { principalKind } from '../model/service-permissions.ts'
import type { Decide } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { find } from './find.ts'
import { showPermission } from './show-service-permission.ts'

/** Refuses: as `find`, and what `describe` refuses. */
export const DescribeVpcEndpointServicePermissions: Decide<'DescribeVpcEndpointServicePermissions'> = (
  situation,
  input,
) => {
  const service = find(situation, 'endpoint-service', input.ServiceId, 'serviceId')
  const { found, NextToken } = describe(catalogue(service), input)
  return {
    reply: {
      AllowedPrincipals: found.map(one => ({ ...showPermission(service, one), Tags: [] })),
      NextToken,
    },
  }
}

const catalogue = ({ permissions }: SharedService): Catalogue<ServicePermission> => ({
  all: () => permissions,
  byId: id => {
    throw refuse('InvalidID', id)
  },
  filters: {
    principal: one => one.principal,
    'principal-type': one => principalKind(one.principal),
  },
})
