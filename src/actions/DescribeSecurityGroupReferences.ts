import { vpcsReferring } from '../model/group-reference.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** The peered VPCs whose rules name the caller's groups. Refuses: MissingParameter, and as `find`. */
export const DescribeSecurityGroupReferences: Decide<'DescribeSecurityGroupReferences'> = (
  situation,
  { GroupId: ids = [] },
) => {
  if (ids.length === 0) throw refuse('MissingParameter', 'groupId')
  const groups = [...new Set(ids)].map(id => find(situation, 'security-group', id))
  const SecurityGroupReferenceSet = groups.flatMap(group =>
    vpcsReferring(situation.network, group).map(({ vpcId, peeringId }) => ({
      GroupId: group.id,
      ReferencingVpcId: vpcId,
      VpcPeeringConnectionId: peeringId,
    })),
  )
  return { reply: { SecurityGroupReferenceSet } }
}
