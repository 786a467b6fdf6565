import { put } from '../model/network.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { showInternetGateway } from './show-internet-gateway.ts'
import { tagsFor } from './tags.ts'

/** Refuses: InternetGatewayLimitExceeded, and what `tagsFor` refuses. */
export const CreateInternetGateway: Decide<'CreateInternetGateway'> = (situation, input) => {
  const { network, caller, newId, quotas } = situation
  const tags = tagsFor('internet-gateway', input.TagSpecifications)
  const here = network.internetGateways.count('place', placeKey(placeOf(caller)))
  if (here >= quotas['internet-gateways-per-region']) throw refuse('InternetGatewayLimitExceeded')
  const gateway = { kind: 'internet-gateway', id: newId('igw'), ...placeOf(caller), tags } as const
  return { changes: [put(gateway)], reply: { InternetGateway: showInternetGateway(gateway) } }
}
