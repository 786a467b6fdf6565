import type { SecurityGroup as Shown } from '@aws-sdk/client-ec2'
import { arnOf } from '../model/arn.ts'
import { isClassic, shownVpc } from '../model/ec2-classic.ts'
import { ownRulesOf } from '../model/group-rules.ts'
import type { Network } from '../model/network.ts'
import type { SecurityGroup, SecurityGroupRule } from '../model/security-group.ts'
import { showPermissions } from './show-permissions.ts'
import { showReference } from './show-security-group-rule.ts'
import { showTags } from './tags.ts'

/** A security group with its rules on the wire. In EC2-Classic the groups that rules name are shown with their names. */
export function showSecurityGroup(network: Network, group: SecurityGroup): Shown {
  const permissions = (direction: SecurityGroupRule['direction']) =>
    showPermissions(ownRulesOf(network, group, direction), (peer, rule) => ({
      ...showReference(network, rule, peer),
      ...(isClassic(network, group) && { GroupName: network.securityGroups.get(peer.groupId)?.name }),
    }))
  return {
    GroupId: group.id,
    GroupName: group.name,
    Description: group.description,
    OwnerId: group.ownerId,
    VpcId: shownVpc(network, group),
    SecurityGroupArn: arnOf('security-group', group),
    Tags: showTags(group.tags),
    IpPermissions: permissions('ingress'),
    IpPermissionsEgress: permissions('egress'),
  }
}
