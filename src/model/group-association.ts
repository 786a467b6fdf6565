/**
 * A security group serves its own VPC, and those of the same owner and Region that it is associated with. Source: VPC User
 * Guide, "Associate security groups with multiple VPCs"; codes and sentences of the refusals are not documented.
 */
import { isClassic } from './ec2-classic.ts'
import type { Network } from './network.ts'
import { type Refusal, refuse } from './refusals.ts'
import { DEFAULT_GROUP, type GroupAssociation, type SecurityGroup } from './security-group.ts'
import type { Vpc } from './vpc.ts'

type HomeOf = Pick<SecurityGroup, 'id' | 'vpcId'>

export const associationId = (groupId: string, vpcId: string): string => `${groupId}/${vpcId}`

/** Whether interfaces in a VPC may have a group, and rules of its groups name it. */
export const serves = (network: Network, { id, vpcId: home }: HomeOf, vpcId: string): boolean =>
  home === vpcId || network.groupAssociations.get(associationId(id, vpcId)) !== undefined

/** The VPCs that a group serves, its own first. */
export const vpcsServed = (network: Network, { id, vpcId }: HomeOf): readonly string[] => [
  vpcId,
  ...network.groupAssociations.where('group', id).map(association => association.vpcId),
]

/** The groups that serve a VPC, its own first. */
export const groupsServing = (network: Network, vpcId: string): readonly SecurityGroup[] => [
  ...network.securityGroups.where('vpc', vpcId),
  ...network.groupAssociations
    .where('vpc', vpcId)
    .flatMap(({ groupId }) => network.securityGroups.get(groupId) ?? []),
]

/** Refuses: UnsupportedOperation (a default group, one of EC2-Classic, a default VPC), InvalidParameterValue (its own VPC), Resource.AlreadyAssociated. */
export function whyNotAssociate(network: Network, group: SecurityGroup, vpc: Vpc): Refusal | undefined {
  if (group.name === DEFAULT_GROUP) return refuse('UnsupportedOperation/associate-default-group', group.id)
  if (isClassic(network, group)) return refuse('UnsupportedOperation/associate-classic', group.id)
  const byDefault = [vpc, network.vpcs.get(group.vpcId)].find(one => one?.isDefault)
  if (byDefault) return refuse('UnsupportedOperation/associate-default-vpc', byDefault.id)
  if (group.vpcId === vpc.id) return refuse('InvalidParameterValue/associate-own-vpc', group.id, vpc.id)
  return serves(network, group, vpc.id)
    ? refuse('Resource.AlreadyAssociated/security-group', group.id, vpc.id)
    : undefined
}

/** Refuses: DependencyViolation, while an interface or an endpoint in the VPC has the group. */
export function whyNotDisassociate(
  network: Network,
  { groupId, vpcId }: GroupAssociation,
): Refusal | undefined {
  const holders = [
    ...network.networkInterfaces.where('group', groupId),
    ...network.vpcEndpoints.where('group', groupId),
  ]
  return holders.some(one => one.vpcId === vpcId)
    ? refuse('DependencyViolation/security-group', groupId)
    : undefined
}
