import type { UnsuccessfulItem } from '@aws-sdk/client-ec2'
import { interfacesOf } from '../model/endpoint-names.ts'
import { isId, malformed } from '../model/identities.ts'
import { drop } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { lookUp } from './find.ts'
import { unsuccessful } from './unsuccessful.ts'

/**
 * Each endpoint goes with its routes and interfaces; those that do not exist are named in the reply. Refuses:
 * MissingParameter, InvalidVpcEndpointId.Malformed.
 */
export const DeleteVpcEndpoints: Decide<'DeleteVpcEndpoints'> = ({ network, caller }, input) => {
  if (!input.VpcEndpointIds?.length) throw refuse('MissingParameter', 'vpcEndpointId')
  const ids = [...new Set(input.VpcEndpointIds)]
  const wrong = ids.find(id => !isId('vpce', id))
  if (wrong !== undefined) throw malformed('vpc-endpoint', wrong)
  const endpoints = ids.flatMap(id => lookUp(network, caller, 'vpc-endpoint', id) ?? [])
  const missing: UnsuccessfulItem[] = ids
    .filter(id => !endpoints.some(endpoint => endpoint.id === id))
    .map(id => unsuccessful(id, refuse('InvalidVpcEndpoint.NotFound', id)))
  const gone = endpoints.flatMap(endpoint => [
    ...network.routes.where('target', endpoint.id),
    ...interfacesOf(network, endpoint),
    endpoint,
  ])
  return { changes: gone.map(drop), reply: { Unsuccessful: missing } }
}
