/**
 * What a rule of a security group may become. It keeps its id, its direction and its type: an IPv4 block stays an IPv4
 * block. Source: API Reference "SecurityGroupRuleRequest".
 */
import { isClassic } from './ec2-classic.ts'
import { ruleText, weightOf, whyNotInClassic } from './group-change.ts'
import { rulesOf } from './group-rules.ts'
import type { Network } from './network.ts'
import type { QuotaLimits } from './quotas.ts'
import { type Refusal, refuse } from './refusals.ts'
import type { RulePeer, SecurityGroup, SecurityGroupRule } from './security-group.ts'

export interface RuleChange {
  readonly before: SecurityGroupRule
  readonly after: SecurityGroupRule
}

/**
 * Refuses: InvalidParameterValue (one rule twice, another type, or none of EC2-Classic), InvalidPermission.Duplicate,
 * RulesPerSecurityGroupLimitExceeded (a longer prefix list).
 */
export function whyNotChangeRules(
  network: Network,
  group: SecurityGroup,
  changes: readonly RuleChange[],
  quotas: QuotaLimits,
): Refusal | undefined {
  if (new Set(changes.map(({ before }) => before.id)).size < changes.length)
    return refuse('InvalidParameterValue/same-permission')
  const no =
    changes.map(whyNotRetype).find(refusal => refusal !== undefined) ??
    (isClassic(network, group)
      ? whyNotInClassic(
          'ingress',
          changes.map(({ after }) => after),
        )
      : undefined)
  if (no) return no
  for (const direction of ['ingress', 'egress'] as const) {
    const before = rulesOf(network, group.id, direction)
    const after = changed(before, changes)
    const twice = duplicate(after.map(ruleText))
    if (twice !== undefined) return refuse('InvalidPermission.Duplicate', twice)
    if (isTooMany(network, group, before, after, quotas)) return refuse('RulesPerSecurityGroupLimitExceeded')
  }
  return undefined
}

/** What the types of rules are called where they are given anew, and where they are there already. */
const types = {
  4: ['an IPv4 CIDR', 'IPv4 CIDR'],
  6: ['an IPv6 CIDR', 'IPv6 CIDR'],
  'prefix-list': ['a prefix list id', 'prefix list id'],
  group: ['a referenced group id', 'referenced group id'],
} as const

const typeOf = (peer: RulePeer): keyof typeof types => (peer.kind === 'cidr' ? peer.cidr.version : peer.kind)

function whyNotRetype({ before, after }: RuleChange): Refusal | undefined {
  const [own, other] = [typeOf(before.peer), typeOf(after.peer)]
  return own === other ? undefined : refuse('InvalidParameterValue/rule-type', types[other][0], types[own][1])
}

function changed(
  rules: readonly SecurityGroupRule[],
  changes: readonly RuleChange[],
): readonly SecurityGroupRule[] {
  const next = new Map(changes.map(({ before, after }) => [before.id, after]))
  return rules.map(rule => next.get(rule.id) ?? rule)
}

const duplicate = (texts: readonly string[]): string | undefined =>
  texts.find((text, at) => texts.indexOf(text) < at)

const isTooMany = (
  network: Network,
  group: SecurityGroup,
  before: readonly SecurityGroupRule[],
  after: readonly SecurityGroupRule[],
  quotas: QuotaLimits,
): boolean =>
  ([4, 6] as const).some(family => {
    const weight = weightOf(network, group, after, family)
    return weight > quotas['rules-per-security-group'] && weight > weightOf(network, group, before, family)
  })
