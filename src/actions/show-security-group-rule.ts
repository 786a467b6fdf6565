/** Security group rules on the wire, one by one. Protocols without ports or types show -1 for both. */
import type {
  ReferencedSecurityGroup,
  RevokedSecurityGroupRule,
  SecurityGroupRule as Shown,
  UserIdGroupPair,
} from '@aws-sdk/client-ec2'
import { arnOf } from '../model/arn.ts'
import { peeringOf } from '../model/group-reference.ts'
import type { Network } from '../model/network.ts'
import { protocolText } from '../model/rule-protocol.ts'
import type { RulePeer, SecurityGroupRule } from '../model/security-group.ts'
import { showTags } from './tags.ts'

type GroupPeer = Extract<RulePeer, { kind: 'group' }>

export const showSecurityGroupRule = (network: Network, rule: SecurityGroupRule): Shown => ({
  ...showMatter(rule),
  GroupOwnerId: rule.ownerId,
  ...(rule.peer.kind === 'group' && { ReferencedGroupInfo: showReference(network, rule, rule.peer) }),
  Tags: showTags(rule.tags),
  SecurityGroupRuleArn: arnOf('security-group-rule', rule),
})

export const showRevokedRule = (rule: SecurityGroupRule): RevokedSecurityGroupRule => ({
  ...showMatter(rule),
  ...(rule.peer.kind === 'group' && { ReferencedGroupId: rule.peer.groupId }),
})

function showMatter(rule: SecurityGroupRule) {
  const { protocol, from = -1, to = -1 } = protocolText(rule.protocol)
  return {
    SecurityGroupRuleId: rule.id,
    GroupId: rule.groupId,
    IsEgress: rule.direction === 'egress',
    IpProtocol: protocol,
    FromPort: from,
    ToPort: to,
    ...(rule.peer.kind === 'cidr' && {
      [rule.peer.cidr.version === 4 ? 'CidrIpv4' : 'CidrIpv6']: rule.peer.cidr.text,
    }),
    ...(rule.peer.kind === 'prefix-list' && { PrefixListId: rule.peer.prefixListId }),
    ...(rule.description !== undefined && { Description: rule.description }),
  }
}

/**
 * The group that a rule names. Only of a peered VPC's group the VPC and the peering are shown; the owner is not shown when
 * that group has been deleted.
 */
export function showReference(
  network: Network,
  rule: SecurityGroupRule,
  peer: GroupPeer,
): ReferencedSecurityGroup & UserIdGroupPair {
  const { groupId: GroupId, ownerId: UserId, vpcId: VpcId } = peer
  const peering = peeringOf(network, rule, peer)
  return {
    GroupId,
    ...(network.securityGroups.get(GroupId) && { UserId }),
    ...(peering && { VpcId, VpcPeeringConnectionId: peering.id, PeeringStatus: peering.state }),
  }
}
