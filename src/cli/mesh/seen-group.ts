/** A security group and its rules that let blocks in, from AWS's shapes to `SeenGroup`. */
import type { SecurityGroup, SecurityGroupRule } from '@aws-sdk/client-ec2'
import type { SeenGroup, SeenRule } from '../../mesh/landscape.ts'
import type { PrefixLists } from './read-prefix-lists.ts'
import { cidrs, seenTags } from './seen.ts'

/** `rules`: those of this group. `prefixLists`: those that they name. */
export function seenGroup(
  group: SecurityGroup,
  rules: readonly SecurityGroupRule[],
  prefixLists: PrefixLists,
): SeenGroup {
  const ingress = rules.filter(rule => !rule.IsEgress)
  const count = (family: 4 | 6): number =>
    ingress.reduce((sum, rule) => sum + weightOf(rule, family, prefixLists), 0)
  return {
    id: group.GroupId ?? '',
    name: group.GroupName ?? '',
    tags: seenTags(group.Tags),
    rules: ingress.flatMap(seenRule),
    counts: { 4: count(4), 6: count(6) },
  }
}

/** A rule that names a group counts in both families, one that names a list as that has room for in its own. */
function weightOf(rule: SecurityGroupRule, family: 4 | 6, prefixLists: PrefixLists): number {
  if (rule.CidrIpv4 !== undefined) return family === 4 ? 1 : 0
  if (rule.CidrIpv6 !== undefined) return family === 6 ? 1 : 0
  if (rule.PrefixListId === undefined) return 1
  const list = prefixLists.get(rule.PrefixListId)
  return list?.family === family ? (list.maxEntries ?? list.blocks.length) : 0
}

/** A rule that lets a block in; none for one that names a group or a prefix list. */
function seenRule(rule: SecurityGroupRule): readonly SeenRule[] {
  const protocol = rule.IpProtocol ?? ''
  const ports =
    protocol === '-1'
      ? {}
      : {
          ...(rule.FromPort !== undefined && { fromPort: rule.FromPort }),
          ...(rule.ToPort !== undefined && { toPort: rule.ToPort }),
        }
  return cidrs([rule.CidrIpv4 ?? rule.CidrIpv6]).map(from => ({
    id: rule.SecurityGroupRuleId ?? '',
    from,
    protocol,
    ...ports,
    tags: seenTags(rule.Tags),
  }))
}
