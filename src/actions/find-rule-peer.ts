/** From the group or prefix list that a permission names to the peer of a rule. */
import type { UserIdGroupPair } from '@aws-sdk/client-ec2'
import { isClassic } from '../model/ec2-classic.ts'
import { groupPeer, whyNotRefer } from '../model/group-reference.ts'
import { groupNamed } from '../model/group-text.ts'
import { isId, malformed, notFound } from '../model/identities.ts'
import { refuse } from '../model/refusals.ts'
import type { RulePeer, SecurityGroup } from '../model/security-group.ts'
import type { Situation } from './decide.ts'
import { findPrefixList } from './find-prefix-list.ts'
import type { Permission } from './read-permissions.ts'

/**
 * The peer of a new rule of `group`. A group of another account must be named with that account (`UserId`), else it does
 * not exist. Refuses: MissingParameter, InvalidGroupId.Malformed, InvalidGroup.NotFound, InvalidParameterValue,
 * and what `findPrefixList` refuses.
 */
export function findRulePeer(situation: Situation, group: SecurityGroup, peer: Permission['peer']): RulePeer {
  switch (peer.kind) {
    case 'cidr':
      return peer
    case 'prefix-list':
      return { kind: 'prefix-list', prefixListId: findPrefixList(situation, peer.prefixListId).id }
    case 'group':
      return findGroupPeer(situation, group, peer.pair)
  }
}

function findGroupPeer(situation: Situation, group: SecurityGroup, pair: UserIdGroupPair): RulePeer {
  const { network, caller } = situation
  const id = peerGroupId(situation, group, pair)
  const { UserId: owner = caller.accountId } = pair
  const found = network.securityGroups.get(id)
  const named = found?.ownerId === owner ? found : undefined
  if (!named && owner === caller.accountId) throw notFound('security-group', id)
  const no = whyNotRefer(network, group, named)
  if (no || !named) throw no
  return groupPeer(network, group, named)
}

/**
 * The id of the group that a permission names, which need not exist any more. By name, only groups of the default VPC can
 * be named, in rules of that VPC, and in EC2-Classic also those of other accounts. Refuses as `findRulePeer`.
 */
export function peerGroupId(
  { network, caller }: Situation,
  group: SecurityGroup,
  pair: UserIdGroupPair,
): string {
  const { GroupId: id, GroupName: name, UserId: ownerId = caller.accountId } = pair
  if (id !== undefined) {
    if (!isId('sg', id)) throw malformed('security-group', id)
    return id
  }
  if (name === undefined) throw refuse('MissingParameter', 'groupName or groupId')
  if (!network.vpcs.get(group.vpcId)?.isDefault) throw refuse('InvalidParameterValue/group-by-name', name)
  const found = groupNamed(network, { vpcId: group.vpcId, ownerId }, name)
  if (found) return found.id
  throw isClassic(network, group)
    ? refuse('InvalidGroup.NotFound', name)
    : refuse('InvalidGroup.NotFound/default-vpc', name, group.vpcId)
}
