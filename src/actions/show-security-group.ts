import type { SecurityGroup as Shown } from '@aws-sdk/client-ec2'
import { arnOf } from '../model/arn.ts'
import { rulesOf } from '../model/group-rules.ts'
import type { Network } from '../model/network.ts'
import type { SecurityGroup, SecurityGroupRule } from '../model/security-group.ts'
import { showPermissions } from './show-permissions.ts'
import { showReference } from './show-security-group-rule.ts'
import { showTags } from './tags.ts'

/** A security group with its rules on the wire. */
export function showSecurityGroup(network: Network, group: SecurityGroup): Shown {
  const permissions = (direction: SecurityGroupRule['direction']) =>
    showPermissions(rulesOf(network, group.id, direction), (peer, rule) => showReference(network, rule, peer))
  return {
    GroupId: group.id,
    GroupName: group.name,
    Description: group.description,
    OwnerId: group.ownerId,
    VpcId: group.vpcId,
    SecurityGroupArn: arnOf('security-group', group),
    Tags: showTags(group.tags),
    IpPermissions: permissions('ingress'),
    IpPermissionsEgress: permissions('egress'),
  }
}
