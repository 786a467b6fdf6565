/** The calls that let others in to a security group, and do not let them in any more. */
import type { Tags } from '../model/owned.ts'
import { type Frame, showTags } from './calls.ts'
import type { SeenGroup, SeenRule } from './landscape.ts'
import type { LinkRule } from './link.ts'
import type { Call } from './plan.ts'
import { ruleText, trafficText } from './rule-text.ts'

export const letIn = (frame: Frame, rule: LinkRule, tags: Tags): Call => ({
  key: `AuthorizeSecurityGroupIngress ${ruleText(rule.groupId, rule)}`,
  operation: 'AuthorizeSecurityGroupIngress',
  ...frame,
  what: `let ${trafficText(rule)} from ${rule.from.text} in to ${rule.groupId}`,
  input: {
    GroupId: rule.groupId,
    IpPermissions: [
      {
        IpProtocol: rule.protocol,
        ...(rule.fromPort !== undefined && { FromPort: rule.fromPort }),
        ...(rule.toPort !== undefined && { ToPort: rule.toPort }),
        ...(rule.from.version === 4
          ? { IpRanges: [{ CidrIp: rule.from.text }] }
          : { Ipv6Ranges: [{ CidrIpv6: rule.from.text }] }),
      },
    ],
    TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: showTags(tags) }],
  },
})

export const revoke = (frame: Frame, group: SeenGroup, rule: SeenRule): Call => ({
  key: `RevokeSecurityGroupIngress ${ruleText(group.id, rule)}`,
  operation: 'RevokeSecurityGroupIngress',
  ...frame,
  what: `do not let ${trafficText(rule)} from ${rule.from.text} in to ${group.id} any more`,
  input: { GroupId: group.id, SecurityGroupRuleIds: [rule.id] },
})
