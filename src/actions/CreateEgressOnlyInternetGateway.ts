import { put } from '../model/network.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { showEgressOnlyGateway } from './show-egress-only-gateway.ts'
import { tagsFor } from './tags.ts'

/** A VPC has at most one. Refuses: as `find` and `tagsFor`, InvalidParameterValue, InternetGatewayLimitExceeded. */
export const CreateEgressOnlyInternetGateway: Decide<'CreateEgressOnlyInternetGateway'> = (
  situation,
  input,
) => {
  const { network, caller, newId, quotas } = situation
  const tags = tagsFor('egress-only-internet-gateway', input.TagSpecifications)
  const vpc = find(situation, 'vpc', input.VpcId)
  if (network.egressOnlyGateways.count('vpc', vpc.id) > 0)
    throw refuse('InvalidParameterValue/second-egress-only', vpc.id)
  const here = network.egressOnlyGateways.count('place', placeKey(placeOf(caller)))
  if (here >= quotas['egress-only-gateways-per-region']) throw refuse('InternetGatewayLimitExceeded')
  const id = newId('eigw')
  const gateway = { kind: 'egress-only-gateway', id, ...placeOf(caller), vpcId: vpc.id, tags } as const
  const { ClientToken } = input
  return {
    changes: [put(gateway)],
    reply: {
      ...(ClientToken !== undefined && { ClientToken }),
      EgressOnlyInternetGateway: showEgressOnlyGateway(gateway),
    },
  }
}
