/** Every operation that Isthmus has: one line each. */

import { AcceptVpcPeeringConnection } from './AcceptVpcPeeringConnection.ts'
import { AssociateRouteTable } from './AssociateRouteTable.ts'
import { AssociateVpcCidrBlock } from './AssociateVpcCidrBlock.ts'
import { AttachInternetGateway } from './AttachInternetGateway.ts'
import { AuthorizeSecurityGroupEgress } from './AuthorizeSecurityGroupEgress.ts'
import { AuthorizeSecurityGroupIngress } from './AuthorizeSecurityGroupIngress.ts'
import { CreateInternetGateway } from './CreateInternetGateway.ts'
import { CreateRoute } from './CreateRoute.ts'
import { CreateRouteTable } from './CreateRouteTable.ts'
import { CreateSecurityGroup } from './CreateSecurityGroup.ts'
import { CreateSubnet } from './CreateSubnet.ts'
import { CreateTags } from './CreateTags.ts'
import { CreateVpc } from './CreateVpc.ts'
import { CreateVpcPeeringConnection } from './CreateVpcPeeringConnection.ts'
import { DeleteInternetGateway } from './DeleteInternetGateway.ts'
import { DeleteRoute } from './DeleteRoute.ts'
import { DeleteRouteTable } from './DeleteRouteTable.ts'
import { DeleteSecurityGroup } from './DeleteSecurityGroup.ts'
import { DeleteSubnet } from './DeleteSubnet.ts'
import { DeleteTags } from './DeleteTags.ts'
import { DeleteVpc } from './DeleteVpc.ts'
import { DeleteVpcPeeringConnection } from './DeleteVpcPeeringConnection.ts'
import { DescribeAccountAttributes } from './DescribeAccountAttributes.ts'
import { DescribeAvailabilityZones } from './DescribeAvailabilityZones.ts'
import { DescribeInstances } from './DescribeInstances.ts'
import { DescribeInternetGateways } from './DescribeInternetGateways.ts'
import { DescribeNetworkAcls } from './DescribeNetworkAcls.ts'
import { DescribeNetworkInterfaces } from './DescribeNetworkInterfaces.ts'
import { DescribeRegions } from './DescribeRegions.ts'
import { DescribeRouteTables } from './DescribeRouteTables.ts'
import { DescribeSecurityGroupRules } from './DescribeSecurityGroupRules.ts'
import { DescribeSecurityGroups } from './DescribeSecurityGroups.ts'
import { DescribeSubnets } from './DescribeSubnets.ts'
import { DescribeTags } from './DescribeTags.ts'
import { DescribeVpcAttribute } from './DescribeVpcAttribute.ts'
import { DescribeVpcPeeringConnections } from './DescribeVpcPeeringConnections.ts'
import { DescribeVpcs } from './DescribeVpcs.ts'
import { DetachInternetGateway } from './DetachInternetGateway.ts'
import { DisassociateRouteTable } from './DisassociateRouteTable.ts'
import { DisassociateVpcCidrBlock } from './DisassociateVpcCidrBlock.ts'
import type { Decide, Operation } from './decide.ts'
import { GetCallerIdentity } from './GetCallerIdentity.ts'
import { ModifySubnetAttribute } from './ModifySubnetAttribute.ts'
import { ModifyVpcAttribute } from './ModifyVpcAttribute.ts'
import { ModifyVpcPeeringConnectionOptions } from './ModifyVpcPeeringConnectionOptions.ts'
import { RejectVpcPeeringConnection } from './RejectVpcPeeringConnection.ts'
import { ReplaceRoute } from './ReplaceRoute.ts'
import { ReplaceRouteTableAssociation } from './ReplaceRouteTableAssociation.ts'
import { RevokeSecurityGroupEgress } from './RevokeSecurityGroupEgress.ts'
import { RevokeSecurityGroupIngress } from './RevokeSecurityGroupIngress.ts'
import { RunInstances } from './RunInstances.ts'
import { StartInstances } from './StartInstances.ts'
import { StopInstances } from './StopInstances.ts'
import { TerminateInstances } from './TerminateInstances.ts'

export const actions = {
  AcceptVpcPeeringConnection,
  AssociateRouteTable,
  AssociateVpcCidrBlock,
  AttachInternetGateway,
  AuthorizeSecurityGroupEgress,
  AuthorizeSecurityGroupIngress,
  CreateInternetGateway,
  CreateRoute,
  CreateRouteTable,
  CreateSecurityGroup,
  CreateSubnet,
  CreateTags,
  CreateVpc,
  CreateVpcPeeringConnection,
  DeleteInternetGateway,
  DeleteRoute,
  DeleteRouteTable,
  DeleteSecurityGroup,
  DeleteSubnet,
  DeleteTags,
  DeleteVpc,
  DeleteVpcPeeringConnection,
  DescribeAccountAttributes,
  DescribeAvailabilityZones,
  DescribeInstances,
  DescribeInternetGateways,
  DescribeNetworkAcls,
  DescribeNetworkInterfaces,
  DescribeRegions,
  DescribeRouteTables,
  DescribeSecurityGroupRules,
  DescribeSecurityGroups,
  DescribeSubnets,
  DescribeTags,
  DescribeVpcAttribute,
  DescribeVpcPeeringConnections,
  DescribeVpcs,
  DetachInternetGateway,
  DisassociateRouteTable,
  DisassociateVpcCidrBlock,
  ModifySubnetAttribute,
  ModifyVpcAttribute,
  ModifyVpcPeeringConnectionOptions,
  RejectVpcPeeringConnection,
  ReplaceRoute,
  ReplaceRouteTableAssociation,
  RevokeSecurityGroupEgress,
  RevokeSecurityGroupIngress,
  RunInstances,
  StartInstances,
  StopInstances,
  TerminateInstances,
} as const satisfies { readonly [Op in Operation]?: Decide<Op> }

/** The operations of STS. */
export const stsActions = { GetCallerIdentity } as const
