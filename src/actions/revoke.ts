/** What RevokeSecurityGroupIngress and …Egress do alike. */
import { ruleText } from '../model/group-change.ts'
import { ownRulesOf } from '../model/group-rules.ts'
import { drop } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { SecurityGroup, SecurityGroupRule } from '../model/security-group.ts'
import type { Decision, Input, Reply, Situation } from './decide.ts'
import { findGroup } from './find-group.ts'
import { findRules, matterOf } from './find-rules.ts'
import { type Permission, readPermissions } from './read-permissions.ts'
import { showPermissions } from './show-permissions.ts'
import { showRevokedRule } from './show-security-group-rule.ts'

type Op = 'RevokeSecurityGroupIngress' | 'RevokeSecurityGroupEgress'
type Direction = SecurityGroupRule['direction']

/**
 * Refuses: MissingParameter, InvalidParameterCombination, InvalidSecurityGroupRuleId.NotFound,
 * InvalidPermission.NotFound, and what reading permissions and finding groups refuse. In the default VPC permissions that
 * the group does not have are no reason to refuse: they are named in the reply.
 */
export function revoke(situation: Situation, direction: Direction, input: Input<Op>): Decision<Reply<Op>> {
  const { SecurityGroupRuleIds: ids = [] } = input
  const permissions = readPermissions(direction, input)
  if (ids.length > 0 && permissions.length > 0)
    throw refuse('InvalidParameterCombination/together', 'securityGroupRuleIds', 'ipPermissions')
  if (ids.length === 0 && permissions.length === 0)
    throw refuse('MissingParameter/either', 'ipPermissions', 'securityGroupRuleIds')
  const group = findGroup(situation, input)
  return ids.length > 0
    ? revoked(findRules(situation, group, direction, ids))
    : revokePermissions(situation, group, direction, permissions)
}

const revoked = (rules: readonly SecurityGroupRule[]): Decision<Reply<Op>> => ({
  changes: rules.map(drop),
  reply: { Return: true, RevokedSecurityGroupRules: rules.map(showRevokedRule) },
})

function revokePermissions(
  situation: Situation,
  group: SecurityGroup,
  direction: Direction,
  permissions: readonly Permission[],
): Decision<Reply<Op>> {
  const { network } = situation
  const present = new Map(ownRulesOf(network, group, direction).map(rule => [ruleText(rule), rule]))
  const wanted = new Map(
    permissions.map(one => matterOf(situation, group, one)).map(matter => [ruleText(matter), matter]),
  )
  const unknown = [...wanted].filter(([text]) => !present.has(text)).map(([, matter]) => matter)
  if (unknown.length > 0 && !network.vpcs.get(group.vpcId)?.isDefault)
    throw refuse('InvalidPermission.NotFound')
  const decision = revoked([...wanted.keys()].flatMap(text => present.get(text) ?? []))
  if (unknown.length === 0) return decision
  const UnknownIpPermissions = showPermissions(unknown, ({ groupId: GroupId }) => ({ GroupId }))
  return { ...decision, reply: { ...decision.reply, UnknownIpPermissions } }
}
