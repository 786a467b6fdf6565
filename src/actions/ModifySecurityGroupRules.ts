import type { IpPermission, SecurityGroupRuleRequest, SecurityGroupRuleUpdate } from '@aws-sdk/client-ec2'
import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import { type RuleChange, whyNotChangeRules } from '../model/rule-change.ts'
import type { SecurityGroup, SecurityGroupRule } from '../model/security-group.ts'
import type { Decide, Situation } from './decide.ts'
import { exactlyOne } from './exactly-one.ts'
import { find } from './find.ts'
import { findRulePeer } from './find-rule-peer.ts'
import { findRule } from './find-rules.ts'
import { type Permission, readPermissions } from './read-permissions.ts'

/**
 * Each rule becomes what the request says of it, and loses a description that is not given again; id, tags and direction
 * stay. Refuses: MissingParameter, InvalidParameterCombination, InvalidSecurityGroupRuleId.NotFound, and what reading
 * permissions, finding groups and `whyNotChangeRules` refuse.
 */
export const ModifySecurityGroupRules: Decide<'ModifySecurityGroupRules'> = (situation, input) => {
  const { SecurityGroupRules: updates = [] } = input
  if (updates.length === 0) throw refuse('MissingParameter', 'securityGroupRules')
  const wishes = updates.map(update => ({ update, permission: readUpdate(update) }))
  const group = find(situation, 'security-group', input.GroupId, 'groupId')
  const changes = wishes.map(({ update, permission }) => {
    const before = findRule(situation, group, update.SecurityGroupRuleId)
    return { before, after: changed(situation, group, before, permission) }
  }) satisfies readonly RuleChange[]
  const no = whyNotChangeRules(situation.network, group, changes, situation.quotas)
  if (no) throw no
  return { changes: changes.map(({ after }) => put(after)), reply: { Return: true } }
}

const PEERS = ['CidrIpv4', 'CidrIpv6', 'PrefixListId', 'ReferencedGroupId'] as const

function readUpdate({ SecurityGroupRule: request }: SecurityGroupRuleUpdate): Permission {
  if (!request) throw refuse('MissingParameter', 'securityGroupRule')
  const peer = exactlyOne(request, PEERS, 'of: cidrIpv4, cidrIpv6, prefixListId, referencedGroupId')
  const { IpProtocol, FromPort, ToPort } = request
  const IpPermissions = [{ IpProtocol, FromPort, ToPort, ...peers[peer](request) }]
  const [permission] = readPermissions('ingress', { IpPermissions })
  return permission as Permission
}

/** The peer of a rule, as a permission names it. */
const peers: Readonly<Record<(typeof PEERS)[number], (request: SecurityGroupRuleRequest) => IpPermission>> = {
  CidrIpv4: ({ CidrIpv4: CidrIp, Description }) => ({ IpRanges: [{ CidrIp, Description }] }),
  CidrIpv6: ({ CidrIpv6, Description }) => ({ Ipv6Ranges: [{ CidrIpv6, Description }] }),
  PrefixListId: ({ PrefixListId, Description }) => ({ PrefixListIds: [{ PrefixListId, Description }] }),
  ReferencedGroupId: ({ ReferencedGroupId: named = '', Description }) => {
    const [GroupId, UserId] = named.split('/', 2).reverse()
    return { UserIdGroupPairs: [{ GroupId, UserId, Description }] }
  },
}

/** A group that the rule names already need not be named with its account again. */
function changed(
  situation: Situation,
  group: SecurityGroup,
  before: SecurityGroupRule,
  { protocol, peer, description }: Permission,
): SecurityGroupRule {
  const { description: _, ...rest } = before
  const isSame =
    peer.kind === 'group' && before.peer.kind === 'group' && peer.pair.GroupId === before.peer.groupId
  return {
    ...rest,
    protocol,
    peer: isSame ? before.peer : findRulePeer(situation, group, peer),
    ...(description !== undefined && { description }),
  }
}
