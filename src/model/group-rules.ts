/**
 * What the rules of security groups let pass, for the analyser and the fabric alike. Rules only allow, and those of all
 * groups of an interface are or-ed. A reply passes by its connection, without a rule; that is not decided here.
 * Source: VPC User Guide, "Security group rules"; VPC Peering Guide, "Update your security groups".
 */
import { type Address, holds } from './cidr.ts'
import { isInReach, joinedWith } from './group-reference.ts'
import { blocksOfList } from './named-prefix-list.ts'
import type { Network } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'
import type { Payload } from './packet.ts'
import type { Protocol, SecurityGroup, SecurityGroupRule } from './security-group.ts'

/** What leaves a VPC for, or comes there from, a remote address. */
export interface Flow {
  readonly vpcId: string
  readonly remote: Address
  readonly payload: Payload
}

export const rulesOf = (
  network: Network,
  groupId: string,
  direction: SecurityGroupRule['direction'],
): readonly SecurityGroupRule[] =>
  network.securityGroupRules.where('group', groupId).filter(rule => rule.direction === direction)

/** Those that the group's owner sees: without Amazon's, which lets all out of a group of EC2-Classic. */
export const ownRulesOf = (
  network: Network,
  { id, ownerId }: SecurityGroup,
  direction: SecurityGroupRule['direction'],
): readonly SecurityGroupRule[] => rulesOf(network, id, direction).filter(rule => rule.ownerId === ownerId)

/** The first rule that lets a flow pass; undefined: none does, it is dropped. */
export const whichRule = (
  network: Network,
  rules: readonly SecurityGroupRule[],
  { vpcId, remote, payload }: Flow,
): SecurityGroupRule | undefined =>
  rules.find(rule => covers(rule.protocol, payload) && means(network, rule, vpcId, remote))

/** Ports are those of the destination, in both directions; -1 is any type or code of ICMP. */
export function covers(protocol: Protocol, payload: Payload): boolean {
  if (protocol.name === 'all') return true
  if (protocol.name !== payload.protocol) return false
  if ('from' in protocol)
    return 'port' in payload && protocol.from <= payload.port && payload.port <= protocol.to
  return 'type' in payload && isOrAny(protocol.type, payload.type) && isOrAny(protocol.code, payload.code)
}

const isOrAny = (wanted: number, actual: number): boolean => wanted === -1 || wanted === actual

function means(
  network: Network,
  { peer, region }: SecurityGroupRule,
  vpcId: string,
  remote: Address,
): boolean {
  switch (peer.kind) {
    case 'cidr':
      return holds(peer.cidr, remote)
    case 'prefix-list':
      return blocksOfList(network, region, peer.prefixListId).some(block => holds(block, remote))
    case 'group':
      return groupAddresses(network, vpcId, peer.groupId).some(
        one => one.version === remote.version && one.at === remote.at,
      )
  }
}

/**
 * What a rule means by a group in a VPC: the private addresses of the interfaces that have it there or in a peer of the
 * VPC, whether their instances are up or not, and of the instances of EC2-Classic that are linked there with it, if the group
 * serves the VPC or is a peer's. Nothing once the peering has ended: the rule is stale, and another peer may use the same
 * addresses.
 */
export function groupAddresses(network: Network, vpcId: string, groupId: string): readonly Address[] {
  const group = network.securityGroups.get(groupId)
  if (!group || !isInReach(network, vpcId, group)) return []
  const holders = holdersOf(network, groupId)
  const near = joinedWith(
    network,
    vpcId,
    holders.map(one => one.vpcId),
  )
  return holders.filter(one => near.has(one.vpcId)).flatMap(one => one.addresses)
}

/** What has a group, by itself or by its link, and in which VPC. */
function holdersOf(
  network: Network,
  groupId: string,
): readonly Pick<NetworkInterface, 'vpcId' | 'addresses'>[] {
  const linked = network.instances
    .where('linkGroup', groupId)
    .flatMap(({ id, classicLink }) =>
      network.networkInterfaces
        .where('instance', id)
        .map(({ vpcId, addresses }) => ({ vpcId: classicLink?.vpcId ?? vpcId, addresses })),
    )
  return [...network.networkInterfaces.where('group', groupId), ...linked]
}
