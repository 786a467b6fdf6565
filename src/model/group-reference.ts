/**
 * A security group rule may name a group that serves its VPC, or one of a VPC that is peered with it in the same Region,
 * also of another account. Source: VPC Peering Guide, "Update your security groups to reference peer security groups".
 */
import { serves } from './group-association.ts'
import type { Network } from './network.ts'
import { isInterRegion, type Peering, type PeeringState, peerOf } from './peering.ts'
import { type Refusal, refuse } from './refusals.ts'
import type { RulePeer, SecurityGroup, SecurityGroupRule } from './security-group.ts'

type GroupPeer = Extract<RulePeer, { kind: 'group' }>

/** The peering of one Region through which one VPC's rules may name the other's groups. */
const activePeeringBetween = (network: Network, vpcId: string, otherVpcId: string): Peering | undefined =>
  network.peerings
    .where('vpc', vpcId)
    .find(
      peering =>
        peering.state === 'active' && !isInterRegion(peering) && peerOf(peering, vpcId).vpcId === otherVpcId,
    )

/** Whether rules of a VPC may name a group and find it there. */
export const isInReach = (network: Network, vpcId: string, group: SecurityGroup): boolean =>
  serves(network, group, vpcId) || activePeeringBetween(network, vpcId, group.vpcId) !== undefined

/** Of some VPCs, those whose addresses rules of a VPC may mean: itself and its peers. */
export const joinedWith = (network: Network, vpcId: string, others: Iterable<string>): ReadonlySet<string> =>
  new Set(
    [...new Set(others)].filter(
      other => other === vpcId || activePeeringBetween(network, vpcId, other) !== undefined,
    ),
  )

/** Refuses: InvalidGroup.NotFound, for a group whose VPC is another one and not peered. */
export function whyNotRefer(
  network: Network,
  from: SecurityGroup,
  to: SecurityGroup | undefined,
): Refusal | undefined {
  return to && isInReach(network, from.vpcId, to)
    ? undefined
    : refuse('InvalidGroup.NotFound/different-networks')
}

/** The group as the peer of a rule; ask `whyNotRefer` first. */
export function groupPeer(network: Network, from: SecurityGroup, to: SecurityGroup): GroupPeer {
  const { id: groupId, ownerId, vpcId } = to
  const peering = serves(network, to, from.vpcId)
    ? undefined
    : activePeeringBetween(network, from.vpcId, vpcId)
  return { kind: 'group', groupId, ownerId, vpcId, ...(peering && { peeringId: peering.id }) }
}

/**
 * By which peering a rule reaches its group, and how that one is: today's, where the two VPCs have been peered again, else
 * the one it was made with, which has ended. Undefined for a group that served the rule's VPC then.
 */
export function peeringOf(
  network: Network,
  { vpcId }: SecurityGroupRule,
  peer: GroupPeer,
): { readonly id: string; readonly state: PeeringState } | undefined {
  if (peer.peeringId === undefined) return undefined
  const active = activePeeringBetween(network, vpcId, peer.vpcId)
  return active ?? network.peerings.get(peer.peeringId) ?? { id: peer.peeringId, state: 'deleted' }
}

/**
 * Whether a rule has lost its meaning: the group of a peered VPC that it names is gone, or the peering is. It stays until
 * it is revoked, and means something again when the two VPCs are peered again.
 */
export function isStale(network: Network, rule: SecurityGroupRule): boolean {
  if (rule.peer.kind !== 'group') return false
  const peering = peeringOf(network, rule, rule.peer)
  return (
    peering !== undefined && (peering.state !== 'active' || !network.securityGroups.get(rule.peer.groupId))
  )
}

/** The VPCs at the other ends of active peerings whose rules name a group, each with its peering. */
export function vpcsReferring(
  network: Network,
  group: SecurityGroup,
): readonly { readonly vpcId: string; readonly peeringId: string }[] {
  const vpcIds = new Set(network.securityGroupRules.where('refers', group.id).map(rule => rule.vpcId))
  return [...vpcIds].flatMap(vpcId => {
    const peering = vpcId === group.vpcId ? undefined : activePeeringBetween(network, vpcId, group.vpcId)
    return peering ? [{ vpcId, peeringId: peering.id }] : []
  })
}
