import { associationId, whyNotDisassociate } from '../model/group-association.ts'
import { drop } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** It is gone by the next `Describe`. Refuses: as `find`, InvalidAssociationID.NotFound, DependencyViolation. */
export const DisassociateSecurityGroupVpc: Decide<'DisassociateSecurityGroupVpc'> = (situation, input) => {
  const { network } = situation
  const group = find(situation, 'security-group', input.GroupId, 'groupId')
  const vpc = find(situation, 'vpc', input.VpcId)
  const association = network.groupAssociations.get(associationId(group.id, vpc.id))
  if (!association) throw refuse('InvalidAssociationID.NotFound/security-group', group.id, vpc.id)
  const no = whyNotDisassociate(network, association)
  if (no) throw no
  return { changes: [drop(association)], reply: { State: 'disassociating' } }
}
