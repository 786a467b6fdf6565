import type { SecurityGroupVpcAssociation } from '@aws-sdk/client-ec2'
import { inPlace } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { GroupAssociation } from '../model/security-group.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'

const STATE = 'associated'

/** Groups with VPCs other than their own. Refuses: what `describe` refuses. */
export const DescribeSecurityGroupVpcAssociations: Decide<'DescribeSecurityGroupVpcAssociations'> = (
  situation,
  input,
) => {
  const { found, NextToken } = describe(catalogue(situation), input)
  return { reply: { SecurityGroupVpcAssociations: found.map(showAssociation), NextToken } }
}

const catalogue = ({ network, caller }: Situation): Catalogue<GroupAssociation> => ({
  all: () => inPlace(network, 'group-association', placeOf(caller)),
  byId: id => {
    throw refuse('InvalidID', id)
  },
  filters: {
    'group-id': association => association.groupId,
    'group-owner-id': association => association.ownerId,
    state: () => STATE,
    'vpc-id': association => association.vpcId,
    'vpc-owner-id': association => association.ownerId,
  },
})

const showAssociation = ({ groupId, vpcId, ownerId }: GroupAssociation): SecurityGroupVpcAssociation => ({
  GroupId: groupId,
  VpcId: vpcId,
  VpcOwnerId: ownerId,
  State: STATE,
  GroupOwnerId: ownerId,
})
