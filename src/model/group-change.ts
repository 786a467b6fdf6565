/** What may be added to and taken from a security group, and when it may go. */
import { isClassic } from './ec2-classic.ts'
import { rulesOf } from './group-rules.ts'
import { prefixListIn } from './named-prefix-list.ts'
import type { Network } from './network.ts'
import type { QuotaLimits } from './quotas.ts'
import { type Refusal, refuse } from './refusals.ts'
import { protocolSentence, protocolText } from './rule-protocol.ts'
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
    | Exclude<RulePeer, { kind: 'group' }>
    | Pick<Extract<RulePeer, { kind: 'group' }>, 'kind' | 'groupId'>
}

function peerText(peer: RuleMatter['peer']): string {
  switch (peer.kind) {
    case 'cidr':
      return peer.cidr.text
    case 'prefix-list':
      return peer.prefixListId
    case 'group':
      return peer.groupId
  }
}

/** One text per rule of a group and direction, in the words that AWS uses in its refusals. */
export const ruleText = ({ peer, protocol }: RuleMatter): string =>
  `peer: ${peerText(peer)}, ${protocolSentence(protocol)}, ALLOW`

/**
 * Refuses: InvalidParameterValue (twice in one request, or none of EC2-Classic), InvalidPermission.Duplicate,
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
  const no = isClassic(network, group) && whyNotInClassic(direction, rules)
  if (no) return no
  const present = rulesOf(network, group.id, direction)
  const there = new Set(present.map(ruleText))
  const twice = texts.find(text => there.has(text))
  if (twice !== undefined) return refuse('InvalidPermission.Duplicate', twice)
  const most = quotas['rules-per-security-group']
  const isTooMany = ([4, 6] as const).some(
    family =>
      weightOf(network, group, rules, family) > 0 &&
      weightOf(network, group, [...present, ...rules], family) > most,
  )
  return isTooMany ? refuse('RulesPerSecurityGroupLimitExceeded') : undefined
}

/** What a group of EC2-Classic cannot have as a rule. Source: EC2 User Guide, "EC2-Classic". Refuses: InvalidParameterValue. */
export function whyNotInClassic(
  direction: SecurityGroupRule['direction'],
  rules: readonly RuleMatter[],
): Refusal | undefined {
  if (direction === 'egress') return refuse('InvalidParameterValue/classic-egress')
  const strange = rules.find(({ protocol }) => !CLASSIC_PROTOCOLS.has(protocol.name))
  if (strange)
    return refuse('InvalidParameterValue/classic-protocol', protocolText(strange.protocol).protocol)
  const isKnown = ({ peer }: RuleMatter) =>
    peer.kind === 'group' || (peer.kind === 'cidr' && peer.cidr.version === 4)
  return rules.every(isKnown) ? undefined : refuse('InvalidParameterValue/classic-peer')
}

const CLASSIC_PROTOCOLS: ReadonlySet<Protocol['name']> = new Set(['tcp', 'udp', 'icmp'])

/**
 * As how many rules these count in a family: one that names a group in both, one that names a prefix list as often as
 * that may have entries (VPC User Guide, "Amazon VPC quotas").
 */
export const weightOf = (
  network: Network,
  { region }: SecurityGroup,
  rules: readonly RuleMatter[],
  family: 4 | 6,
): number => rules.reduce((sum, rule) => sum + weight(network, region, rule, family), 0)

function weight(network: Network, region: string, { peer }: RuleMatter, family: 4 | 6): number {
  switch (peer.kind) {
    case 'group':
      return 1
    case 'cidr':
      return peer.cidr.version === family ? 1 : 0
    case 'prefix-list': {
      const list = prefixListIn(network, region, peer.prefixListId)
      return list?.family === family ? list.maxEntries : 0
    }
  }
}

/**
 * Refuses: CannotDelete (a default group), DependencyViolation (an interface or a link has it, a rule names it that needs no
 * peering for that, another VPC is associated with it); in EC2-Classic InvalidGroup.Reserved and InvalidGroup.InUse.
 */
export function whyNotDeleteGroup(network: Network, group: SecurityGroup): Refusal | undefined {
  const inClassic = isClassic(network, group)
  if (group.name === DEFAULT_GROUP)
    return inClassic
      ? refuse('InvalidGroup.Reserved', group.name)
      : refuse('CannotDelete', group.id, group.name)
  if (!isInUse(network, group)) return undefined
  return inClassic
    ? refuse('InvalidGroup.InUse', group.name)
    : refuse('DependencyViolation/security-group', group.id)
}

function isInUse(network: Network, group: SecurityGroup): boolean {
  const isNamed = network.securityGroupRules
    .where('refers', group.id)
    .some(({ peer, groupId }) => peer.kind === 'group' && !peer.peeringId && groupId !== group.id)
  const bearers = [network.networkInterfaces, network.vpcEndpoints, network.groupAssociations] as const
  return (
    isNamed ||
    bearers.some(collection => collection.count('group', group.id) > 0) ||
    network.instances.count('linkGroup', group.id) > 0
  )
}
