/** Finding a security group by its id, or by its name where a request may name one of the default VPC or of EC2-Classic. */
import { homeOf } from '../model/default-vpc.ts'
import { isClassic } from '../model/ec2-classic.ts'
import { groupNamed } from '../model/group-text.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { SecurityGroup } from '../model/security-group.ts'
import type { Situation } from './decide.ts'
import { find } from './find.ts'

/** Refuses: MissingParameter, InvalidParameterCombination, InvalidGroupId.Malformed, InvalidGroup.NotFound, VPCIdNotSpecified. */
export function findGroup(
  situation: Situation,
  { GroupId: id, GroupName: name }: { readonly GroupId?: string; readonly GroupName?: string },
): SecurityGroup {
  if (id !== undefined && name !== undefined)
    throw refuse('InvalidParameterCombination/together', 'groupName', 'groupId')
  if (name !== undefined) return findGroupNamed(situation, name)
  return find(situation, 'security-group', id, 'groupName or groupId')
}

/** The group of the default VPC, or of EC2-Classic, that has the name. Refuses: VPCIdNotSpecified, InvalidGroup.NotFound. */
export function findGroupNamed({ network, caller }: Situation, name: string): SecurityGroup {
  const vpc = homeOf(network, placeOf(caller))
  if (!vpc) throw refuse('VPCIdNotSpecified')
  const scope = { vpcId: vpc.id, ownerId: caller.accountId }
  const group = groupNamed(network, scope, name)
  if (group) return group
  throw isClassic(network, scope)
    ? refuse('InvalidGroup.NotFound', name)
    : refuse('InvalidGroup.NotFound/default-vpc', name, vpc.id)
}
