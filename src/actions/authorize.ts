/** What AuthorizeSecurityGroupIngress and …Egress do alike. */
import { whyNotAdd } from '../model/group-change.ts'
import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { SecurityGroup, SecurityGroupRule } from '../model/security-group.ts'
import type { Decision, Input, Reply, Situation } from './decide.ts'
import { findGroup } from './find-group.ts'
import { findRulePeer } from './find-rule-peer.ts'
import { readPermissions } from './read-permissions.ts'
import { showSecurityGroupRule } from './show-security-group-rule.ts'
import { tagsFor } from './tags.ts'

type Op = 'AuthorizeSecurityGroupIngress' | 'AuthorizeSecurityGroupEgress'

/** Refuses: MissingParameter, and what reading permissions, finding groups, `whyNotAdd` and `tagsFor` refuse. */
export function authorize(
  situation: Situation,
  direction: SecurityGroupRule['direction'],
  input: Input<Op>,
): Decision<Reply<Op>> {
  const { network, quotas } = situation
  const permissions = readPermissions(direction, input)
  if (permissions.length === 0) throw refuse('MissingParameter', 'ipPermissions')
  const tags = tagsFor('security-group-rule', input.TagSpecifications)
  const group = findGroup(situation, input)
  const wishes = permissions.map(one => ({ ...one, peer: findRulePeer(situation, group, one.peer) }))
  const no = whyNotAdd(network, group, direction, wishes, quotas)
  if (no) throw no
  const rules = wishes.map(wish => newRule(situation, group, { ...wish, direction, tags }))
  return {
    changes: rules.map(put),
    reply: { Return: true, SecurityGroupRules: rules.map(rule => showSecurityGroupRule(network, rule)) },
  }
}

const newRule = (
  { caller, newId, now }: Situation,
  { id: groupId, vpcId }: SecurityGroup,
  wish: Pick<SecurityGroupRule, 'direction' | 'protocol' | 'peer' | 'description' | 'tags'>,
): SecurityGroupRule => ({
  kind: 'security-group-rule',
  id: newId('sgr'),
  ...placeOf(caller),
  groupId,
  vpcId,
  ...wish,
  createdAt: now,
})
