/** What UpdateSecurityGroupRuleDescriptionsIngress and …Egress do alike. */
import type { SecurityGroupRuleDescription } from '@aws-sdk/client-ec2'
import { ruleText } from '../model/group-change.ts'
import { ownRulesOf } from '../model/group-rules.ts'
import { whyNotRuleDescription } from '../model/group-text.ts'
import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { SecurityGroup, SecurityGroupRule } from '../model/security-group.ts'
import type { Decision, Input, Reply, Situation } from './decide.ts'
import { findGroup } from './find-group.ts'
import { findRules, matterOf } from './find-rules.ts'
import { type Permission, readPermissions } from './read-permissions.ts'

type Op = 'UpdateSecurityGroupRuleDescriptionsIngress' | 'UpdateSecurityGroupRuleDescriptionsEgress'
type Direction = SecurityGroupRule['direction']

/**
 * A description that is empty or left out is taken away. Refuses: MissingParameter, InvalidParameterCombination,
 * InvalidParameterValue (text), InvalidSecurityGroupRuleId.NotFound, InvalidPermission.NotFound, and what reading
 * permissions and finding groups refuse.
 */
export function updateDescriptions(
  situation: Situation,
  direction: Direction,
  input: Input<Op>,
): Decision<Reply<Op>> {
  const { SecurityGroupRuleDescriptions: listed = [] } = input
  const permissions = readPermissions(direction, { IpPermissions: input.IpPermissions ?? [] })
  if (listed.length > 0 && permissions.length > 0)
    throw refuse('InvalidParameterCombination/together', 'securityGroupRuleDescriptions', 'ipPermissions')
  if (listed.length === 0 && permissions.length === 0)
    throw refuse('MissingParameter/either', 'ipPermissions', 'securityGroupRuleDescriptions')
  const group = findGroup(situation, input)
  const rules =
    listed.length > 0
      ? describedById(situation, group, direction, listed)
      : describedByMatter(situation, group, direction, permissions)
  return { changes: rules.map(put), reply: { Return: true } }
}

const describedById = (
  situation: Situation,
  group: SecurityGroup,
  direction: Direction,
  listed: readonly SecurityGroupRuleDescription[],
): readonly SecurityGroupRule[] =>
  listed.flatMap(({ SecurityGroupRuleId: id, Description: text }) => {
    const no = text === undefined ? undefined : whyNotRuleDescription(text)
    if (no) throw no
    return findRules(situation, group, direction, [id]).map(rule => withDescription(rule, text))
  })

function describedByMatter(
  situation: Situation,
  group: SecurityGroup,
  direction: Direction,
  permissions: readonly Permission[],
): readonly SecurityGroupRule[] {
  const present = new Map(ownRulesOf(situation.network, group, direction).map(rule => [ruleText(rule), rule]))
  return permissions.map(permission => {
    const rule = present.get(ruleText(matterOf(situation, group, permission)))
    if (!rule) throw refuse('InvalidPermission.NotFound')
    return withDescription(rule, permission.description)
  })
}

function withDescription(rule: SecurityGroupRule, text: string | undefined): SecurityGroupRule {
  const { description: _, ...rest } = rule
  return text ? { ...rest, description: text } : rest
}
