import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { showNetworkAcl } from './show-network-acl.ts'
import { tagsFor } from './tags.ts'

/** It lets nothing pass and guards no subnet. Refuses: as `find`, NetworkAclLimitExceeded, and what `tagsFor` refuses. */
export const CreateNetworkAcl: Decide<'CreateNetworkAcl'> = (situation, input) => {
  const { network, caller, newId, quotas } = situation
  const tags = tagsFor('network-acl', input.TagSpecifications)
  const { id: vpcId } = find(situation, 'vpc', input.VpcId)
  if (network.networkAcls.count('vpc', vpcId) >= quotas['network-acls-per-vpc'])
    throw refuse('NetworkAclLimitExceeded')
  const acl = {
    kind: 'network-acl',
    id: newId('acl'),
    ...placeOf(caller),
    vpcId,
    isDefault: false,
    entries: [],
    tags,
  } as const
  return {
    changes: [put(acl)],
    reply: { NetworkAcl: showNetworkAcl(network, acl), ClientToken: input.ClientToken },
  }
}
