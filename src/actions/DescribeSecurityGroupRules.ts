import type { SecurityGroupRule } from '../model/security-group.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showSecurityGroupRule } from './show-security-group-rule.ts'

/** Refuses: InvalidSecurityGroupRuleId.Malformed, ….NotFound, and what `describe` refuses. */
export const DescribeSecurityGroupRules: Decide<'DescribeSecurityGroupRules'> = (situation, input) => {
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids: input.SecurityGroupRuleIds })
  const shown = found.map(rule => showSecurityGroupRule(situation.network, rule))
  return { reply: { SecurityGroupRules: shown, NextToken } }
}

const catalogue = (situation: Situation): Catalogue<SecurityGroupRule> =>
  ownedCatalogue(situation, 'security-group-rule', {
    filters: {
      'group-id': rule => rule.groupId,
      'security-group-rule-id': rule => rule.id,
    },
    indexes: { 'group-id': 'group' },
  })
