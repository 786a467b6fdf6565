import { associationId, whyNotAssociate } from '../model/group-association.ts'
import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import type { GroupAssociation } from '../model/security-group.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** It is associated by the next `Describe`. Refuses: as `find`, and what `whyNotAssociate` refuses. */
export const AssociateSecurityGroupVpc: Decide<'AssociateSecurityGroupVpc'> = (situation, input) => {
  const group = find(situation, 'security-group', input.GroupId, 'groupId')
  const vpc = find(situation, 'vpc', input.VpcId)
  const no = whyNotAssociate(situation.network, group, vpc)
  if (no) throw no
  const association: GroupAssociation = {
    kind: 'group-association',
    id: associationId(group.id, vpc.id),
    ...placeOf(situation.caller),
    groupId: group.id,
    vpcId: vpc.id,
    tags: {},
  }
  return { changes: [put(association)], reply: { State: 'associating' } }
}
