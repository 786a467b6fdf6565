/** Every operation that Isthmus has: one line each. */

import { AcceptVpcPeeringConnection } from './AcceptVpcPeeringConnection.ts'
import { AllocateAddress } from './AllocateAddress.ts'
import { AssignPrivateNatGatewayAddress } from './AssignPrivateNatGatewayAddress.ts'
import { AssociateAddress } from './AssociateAddress.ts'
import { AssociateDhcpOptions } from './AssociateDhcpOptions.ts'
import { AssociateNatGatewayAddress } from './AssociateNatGatewayAddress.ts'
import { AssociateRouteTable } from './AssociateRouteTable.ts'
import { AssociateVpcCidrBlock } from './AssociateVpcCidrBlock.ts'
import { AssumeRole } from './AssumeRole.ts'
import { AttachInternetGateway } from './AttachInternetGateway.ts'
import { AuthorizeSecurityGroupEgress } from './AuthorizeSecurityGroupEgress.ts'
import { AuthorizeSecurityGroupIngress } from './AuthorizeSecurityGroupIngress.ts'
import { CreateDefaultSubnet } from './CreateDefaultSubnet.ts'
import { CreateDefaultVpc } from './CreateDefaultVpc.ts'
import { CreateDhcpOptions } from './CreateDhcpOptions.ts'
import { CreateEgressOnlyInternetGateway } from './CreateEgressOnlyInternetGateway.ts'
import { CreateInternetGateway } from './CreateInternetGateway.ts'
import { CreateManagedPrefixList } from './CreateManagedPrefixList.ts'
import { CreateNatGateway } from './CreateNatGateway.ts'
import { CreateNetworkAcl } from './CreateNetworkAcl.ts'
import { CreateNetworkAclEntry } from './CreateNetworkAclEntry.ts'
import { CreateRoute } from './CreateRoute.ts'
import { CreateRouteTable } from './CreateRouteTable.ts'
import { CreateSecurityGroup } from './CreateSecurityGroup.ts'
import { CreateSubnet } from './CreateSubnet.ts'
import { CreateTags } from './CreateTags.ts'
import { CreateVpc } from './CreateVpc.ts'
import { CreateVpcPeeringConnection } from './CreateVpcPeeringConnection.ts'
import { DecodeAuthorizationMessage } from './DecodeAuthorizationMessage.ts'
import { DeleteDhcpOptions } from './DeleteDhcpOptions.ts'
import { DeleteEgressOnlyInternetGateway } from './DeleteEgressOnlyInternetGateway.ts'
import { DeleteInternetGateway } from './DeleteInternetGateway.ts'
import { DeleteManagedPrefixList } from './DeleteManagedPrefixList.ts'
import { DeleteNatGateway } from './DeleteNatGateway.ts'
import { DeleteNetworkAcl } from './DeleteNetworkAcl.ts'
import { DeleteNetworkAclEntry } from './DeleteNetworkAclEntry.ts'
import { DeleteRoute } from './DeleteRoute.ts'
import { DeleteRouteTable } from './DeleteRouteTable.ts'
import { DeleteSecurityGroup } from './DeleteSecurityGroup.ts'
import { DeleteSubnet } from './DeleteSubnet.ts'
import { DeleteTags } from './DeleteTags.ts'
import { DeleteVpc } from './DeleteVpc.ts'
import { DeleteVpcPeeringConnection } from './DeleteVpcPeeringConnection.ts'
import { DescribeAccountAttributes } from './DescribeAccountAttributes.ts'
import { DescribeAddresses } from './DescribeAddresses.ts'
import { DescribeAddressesAttribute } from './DescribeAddressesAttribute.ts'
import { DescribeAvailabilityZones } from './DescribeAvailabilityZones.ts'
import { DescribeDhcpOptions } from './DescribeDhcpOptions.ts'
import { DescribeEgressOnlyInternetGateways } from './DescribeEgressOnlyInternetGateways.ts'
import { DescribeInstances } from './DescribeInstances.ts'
import { DescribeInternetGateways } from './DescribeInternetGateways.ts'
import { DescribeManagedPrefixLists } from './DescribeManagedPrefixLists.ts'
import { DescribeNatGateways } from './DescribeNatGateways.ts'
import { DescribeNetworkAcls } from './DescribeNetworkAcls.ts'
import { DescribeNetworkInterfaces } from './DescribeNetworkInterfaces.ts'
import { DescribePrefixLists } from './DescribePrefixLists.ts'
import { DescribeRegions } from './DescribeRegions.ts'
import { DescribeRouteTables } from './DescribeRouteTables.ts'
import { DescribeSecurityGroupReferences } from './DescribeSecurityGroupReferences.ts'
import { DescribeSecurityGroupRules } from './DescribeSecurityGroupRules.ts'
import { DescribeSecurityGroups } from './DescribeSecurityGroups.ts'
import { DescribeStaleSecurityGroups } from './DescribeStaleSecurityGroups.ts'
import { DescribeSubnets } from './DescribeSubnets.ts'
import { DescribeTags } from './DescribeTags.ts'
import { DescribeVpcAttribute } from './DescribeVpcAttribute.ts'
import { DescribeVpcPeeringConnections } from './DescribeVpcPeeringConnections.ts'
import { DescribeVpcs } from './DescribeVpcs.ts'
import { DetachInternetGateway } from './DetachInternetGateway.ts'
import { DisassociateAddress } from './DisassociateAddress.ts'
import { DisassociateNatGatewayAddress } from './DisassociateNatGatewayAddress.ts'
import { DisassociateRouteTable } from './DisassociateRouteTable.ts'
import { DisassociateVpcCidrBlock } from './DisassociateVpcCidrBlock.ts'
import type { Decide, Operation } from './decide.ts'
import { GetAccessKeyInfo } from './GetAccessKeyInfo.ts'
import { GetCallerIdentity } from './GetCallerIdentity.ts'
import { GetManagedPrefixListAssociations } from './GetManagedPrefixListAssociations.ts'
import { GetManagedPrefixListEntries } from './GetManagedPrefixListEntries.ts'
import { GetSecurityGroupsForVpc } from './GetSecurityGroupsForVpc.ts'
import { GetSessionToken } from './GetSessionToken.ts'
import { ModifyAddressAttribute } from './ModifyAddressAttribute.ts'
import { ModifyManagedPrefixList } from './ModifyManagedPrefixList.ts'
import { ModifySecurityGroupRules } from './ModifySecurityGroupRules.ts'
import { ModifySubnetAttribute } from './ModifySubnetAttribute.ts'
import { ModifyVpcAttribute } from './ModifyVpcAttribute.ts'
import { ModifyVpcPeeringConnectionOptions } from './ModifyVpcPeeringConnectionOptions.ts'
import { ModifyVpcTenancy } from './ModifyVpcTenancy.ts'
import { RejectVpcPeeringConnection } from './RejectVpcPeeringConnection.ts'
import { ReleaseAddress } from './ReleaseAddress.ts'
import { ReplaceNetworkAclAssociation } from './ReplaceNetworkAclAssociation.ts'
import { ReplaceNetworkAclEntry } from './ReplaceNetworkAclEntry.ts'
import { ReplaceRoute } from './ReplaceRoute.ts'
import { ReplaceRouteTableAssociation } from './ReplaceRouteTableAssociation.ts'
import { ResetAddressAttribute } from './ResetAddressAttribute.ts'
import { RestoreManagedPrefixListVersion } from './RestoreManagedPrefixListVersion.ts'
import { RevokeSecurityGroupEgress } from './RevokeSecurityGroupEgress.ts'
import { RevokeSecurityGroupIngress } from './RevokeSecurityGroupIngress.ts'
import { RunInstances } from './RunInstances.ts'
import { StartInstances } from './StartInstances.ts'
import { StopInstances } from './StopInstances.ts'
import { TerminateInstances } from './TerminateInstances.ts'
import { UnassignPrivateNatGatewayAddress } from './UnassignPrivateNatGatewayAddress.ts'
import { UpdateSecurityGroupRuleDescriptionsEgress } from './UpdateSecurityGroupRuleDescriptionsEgress.ts'
import { UpdateSecurityGroupRuleDescriptionsIngress } from './UpdateSecurityGroupRuleDescriptionsIngress.ts'

export const actions = {
  AcceptVpcPeeringConnection,
  AllocateAddress,
  AssignPrivateNatGatewayAddress,
  AssociateAddress,
  AssociateDhcpOptions,
  AssociateNatGatewayAddress,
  AssociateRouteTable,
  AssociateVpcCidrBlock,
  AttachInternetGateway,
  AuthorizeSecurityGroupEgress,
  AuthorizeSecurityGroupIngress,
  CreateDefaultSubnet,
  CreateDefaultVpc,
  CreateDhcpOptions,
  CreateEgressOnlyInternetGateway,
  CreateInternetGateway,
  CreateManagedPrefixList,
  CreateNatGateway,
  CreateNetworkAcl,
  CreateNetworkAclEntry,
  CreateRoute,
  CreateRouteTable,
  CreateSecurityGroup,
  CreateSubnet,
  CreateTags,
  CreateVpc,
  CreateVpcPeeringConnection,
  DeleteDhcpOptions,
  DeleteEgressOnlyInternetGateway,
  DeleteInternetGateway,
  DeleteManagedPrefixList,
  DeleteNatGateway,
  DeleteNetworkAcl,
  DeleteNetworkAclEntry,
  DeleteRoute,
  DeleteRouteTable,
  DeleteSecurityGroup,
  DeleteSubnet,
  DeleteTags,
  DeleteVpc,
  DeleteVpcPeeringConnection,
  DescribeAccountAttributes,
  DescribeAddresses,
  DescribeAddressesAttribute,
  DescribeAvailabilityZones,
  DescribeDhcpOptions,
  DescribeEgressOnlyInternetGateways,
  DescribeInstances,
  DescribeInternetGateways,
  DescribeManagedPrefixLists,
  DescribeNatGateways,
  DescribeNetworkAcls,
  DescribeNetworkInterfaces,
  DescribePrefixLists,
  DescribeRegions,
  DescribeRouteTables,
  DescribeSecurityGroupReferences,
  DescribeSecurityGroupRules,
  DescribeSecurityGroups,
  DescribeStaleSecurityGroups,
  DescribeSubnets,
  DescribeTags,
  DescribeVpcAttribute,
  DescribeVpcPeeringConnections,
  DescribeVpcs,
  DetachInternetGateway,
  DisassociateAddress,
  DisassociateNatGatewayAddress,
  DisassociateRouteTable,
  DisassociateVpcCidrBlock,
  GetManagedPrefixListAssociations,
  GetManagedPrefixListEntries,
  GetSecurityGroupsForVpc,
  ModifyAddressAttribute,
  ModifyManagedPrefixList,
  ModifySecurityGroupRules,
  ModifySubnetAttribute,
  ModifyVpcAttribute,
  ModifyVpcPeeringConnectionOptions,
  ModifyVpcTenancy,
  RejectVpcPeeringConnection,
  ReleaseAddress,
  ReplaceNetworkAclAssociation,
  ReplaceNetworkAclEntry,
  ReplaceRoute,
  ReplaceRouteTableAssociation,
  ResetAddressAttribute,
  RestoreManagedPrefixListVersion,
  RevokeSecurityGroupEgress,
  RevokeSecurityGroupIngress,
  RunInstances,
  StartInstances,
  StopInstances,
  TerminateInstances,
  UnassignPrivateNatGatewayAddress,
  UpdateSecurityGroupRuleDescriptionsEgress,
  UpdateSecurityGroupRuleDescriptionsIngress,
} as const satisfies { readonly [Op in Operation]?: Decide<Op> }

/** The operations of STS. */
export const stsActions = {
  AssumeRole,
  DecodeAuthorizationMessage,
  GetAccessKeyInfo,
  GetCallerIdentity,
  GetSessionToken,
} as const
