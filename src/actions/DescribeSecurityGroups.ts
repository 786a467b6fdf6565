import { shownVpc } from '../model/ec2-classic.ts'
import { ownRulesOf } from '../model/group-rules.ts'
import type { Network } from '../model/network.ts'
import { protocolText } from '../model/rule-protocol.ts'
import type { SecurityGroup, SecurityGroupRule } from '../model/security-group.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe, type FilterValue } from './describe.ts'
import { findGroupNamed } from './find-group.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showSecurityGroup } from './show-security-group.ts'

/** Refuses: InvalidGroupId.Malformed, InvalidGroup.NotFound, VPCIdNotSpecified (by name), and what `describe` refuses. */
export const DescribeSecurityGroups: Decide<'DescribeSecurityGroups'> = (situation, input) => {
  const named = (input.GroupNames ?? []).map(name => findGroupNamed(situation, name).id)
  const ids = [...(input.GroupIds ?? []), ...named]
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids })
  const shown = found.map(group => showSecurityGroup(situation.network, group))
  return { reply: { SecurityGroups: shown, NextToken } }
}

const catalogue = (situation: Situation): Catalogue<SecurityGroup> =>
  ownedCatalogue(situation, 'security-group', {
    filters: {
      description: group => group.description,
      'group-id': group => group.id,
      'group-name': group => group.name,
      'owner-id': group => group.ownerId,
      'vpc-id': group => shownVpc(situation.network, group),
      ...rulesFilters(situation.network, 'ip-permission', 'ingress'),
      ...rulesFilters(situation.network, 'egress.ip-permission', 'egress'),
    },
    indexes: { 'vpc-id': 'vpc' },
  })

/** The filters that look at the rules of a direction; each is answered by any of them. */
const rulesFilters = (network: Network, prefix: string, direction: SecurityGroupRule['direction']) =>
  Object.fromEntries(
    Object.entries(ruleFilters(network)).map(([name, value]) => [
      `${prefix}.${name}`,
      (group: SecurityGroup) => ownRulesOf(network, group, direction).map(value),
    ]),
  )

const ruleFilters = (
  network: Network,
): Readonly<Record<string, (rule: SecurityGroupRule) => FilterValue>> => ({
  cidr: rule => blockOf(rule, 4),
  'from-port': ({ protocol }) => protocolText(protocol).from,
  'group-id': ({ peer }) => (peer.kind === 'group' ? peer.groupId : undefined),
  'group-name': ({ peer }) =>
    peer.kind === 'group' ? network.securityGroups.get(peer.groupId)?.name : undefined,
  'ipv6-cidr': rule => blockOf(rule, 6),
  'prefix-list-id': ({ peer }) => (peer.kind === 'prefix-list' ? peer.prefixListId : undefined),
  protocol: ({ protocol }) => protocolText(protocol).protocol,
  'to-port': ({ protocol }) => protocolText(protocol).to,
  'user-id': ({ peer }) => (peer.kind === 'group' ? peer.ownerId : undefined),
})

const blockOf = ({ peer }: SecurityGroupRule, version: 4 | 6): string | undefined =>
  peer.kind === 'cidr' && peer.cidr.version === version ? peer.cidr.text : undefined
