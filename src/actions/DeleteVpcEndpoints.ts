import type { UnsuccessfulItem } from '@aws-sdk/client-ec2'
import { isId, malformed } from '../model/identities.ts'
import { type Change, drop, type Network, put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { VpcEndpoint } from '../model/vpc-endpoint.ts'
import type { Decide } from './decide.ts'
import { lookUp } from './find.ts'
import { unsuccessful } from './unsuccessful.ts'

/**
 * A gateway endpoint goes with its routes, an interface endpoint when the data plane has taken it away; those that do not exist are named in the reply. Refuses:
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
  return { changes: endpoints.flatMap(one => deleted(network, one)), reply: { Unsuccessful: missing } }
}

const deleted = (network: Network, endpoint: VpcEndpoint): readonly Change[] =>
  endpoint.type === 'Gateway'
    ? [...network.routes.where('target', endpoint.id), endpoint].map(drop)
    : [put({ ...endpoint, settling: 'deleting' })]
