/** The rules of a security group that a request means: by their ids, or by what they let pass. */
import type { RuleMatter } from '../model/group-change.ts'
import { notFound } from '../model/identities.ts'
import type { SecurityGroup, SecurityGroupRule } from '../model/security-group.ts'
import type { Situation } from './decide.ts'
import { find } from './find.ts'
import { peerGroupId } from './find-rule-peer.ts'
import type { Permission } from './read-permissions.ts'

/** Refuses: InvalidSecurityGroupRuleId.Malformed, ….NotFound, also for a rule of another group. */
export function findRule(
  situation: Situation,
  group: SecurityGroup,
  id: string | undefined,
): SecurityGroupRule {
  const rule = find(situation, 'security-group-rule', id, 'securityGroupRuleId')
  if (rule.groupId !== group.id) throw notFound('security-group-rule', rule.id)
  return rule
}

/** Each once. Refuses as `findRule`, also for a rule of the other direction. */
export const findRules = (
  situation: Situation,
  group: SecurityGroup,
  direction: SecurityGroupRule['direction'],
  ids: readonly (string | undefined)[],
): readonly SecurityGroupRule[] =>
  [...new Set(ids)].map(id => {
    const rule = findRule(situation, group, id)
    if (rule.direction !== direction) throw notFound('security-group-rule', rule.id)
    return rule
  })

/** What a rule would be that lets pass what the permission names; its group need not exist any more. */
export const matterOf = (
  situation: Situation,
  group: SecurityGroup,
  { protocol, peer }: Permission,
): RuleMatter => ({
  protocol,
  peer: peer.kind === 'group' ? { kind: 'group', groupId: peerGroupId(situation, group, peer.pair) } : peer,
})
