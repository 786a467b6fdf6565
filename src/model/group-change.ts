/** What may be added to and taken from a security group, and when it may go. */
import { rulesOf } from './group-rules.ts'
import type { Network } from './network.ts'
import type { QuotaLimits } from './quotas.ts'
import { type Refusal, refuse } from './refusals.ts'
import { protocolSentence } from './rule-protocol.ts'
import {
  DEFAULT_GROUP,
  type Protocol,
  type RulePeer,
  type SecurityGroup,
  type SecurityGroupRule,
} from './security-group.ts'

/** What makes a rule the one it is: a group has no two alike. The description is not part of it. */
export interface RuleMatter {
  readonly protocol: Protocol
  readonly peer:
    | Extract<RulePeer, { kind: 'cidr' }>
    | Pick<Extract<RulePeer, { kind: 'group' }>, 'kind' | 'groupId'>
}

const peerText = (peer: RuleMatter['peer']): string => (peer.kind === 'cidr' ? peer.cidr.text : peer.groupId)

/** One text per rule of a group and direction, in the words that AWS uses in its refusals. */
export const ruleText = ({ peer, protocol }: RuleMatter): string =>
  `peer: ${peerText(peer)}, ${protocolSentence(protocol)}, ALLOW`

/**
 * Refuses: InvalidParameterValue (twice in one request), InvalidPermission.Duplicate,
 * RulesPerSecurityGroupLimitExceeded.
 */
export function whyNotAdd(
  network: Network,
  group: SecurityGroup,
  direction: SecurityGroupRule['direction'],
  rules: readonly RuleMatter[],
  quotas: QuotaLimits,
): Refusal | undefined {
  const texts = rules.map(ruleText)
  if (new Set(texts).size < texts.length) return refuse('InvalidParameterValue/same-permission')
  const present = rulesOf(network, group.id, direction)
  const there = new Set(present.map(ruleText))
  const twice = texts.find(text => there.has(text))
  if (twice !== undefined) return refuse('InvalidPermission.Duplicate', twice)
  const most = quotas['rules-per-security-group']
  const isTooMany = ([4, 6] as const).some(
    family =>
      rules.some(rule => counts(rule, family)) &&
      [...present, ...rules].filter(rule => counts(rule, family)).length > most,
  )
  return isTooMany ? refuse('RulesPerSecurityGroupLimitExceeded') : undefined
}

/** A rule that names a group counts in both families (VPC User Guide, "Amazon VPC quotas"). */
const counts = ({ peer }: RuleMatter, family: 4 | 6): boolean =>
  peer.kind === 'group' || peer.cidr.version === family

/** Refuses: CannotDelete (a default group), DependencyViolation (an interface has it, a rule of the VPC names it). */
export function whyNotDeleteGroup(network: Network, group: SecurityGroup): Refusal | undefined {
  if (group.name === DEFAULT_GROUP) return refuse('CannotDelete', group.id, group.name)
  const isNamed = network.securityGroupRules
    .where('refers', group.id)
    .some(rule => rule.vpcId === group.vpcId && rule.groupId !== group.id)
  return isNamed || network.networkInterfaces.count('group', group.id) > 0
    ? refuse('DependencyViolation/security-group', group.id)
    : undefined
}
