/** The owner of an endpoint service answers those who want to be, or are, connected to it. */
import type { UnsuccessfulItem } from '@aws-sdk/client-ec2'
import { answered, type ConnectionAnswer, connectionsTo } from '../model/endpoint-connection.ts'
import { isId, malformed } from '../model/identities.ts'
import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decision, Situation } from './decide.ts'
import { find } from './find.ts'
import { unsuccessful } from './unsuccessful.ts'

interface Request {
  readonly ServiceId?: string | undefined
  readonly VpcEndpointIds?: readonly string[] | undefined
}

/**
 * Those that are not connected to the service, or that are in another state, are named in the reply. Refuses: as `find`,
 * MissingParameter, InvalidVpcEndpointId.Malformed.
 */
export function answerConnections(
  situation: Situation,
  { ServiceId: serviceId, VpcEndpointIds: endpointIds }: Request,
  answer: ConnectionAnswer,
): Decision<{ Unsuccessful: UnsuccessfulItem[] }> {
  const service = find(situation, 'endpoint-service', serviceId, 'serviceId')
  const ids = [...new Set(endpointIds)]
  if (ids.length === 0) throw refuse('MissingParameter', 'vpcEndpointId')
  const wrong = ids.find(id => !isId('vpce', id))
  if (wrong !== undefined) throw malformed('vpc-endpoint', wrong)
  const connections = new Map(connectionsTo(situation.network, service.id).map(one => [one.id, one]))
  const outcomes = ids.map(id => {
    const endpoint = connections.get(id)
    return [id, endpoint ? answered(endpoint, answer) : refuse('InvalidVpcEndpoint.NotFound', id)] as const
  })
  return {
    changes: outcomes.flatMap(([, outcome]) => (outcome instanceof Error ? [] : [put(outcome)])),
    reply: {
      Unsuccessful: outcomes.flatMap(([id, outcome]) =>
        outcome instanceof Error ? [unsuccessful(id, outcome)] : [],
      ),
    },
  }
}
