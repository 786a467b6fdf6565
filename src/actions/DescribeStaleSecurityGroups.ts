import type { StaleIpPermission, StaleSecurityGroup, UserIdGroupPair } from '@aws-sdk/client-ec2'
import { isStale } from '../model/group-reference.ts'
import { rulesOf } from '../model/group-rules.ts'
import type { Network } from '../model/network.ts'
import type { RulePeer, SecurityGroup, SecurityGroupRule } from '../model/security-group.ts'
import type { Decide } from './decide.ts'
import { page } from './describe.ts'
import { find } from './find.ts'
import { showPermissions } from './show-permissions.ts'
import { showReference } from './show-security-group-rule.ts'

/** Refuses: as `find`, InvalidNextToken. */
export const DescribeStaleSecurityGroups: Decide<'DescribeStaleSecurityGroups'> = (situation, input) => {
  const { network } = situation
  const { id } = find(situation, 'vpc', input.VpcId)
  const stale = network.securityGroups.where('vpc', id).filter(group => staleRules(network, group).length > 0)
  const { found, NextToken } = page(stale, input)
  return { reply: { StaleSecurityGroupSet: found.map(group => showStale(network, group)), NextToken } }
}

const staleRules = (
  network: Network,
  group: SecurityGroup,
  directions: readonly SecurityGroupRule['direction'][] = ['ingress', 'egress'],
): readonly SecurityGroupRule[] =>
  directions
    .flatMap(direction => rulesOf(network, group.id, direction))
    .filter(rule => isStale(network, rule))

const showStale = (network: Network, group: SecurityGroup): StaleSecurityGroup => ({
  Description: group.description,
  GroupId: group.id,
  GroupName: group.name,
  StaleIpPermissions: permissions(network, staleRules(network, group, ['ingress'])),
  StaleIpPermissionsEgress: permissions(network, staleRules(network, group, ['egress'])),
  VpcId: group.vpcId,
})

/** Blocks and prefix lists are never stale, so AWS does not show them here. */
const permissions = (network: Network, rules: readonly SecurityGroupRule[]): StaleIpPermission[] =>
  showPermissions(rules, (peer, rule) => showStalePair(network, rule, peer)).map(
    ({ IpProtocol, FromPort, ToPort, UserIdGroupPairs }) => ({
      IpProtocol,
      FromPort,
      ToPort,
      UserIdGroupPairs,
    }),
  )

/** The group by its name, too, unless it has been deleted. */
function showStalePair(
  network: Network,
  rule: SecurityGroupRule,
  peer: Extract<RulePeer, { kind: 'group' }>,
): UserIdGroupPair {
  const named = network.securityGroups.get(peer.groupId)
  return { ...showReference(network, rule, peer), ...(named && { GroupName: named.name }) }
}
