/** Every operation that Isthmus has: one line each. */

import { AcceptVpcEndpointConnections } from './AcceptVpcEndpointConnections.ts'
import { AcceptVpcPeeringConnection } from './AcceptVpcPeeringConnection.ts'
import { AllocateAddress } from './AllocateAddress.ts'
import { AssignIpv6Addresses } from './AssignIpv6Addresses.ts'
import { AssignPrivateIpAddresses } from './AssignPrivateIpAddresses.ts'
import { AssignPrivateNatGatewayAddress } from './AssignPrivateNatGatewayAddress.ts'
import { AssociateAddress } from './AssociateAddress.ts'
import { AssociateDhcpOptions } from './AssociateDhcpOptions.ts'
import { AssociateNatGatewayAddress } from './AssociateNatGatewayAddress.ts'
import { AssociateRouteTable } from './AssociateRouteTable.ts'
import { AssociateSecurityGroupVpc } from './AssociateSecurityGroupVpc.ts'
import { AssociateSubnetCidrBlock } from './AssociateSubnetCidrBlock.ts'
import { AssociateVpcCidrBlock } from './AssociateVpcCidrBlock.ts'
import { AssumeRole } from './AssumeRole.ts'
import { AttachClassicLinkVpc } from './AttachClassicLinkVpc.ts'
import { AttachInternetGateway } from './AttachInternetGateway.ts'
import { AttachNetworkInterface } from './AttachNetworkInterface.ts'
import { AttachVpnGateway } from './AttachVpnGateway.ts'
import { AuthorizeSecurityGroupEgress } from './AuthorizeSecurityGroupEgress.ts'
import { AuthorizeSecurityGroupIngress } from './AuthorizeSecurityGroupIngress.ts'
import { CreateCustomerGateway } from './CreateCustomerGateway.ts'
import { CreateDefaultSubnet } from './CreateDefaultSubnet.ts'
import { CreateDefaultVpc } from './CreateDefaultVpc.ts'
import { CreateDhcpOptions } from './CreateDhcpOptions.ts'
import { CreateEgressOnlyInternetGateway } from './CreateEgressOnlyInternetGateway.ts'
import { CreateFlowLogs } from './CreateFlowLogs.ts'
import { CreateInternetGateway } from './CreateInternetGateway.ts'
import { CreateKeyPair } from './CreateKeyPair.ts'
import { CreateManagedPrefixList } from './CreateManagedPrefixList.ts'
import { CreateNatGateway } from './CreateNatGateway.ts'
import { CreateNetworkAcl } from './CreateNetworkAcl.ts'
import { CreateNetworkAclEntry } from './CreateNetworkAclEntry.ts'
import { CreateNetworkInterface } from './CreateNetworkInterface.ts'
import { CreateNetworkInterfacePermission } from './CreateNetworkInterfacePermission.ts'
import { CreateRoute } from './CreateRoute.ts'
import { CreateRouteTable } from './CreateRouteTable.ts'
import { CreateSecurityGroup } from './CreateSecurityGroup.ts'
import { CreateSubnet } from './CreateSubnet.ts'
import { CreateTags } from './CreateTags.ts'
import { CreateVpc } from './CreateVpc.ts'
import { CreateVpcEndpoint } from './CreateVpcEndpoint.ts'
import { CreateVpcEndpointServiceConfiguration } from './CreateVpcEndpointServiceConfiguration.ts'
import { CreateVpcPeeringConnection } from './CreateVpcPeeringConnection.ts'
import { CreateVpnConnection } from './CreateVpnConnection.ts'
import { CreateVpnConnectionRoute } from './CreateVpnConnectionRoute.ts'
import { CreateVpnGateway } from './CreateVpnGateway.ts'
import { DecodeAuthorizationMessage } from './DecodeAuthorizationMessage.ts'
import { DeleteCustomerGateway } from './DeleteCustomerGateway.ts'
import { DeleteDhcpOptions } from './DeleteDhcpOptions.ts'
import { DeleteEgressOnlyInternetGateway } from './DeleteEgressOnlyInternetGateway.ts'
import { DeleteFlowLogs } from './DeleteFlowLogs.ts'
import { DeleteInternetGateway } from './DeleteInternetGateway.ts'
import { DeleteKeyPair } from './DeleteKeyPair.ts'
import { DeleteManagedPrefixList } from './DeleteManagedPrefixList.ts'
import { DeleteNatGateway } from './DeleteNatGateway.ts'
import { DeleteNetworkAcl } from './DeleteNetworkAcl.ts'
import { DeleteNetworkAclEntry } from './DeleteNetworkAclEntry.ts'
import { DeleteNetworkInterface } from './DeleteNetworkInterface.ts'
import { DeleteNetworkInterfacePermission } from './DeleteNetworkInterfacePermission.ts'
import { DeleteRoute } from './DeleteRoute.ts'
import { DeleteRouteTable } from './DeleteRouteTable.ts'
import { DeleteSecurityGroup } from './DeleteSecurityGroup.ts'
import { DeleteSubnet } from './DeleteSubnet.ts'
import { DeleteTags } from './DeleteTags.ts'
import { DeleteVpc } from './DeleteVpc.ts'
import { DeleteVpcEndpointServiceConfigurations } from './DeleteVpcEndpointServiceConfigurations.ts'
import { DeleteVpcEndpoints } from './DeleteVpcEndpoints.ts'
import { DeleteVpcPeeringConnection } from './DeleteVpcPeeringConnection.ts'
import { DeleteVpnConnection } from './DeleteVpnConnection.ts'
import { DeleteVpnConnectionRoute } from './DeleteVpnConnectionRoute.ts'
import { DeleteVpnGateway } from './DeleteVpnGateway.ts'
import { DescribeAccountAttributes } from './DescribeAccountAttributes.ts'
import { DescribeAddresses } from './DescribeAddresses.ts'
import { DescribeAddressesAttribute } from './DescribeAddressesAttribute.ts'
import { DescribeAvailabilityZones } from './DescribeAvailabilityZones.ts'
import { DescribeClassicLinkInstances } from './DescribeClassicLinkInstances.ts'
import { DescribeCustomerGateways } from './DescribeCustomerGateways.ts'
import { DescribeDhcpOptions } from './DescribeDhcpOptions.ts'
import { DescribeEgressOnlyInternetGateways } from './DescribeEgressOnlyInternetGateways.ts'
import { DescribeFlowLogs } from './DescribeFlowLogs.ts'
import { DescribeImageAttribute } from './DescribeImageAttribute.ts'
import { DescribeImages } from './DescribeImages.ts'
import { DescribeInstanceAttribute } from './DescribeInstanceAttribute.ts'
import { DescribeInstanceCreditSpecifications } from './DescribeInstanceCreditSpecifications.ts'
import { DescribeInstanceStatus } from './DescribeInstanceStatus.ts'
import { DescribeInstances } from './DescribeInstances.ts'
import { DescribeInstanceTypeOfferings } from './DescribeInstanceTypeOfferings.ts'
import { DescribeInstanceTypes } from './DescribeInstanceTypes.ts'
import { DescribeInternetGateways } from './DescribeInternetGateways.ts'
import { DescribeKeyPairs } from './DescribeKeyPairs.ts'
import { DescribeManagedPrefixLists } from './DescribeManagedPrefixLists.ts'
import { DescribeNatGateways } from './DescribeNatGateways.ts'
import { DescribeNetworkAcls } from './DescribeNetworkAcls.ts'
import { DescribeNetworkInterfaceAttribute } from './DescribeNetworkInterfaceAttribute.ts'
import { DescribeNetworkInterfacePermissions } from './DescribeNetworkInterfacePermissions.ts'
import { DescribeNetworkInterfaces } from './DescribeNetworkInterfaces.ts'
import { DescribePrefixLists } from './DescribePrefixLists.ts'
import { DescribeRegions } from './DescribeRegions.ts'
import { DescribeRouteTables } from './DescribeRouteTables.ts'
import { DescribeSecurityGroupReferences } from './DescribeSecurityGroupReferences.ts'
import { DescribeSecurityGroupRules } from './DescribeSecurityGroupRules.ts'
import { DescribeSecurityGroups } from './DescribeSecurityGroups.ts'
import { DescribeSecurityGroupVpcAssociations } from './DescribeSecurityGroupVpcAssociations.ts'
import { DescribeStaleSecurityGroups } from './DescribeStaleSecurityGroups.ts'
import { DescribeSubnets } from './DescribeSubnets.ts'
import { DescribeTags } from './DescribeTags.ts'
import { DescribeVolumes } from './DescribeVolumes.ts'
import { DescribeVpcAttribute } from './DescribeVpcAttribute.ts'
import { DescribeVpcClassicLink } from './DescribeVpcClassicLink.ts'
import { DescribeVpcClassicLinkDnsSupport } from './DescribeVpcClassicLinkDnsSupport.ts'
import { DescribeVpcEndpointConnections } from './DescribeVpcEndpointConnections.ts'
import { DescribeVpcEndpointServiceConfigurations } from './DescribeVpcEndpointServiceConfigurations.ts'
import { DescribeVpcEndpointServicePermissions } from './DescribeVpcEndpointServicePermissions.ts'
import { DescribeVpcEndpointServices } from './DescribeVpcEndpointServices.ts'
import { DescribeVpcEndpoints } from './DescribeVpcEndpoints.ts'
import { DescribeVpcPeeringConnections } from './DescribeVpcPeeringConnections.ts'
import { DescribeVpcs } from './DescribeVpcs.ts'
import { DescribeVpnConnections } from './DescribeVpnConnections.ts'
import { DescribeVpnGateways } from './DescribeVpnGateways.ts'
import { DetachClassicLinkVpc } from './DetachClassicLinkVpc.ts'
import { DetachInternetGateway } from './DetachInternetGateway.ts'
import { DetachNetworkInterface } from './DetachNetworkInterface.ts'
import { DetachVpnGateway } from './DetachVpnGateway.ts'
import { DisableVgwRoutePropagation } from './DisableVgwRoutePropagation.ts'
import { DisableVpcClassicLink } from './DisableVpcClassicLink.ts'
import { DisableVpcClassicLinkDnsSupport } from './DisableVpcClassicLinkDnsSupport.ts'
import { DisassociateAddress } from './DisassociateAddress.ts'
import { DisassociateNatGatewayAddress } from './DisassociateNatGatewayAddress.ts'
import { DisassociateRouteTable } from './DisassociateRouteTable.ts'
import { DisassociateSecurityGroupVpc } from './DisassociateSecurityGroupVpc.ts'
import { DisassociateSubnetCidrBlock } from './DisassociateSubnetCidrBlock.ts'
import { DisassociateVpcCidrBlock } from './DisassociateVpcCidrBlock.ts'
import type { Decide, Operation } from './decide.ts'
import { EnableVgwRoutePropagation } from './EnableVgwRoutePropagation.ts'
import { EnableVpcClassicLink } from './EnableVpcClassicLink.ts'
import { EnableVpcClassicLinkDnsSupport } from './EnableVpcClassicLinkDnsSupport.ts'
import { GetAccessKeyInfo } from './GetAccessKeyInfo.ts'
import { GetCallerIdentity } from './GetCallerIdentity.ts'
import { GetConsoleOutput } from './GetConsoleOutput.ts'
import { GetManagedPrefixListAssociations } from './GetManagedPrefixListAssociations.ts'
import { GetManagedPrefixListEntries } from './GetManagedPrefixListEntries.ts'
import { GetParameter } from './GetParameter.ts'
import { GetParameters } from './GetParameters.ts'
import { GetParametersByPath } from './GetParametersByPath.ts'
import { GetSecurityGroupsForVpc } from './GetSecurityGroupsForVpc.ts'
import { GetSessionToken } from './GetSessionToken.ts'
import { ImportKeyPair } from './ImportKeyPair.ts'
import { ModifyAddressAttribute } from './ModifyAddressAttribute.ts'
import { ModifyInstanceAttribute } from './ModifyInstanceAttribute.ts'
import { ModifyInstanceMetadataOptions } from './ModifyInstanceMetadataOptions.ts'
import { ModifyManagedPrefixList } from './ModifyManagedPrefixList.ts'
import { ModifyNetworkInterfaceAttribute } from './ModifyNetworkInterfaceAttribute.ts'
import { ModifyPrivateDnsNameOptions } from './ModifyPrivateDnsNameOptions.ts'
import { ModifySecurityGroupRules } from './ModifySecurityGroupRules.ts'
import { ModifySubnetAttribute } from './ModifySubnetAttribute.ts'
import { ModifyVpcAttribute } from './ModifyVpcAttribute.ts'
import { ModifyVpcEndpoint } from './ModifyVpcEndpoint.ts'
import { ModifyVpcEndpointServiceConfiguration } from './ModifyVpcEndpointServiceConfiguration.ts'
import { ModifyVpcEndpointServicePayerResponsibility } from './ModifyVpcEndpointServicePayerResponsibility.ts'
import { ModifyVpcEndpointServicePermissions } from './ModifyVpcEndpointServicePermissions.ts'
import { ModifyVpcPeeringConnectionOptions } from './ModifyVpcPeeringConnectionOptions.ts'
import { ModifyVpcTenancy } from './ModifyVpcTenancy.ts'
import { ModifyVpnConnection } from './ModifyVpnConnection.ts'
import { ModifyVpnConnectionOptions } from './ModifyVpnConnectionOptions.ts'
import { ModifyVpnTunnelOptions } from './ModifyVpnTunnelOptions.ts'
import { MonitorInstances } from './MonitorInstances.ts'
import { RebootInstances } from './RebootInstances.ts'
import { RejectVpcEndpointConnections } from './RejectVpcEndpointConnections.ts'
import { RejectVpcPeeringConnection } from './RejectVpcPeeringConnection.ts'
import { ReleaseAddress } from './ReleaseAddress.ts'
import { ReplaceNetworkAclAssociation } from './ReplaceNetworkAclAssociation.ts'
import { ReplaceNetworkAclEntry } from './ReplaceNetworkAclEntry.ts'
import { ReplaceRoute } from './ReplaceRoute.ts'
import { ReplaceRouteTableAssociation } from './ReplaceRouteTableAssociation.ts'
import { ResetAddressAttribute } from './ResetAddressAttribute.ts'
import { ResetInstanceAttribute } from './ResetInstanceAttribute.ts'
import { ResetNetworkInterfaceAttribute } from './ResetNetworkInterfaceAttribute.ts'
import { RestoreManagedPrefixListVersion } from './RestoreManagedPrefixListVersion.ts'
import { RevokeSecurityGroupEgress } from './RevokeSecurityGroupEgress.ts'
import { RevokeSecurityGroupIngress } from './RevokeSecurityGroupIngress.ts'
import { RunInstances } from './RunInstances.ts'
import { StartInstances } from './StartInstances.ts'
import { StartVpcEndpointServicePrivateDnsVerification } from './StartVpcEndpointServicePrivateDnsVerification.ts'
import { StopInstances } from './StopInstances.ts'
import { TerminateInstances } from './TerminateInstances.ts'
import { UnassignIpv6Addresses } from './UnassignIpv6Addresses.ts'
import { UnassignPrivateIpAddresses } from './UnassignPrivateIpAddresses.ts'
import { UnassignPrivateNatGatewayAddress } from './UnassignPrivateNatGatewayAddress.ts'
import { UnmonitorInstances } from './UnmonitorInstances.ts'
import { UpdateSecurityGroupRuleDescriptionsEgress } from './UpdateSecurityGroupRuleDescriptionsEgress.ts'
import { UpdateSecurityGroupRuleDescriptionsIngress } from './UpdateSecurityGroupRuleDescriptionsIngress.ts'

export const actions = {
  AcceptVpcEndpointConnections,
  AcceptVpcPeeringConnection,
  AllocateAddress,
  AssignIpv6Addresses,
  AssignPrivateIpAddresses,
  AssignPrivateNatGatewayAddress,
  AssociateAddress,
  AssociateDhcpOptions,
  AssociateNatGatewayAddress,
  AssociateRouteTable,
  AssociateSecurityGroupVpc,
  AssociateSubnetCidrBlock,
  AssociateVpcCidrBlock,
  AttachClassicLinkVpc,
  AttachInternetGateway,
  AttachNetworkInterface,
  AttachVpnGateway,
  AuthorizeSecurityGroupEgress,
  AuthorizeSecurityGroupIngress,
  CreateCustomerGateway,
  CreateDefaultSubnet,
  CreateDefaultVpc,
  CreateDhcpOptions,
  CreateEgressOnlyInternetGateway,
  CreateFlowLogs,
  CreateInternetGateway,
  CreateKeyPair,
  CreateManagedPrefixList,
  CreateNatGateway,
  CreateNetworkAcl,
  CreateNetworkAclEntry,
  CreateNetworkInterface,
  CreateNetworkInterfacePermission,
  CreateRoute,
  CreateRouteTable,
  CreateSecurityGroup,
  CreateSubnet,
  CreateTags,
  CreateVpc,
  CreateVpcEndpoint,
  CreateVpcEndpointServiceConfiguration,
  CreateVpcPeeringConnection,
  CreateVpnConnection,
  CreateVpnConnectionRoute,
  CreateVpnGateway,
  DeleteCustomerGateway,
  DeleteDhcpOptions,
  DeleteEgressOnlyInternetGateway,
  DeleteFlowLogs,
  DeleteInternetGateway,
  DeleteKeyPair,
  DeleteManagedPrefixList,
  DeleteNatGateway,
  DeleteNetworkAcl,
  DeleteNetworkAclEntry,
  DeleteNetworkInterface,
  DeleteNetworkInterfacePermission,
  DeleteRoute,
  DeleteRouteTable,
  DeleteSecurityGroup,
  DeleteSubnet,
  DeleteTags,
  DeleteVpc,
  DeleteVpcEndpointServiceConfigurations,
  DeleteVpcEndpoints,
  DeleteVpcPeeringConnection,
  DeleteVpnConnection,
  DeleteVpnConnectionRoute,
  DeleteVpnGateway,
  DescribeAccountAttributes,
  DescribeAddresses,
  DescribeAddressesAttribute,
  DescribeAvailabilityZones,
  DescribeClassicLinkInstances,
  DescribeCustomerGateways,
  DescribeDhcpOptions,
  DescribeEgressOnlyInternetGateways,
  DescribeFlowLogs,
  DescribeImageAttribute,
  DescribeImages,
  DescribeInstanceAttribute,
  DescribeInstanceCreditSpecifications,
  DescribeInstanceStatus,
  DescribeInstanceTypeOfferings,
  DescribeInstanceTypes,
  DescribeInstances,
  DescribeInternetGateways,
  DescribeKeyPairs,
  DescribeManagedPrefixLists,
  DescribeNatGateways,
  DescribeNetworkAcls,
  DescribeNetworkInterfaceAttribute,
  DescribeNetworkInterfacePermissions,
  DescribeNetworkInterfaces,
  DescribePrefixLists,
  DescribeRegions,
  DescribeRouteTables,
  DescribeSecurityGroupReferences,
  DescribeSecurityGroupRules,
  DescribeSecurityGroupVpcAssociations,
  DescribeSecurityGroups,
  DescribeStaleSecurityGroups,
  DescribeSubnets,
  DescribeTags,
  DescribeVolumes,
  DescribeVpcAttribute,
  DescribeVpcClassicLink,
  DescribeVpcClassicLinkDnsSupport,
  DescribeVpcEndpointConnections,
  DescribeVpcEndpointServiceConfigurations,
  DescribeVpcEndpointServicePermissions,
  DescribeVpcEndpointServices,
  DescribeVpcEndpoints,
  DescribeVpcPeeringConnections,
  DescribeVpcs,
  DescribeVpnConnections,
  DescribeVpnGateways,
  DetachClassicLinkVpc,
  DetachInternetGateway,
  DetachNetworkInterface,
  DetachVpnGateway,
  DisableVgwRoutePropagation,
  DisableVpcClassicLink,
  DisableVpcClassicLinkDnsSupport,
  DisassociateAddress,
  DisassociateNatGatewayAddress,
  DisassociateRouteTable,
  DisassociateSecurityGroupVpc,
  DisassociateSubnetCidrBlock,
  DisassociateVpcCidrBlock,
  EnableVgwRoutePropagation,
  EnableVpcClassicLink,
  EnableVpcClassicLinkDnsSupport,
  GetConsoleOutput,
  GetManagedPrefixListAssociations,
  GetManagedPrefixListEntries,
  GetSecurityGroupsForVpc,
  ImportKeyPair,
  ModifyAddressAttribute,
  ModifyInstanceAttribute,
  ModifyInstanceMetadataOptions,
  ModifyManagedPrefixList,
  ModifyNetworkInterfaceAttribute,
  ModifyPrivateDnsNameOptions,
  ModifySecurityGroupRules,
  ModifySubnetAttribute,
  ModifyVpcAttribute,
  ModifyVpcEndpoint,
  ModifyVpcEndpointServiceConfiguration,
  ModifyVpcEndpointServicePayerResponsibility,
  ModifyVpcEndpointServicePermissions,
  ModifyVpcPeeringConnectionOptions,
  ModifyVpcTenancy,
  ModifyVpnConnection,
  ModifyVpnConnectionOptions,
  ModifyVpnTunnelOptions,
  MonitorInstances,
  RebootInstances,
  RejectVpcEndpointConnections,
  RejectVpcPeeringConnection,
  ReleaseAddress,
  ReplaceNetworkAclAssociation,
  ReplaceNetworkAclEntry,
  ReplaceRoute,
  ReplaceRouteTableAssociation,
  ResetAddressAttribute,
  ResetInstanceAttribute,
  ResetNetworkInterfaceAttribute,
  RestoreManagedPrefixListVersion,
  RevokeSecurityGroupEgress,
  RevokeSecurityGroupIngress,
  RunInstances,
  StartInstances,
  StartVpcEndpointServicePrivateDnsVerification,
  StopInstances,
  TerminateInstances,
  UnassignIpv6Addresses,
  UnassignPrivateIpAddresses,
  UnassignPrivateNatGatewayAddress,
  UnmonitorInstances,
  UpdateSecurityGroupRuleDescriptionsEgress,
  UpdateSecurityGroupRuleDescriptionsIngress,
} as const satisfies { readonly [Op in Operation]?: Decide<Op> }

/** The operations of AWS Systems Manager. */
export const ssmActions = { GetParameter, GetParameters, GetParametersByPath } as const

/** The operations of STS. */
export const stsActions = {
  AssumeRole,
  DecodeAuthorizationMessage,
  GetAccessKeyInfo,
  GetCallerIdentity,
  GetSessionToken,
} as const
