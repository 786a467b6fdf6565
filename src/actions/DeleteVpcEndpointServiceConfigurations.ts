import { whyNotLetGo } from '../model/endpoint-connection.ts'
import { isId, malformed } from '../model/identities.ts'
import { type Change, drop } from '../model/network.ts'
import { type Refusal, refuse } from '../model/refusals.ts'
import type { Decide, Situation } from './decide.ts'
import { lookUp } from './find.ts'
import { unsuccessful } from './unsuccessful.ts'

/**
 * Those that do not exist, or that endpoints are connected to, are named in the reply; the others go. Refuses:
 * MissingParameter, InvalidVpcEndpointServiceIdId.Malformed.
 */
export const DeleteVpcEndpointServiceConfigurations: Decide<'DeleteVpcEndpointServiceConfigurations'> = (
  situation,
  input,
) => {
  const ids = [...new Set(input.ServiceIds)]
  if (ids.length === 0) throw refuse('MissingParameter', 'serviceId')
  const wrong = ids.find(id => !isId('vpce-svc', id))
  if (wrong !== undefined) throw malformed('endpoint-service', wrong)
  const outcomes = ids.map(id => [id, deletion(situation, id)] as const)
  return {
    changes: outcomes.flatMap(([, outcome]) => (outcome instanceof Error ? [] : [outcome])),
    reply: {
      Unsuccessful: outcomes.flatMap(([id, outcome]) =>
        outcome instanceof Error ? [unsuccessful(id, outcome)] : [],
      ),
    },
  }
}

function deletion({ network, caller }: Situation, id: string): Change | Refusal {
  const service = lookUp(network, caller, 'endpoint-service', id)
  if (!service) return refuse('InvalidVpcEndpointService.NotFound', id)
  return whyNotLetGo(network, id) ?? drop(service)
}
