/** Security groups: their rules, and the addresses behind the groups that rules name. */
import { groupAddresses } from '../model/group-rules.ts'
import { blocksOfList } from '../model/named-prefix-list.ts'
import type { Network } from '../model/network.ts'
import type { RulePeer } from '../model/security-group.ts'
import type { Group, Router, Rule } from './fabric.ts'
import { sorted, unique } from './order.ts'

export function group(network: Network, id: string): Group {
  const rules = sorted(network.securityGroupRules.where('group', id))
  const towards = (way: 'ingress' | 'egress'): readonly Rule[] =>
    rules
      .filter(rule => rule.direction === way)
      .flatMap(({ protocol, peer, region }) =>
        rulePeers(network, region, peer).map(one => ({ protocol, peer: one })),
      )
  return { id, ingress: towards('ingress'), egress: towards('egress') }
}

/** A prefix list becomes the blocks it holds. */
function rulePeers(network: Network, region: string, peer: RulePeer): readonly Rule['peer'][] {
  switch (peer.kind) {
    case 'cidr':
      return [{ cidr: peer.cidr.text }]
    case 'prefix-list':
      return blocksOfList(network, region, peer.prefixListId).map(block => ({ cidr: block.text }))
    case 'group':
      return [{ group: peer.groupId }]
  }
}

export function addressesNamedBy(
  network: Network,
  vpcId: string,
  groups: readonly Group[],
): Router['groupAddresses'] {
  const rules = groups.flatMap(({ ingress, egress }) => [...ingress, ...egress])
  const named = unique(rules.flatMap(({ peer }) => ('group' in peer ? [peer.group] : [])))
  return Object.fromEntries(
    named.map(id => [id, unique(groupAddresses(network, vpcId, id).map(a => a.text))]),
  )
}
