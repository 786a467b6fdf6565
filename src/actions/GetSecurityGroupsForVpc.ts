import type { SecurityGroupForVpc } from '@aws-sdk/client-ec2'
import { groupsServing } from '../model/group-association.ts'
import { notFound } from '../model/identities.ts'
import type { Network } from '../model/network.ts'
import type { SecurityGroup } from '../model/security-group.ts'
import type { Decide } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { find } from './find.ts'
import { showTags } from './tags.ts'

/** The groups that interfaces of a VPC may have. Refuses: as `find`, and what `describe` refuses. */
export const GetSecurityGroupsForVpc: Decide<'GetSecurityGroupsForVpc'> = (situation, input) => {
  const { id } = find(situation, 'vpc', input.VpcId)
  const { found, NextToken } = describe(catalogue(situation.network, id), input)
  return { reply: { SecurityGroupForVpcs: found.map(showForVpc), NextToken } }
}

const catalogue = (network: Network, vpcId: string): Catalogue<SecurityGroup> => ({
  all: () => groupsServing(network, vpcId),
  byId: id => {
    throw notFound('security-group', id)
  },
  filters: {
    'group-id': group => group.id,
    description: group => group.description,
    'group-name': group => group.name,
    'owner-id': group => group.ownerId,
    'primary-vpc-id': group => group.vpcId,
  },
  tags: group => group.tags,
})

const showForVpc = (group: SecurityGroup): SecurityGroupForVpc => ({
  Description: group.description,
  GroupName: group.name,
  OwnerId: group.ownerId,
  GroupId: group.id,
  Tags: showTags(group.tags),
  PrimaryVpcId: group.vpcId,
})
