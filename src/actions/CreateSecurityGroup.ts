import { arnOf } from '../model/arn.ts'
import { allowsAllOut } from '../model/birth.ts'
import { homeOf } from '../model/default-vpc.ts'
import { whyNotGroupDescription, whyNotGroupName } from '../model/group-text.ts'
import { put } from '../model/network.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Vpc } from '../model/vpc.ts'
import type { Decide, Input, Situation } from './decide.ts'
import { find } from './find.ts'
import { showTags, tagsFor } from './tags.ts'

/**
 * A group that lets nothing in and everything out; of EC2-Classic, if the account has that and names no VPC. Its rule for
 * the way out is the VPC's owner's: that of EC2-Classic is Amazon's, and stays. Refuses: MissingParameter, VPCIdNotSpecified, InvalidVpcID.NotFound,
 * InvalidParameterValue (name, description), InvalidGroup.Duplicate, SecurityGroupLimitExceeded, and what `tagsFor` refuses.
 */
export const CreateSecurityGroup: Decide<'CreateSecurityGroup'> = (situation, input) => {
  const { network, caller, newId, now, quotas } = situation
  const { GroupName: name, Description: description } = input
  if (name === undefined) throw refuse('MissingParameter', 'groupName')
  if (description === undefined) throw refuse('MissingParameter', 'groupDescription')
  const tags = tagsFor('security-group', input.TagSpecifications)
  const vpc = vpcFor(situation, input)
  const no =
    whyNotGroupDescription(description) ??
    whyNotGroupName(network, { vpcId: vpc.id, ownerId: caller.accountId }, name)
  if (no) throw no
  const place = placeOf(caller)
  if (network.securityGroups.count('place', placeKey(place)) >= quotas['security-groups-per-region'])
    throw refuse('SecurityGroupLimitExceeded')
  const group = {
    kind: 'security-group',
    id: newId('sg'),
    ...place,
    vpcId: vpc.id,
    name,
    description,
    createdAt: now,
    tags,
  } as const
  const rule = allowsAllOut(
    { place: { ...place, ownerId: vpc.ownerId }, newId, now },
    { groupId: group.id, vpcId: vpc.id },
  )
  return {
    changes: [put(group), put(rule)],
    reply: { GroupId: group.id, SecurityGroupArn: arnOf('security-group', group), Tags: showTags(tags) },
  }
}

function vpcFor(situation: Situation, { VpcId: id }: Input<'CreateSecurityGroup'>): Vpc {
  if (id !== undefined) return find(situation, 'vpc', id)
  const vpc = homeOf(situation.network, placeOf(situation.caller))
  if (!vpc) throw refuse('VPCIdNotSpecified')
  return vpc
}
