/**
 * The resources that an operation of EC2 is authorised upon: a policy has to allow it on each of them. What is not in the
 * table knows no resources (most of `Describe…`): there only a policy for `*` allows it.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2".
 */
import { defaultSubnetOf, defaultVpcOf } from '../model/default-vpc.ts'
import { inPlace } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import type { Situation } from './decide.ts'

/** A resource as policies see it; without an id, one that is to be created. */
export interface AuthorisedResource {
  readonly type: ResourceTypeName
  readonly id?: string
}

/** What ids begin with, and how AWS calls what they identify. */
const types = {
  acl: 'network-acl',
  ami: 'image',
  cgw: 'customer-gateway',
  dopt: 'dhcp-options',
  eigw: 'egress-only-internet-gateway',
  eipalloc: 'elastic-ip',
  eni: 'network-interface',
  fl: 'vpc-flow-log',
  i: 'instance',
  igw: 'internet-gateway',
  key: 'key-pair',
  nat: 'natgateway',
  pcx: 'vpc-peering-connection',
  pl: 'prefix-list',
  rtb: 'route-table',
  sg: 'security-group',
  sgr: 'security-group-rule',
  subnet: 'subnet',
  vgw: 'vpn-gateway',
  vpc: 'vpc',
  vpce: 'vpc-endpoint',
  'vpce-svc': 'vpc-endpoint-service',
  vpn: 'vpn-connection',
} as const

export type ResourceTypeName = (typeof types)[keyof typeof types] | 'volume'

/** Operation → types of the resources it names, and, after `+`, of those it creates. */
const table: Readonly<Record<string, string>> = {
  AcceptVpcEndpointConnections: 'vpc-endpoint-service',
  AcceptVpcPeeringConnection: 'vpc vpc-peering-connection',
  AllocateAddress: '+elastic-ip',
  AssignIpv6Addresses: 'network-interface',
  AssignPrivateIpAddresses: 'network-interface',
  AssignPrivateNatGatewayAddress: 'natgateway',
  AssociateAddress: 'elastic-ip instance network-interface',
  AssociateDhcpOptions: 'dhcp-options vpc',
  AssociateNatGatewayAddress: 'elastic-ip natgateway',
  AssociateRouteTable: 'route-table subnet internet-gateway vpn-gateway',
  AssociateSecurityGroupVpc: 'security-group vpc',
  AssociateSubnetCidrBlock: 'subnet',
  AssociateVpcCidrBlock: 'vpc',
  AttachClassicLinkVpc: 'instance security-group vpc',
  AttachInternetGateway: 'internet-gateway vpc',
  AttachNetworkInterface: 'instance network-interface',
  AttachVpnGateway: 'vpc vpn-gateway',
  AuthorizeSecurityGroupEgress: 'security-group +security-group-rule',
  AuthorizeSecurityGroupIngress: 'security-group +security-group-rule',
  CreateCustomerGateway: '+customer-gateway',
  CreateDhcpOptions: '+dhcp-options',
  CreateEgressOnlyInternetGateway: '+egress-only-internet-gateway vpc',
  CreateFlowLogs: '+vpc-flow-log natgateway network-interface subnet vpc',
  CreateInternetGateway: '+internet-gateway',
  CreateKeyPair: '+key-pair',
  CreateManagedPrefixList: '+prefix-list',
  CreateNatGateway: '+natgateway elastic-ip subnet vpc',
  CreateNetworkAcl: '+network-acl vpc',
  CreateNetworkAclEntry: 'network-acl',
  CreateNetworkInterface: '+network-interface security-group subnet',
  CreateNetworkInterfacePermission: 'network-interface',
  CreateRoute: 'route-table',
  CreateRouteTable: '+route-table vpc',
  CreateSecurityGroup: '+security-group vpc',
  CreateSubnet: '+subnet vpc',
  CreateSubnetCidrReservation: 'subnet',
  CreateTags: '*',
  CreateVpc: '+vpc',
  CreateVpcEndpoint: '+vpc-endpoint route-table security-group subnet vpc',
  CreateVpcEndpointServiceConfiguration: '+vpc-endpoint-service',
  CreateVpcPeeringConnection: 'vpc +vpc-peering-connection',
  CreateVpnConnection: '+vpn-connection customer-gateway vpn-gateway',
  CreateVpnConnectionRoute: 'vpn-connection',
  CreateVpnGateway: '+vpn-gateway',
  DeleteCustomerGateway: 'customer-gateway',
  DeleteDhcpOptions: 'dhcp-options',
  DeleteEgressOnlyInternetGateway: 'egress-only-internet-gateway',
  DeleteFlowLogs: 'vpc-flow-log',
  DeleteInternetGateway: 'internet-gateway',
  DeleteKeyPair: 'key-pair',
  DeleteManagedPrefixList: 'prefix-list',
  DeleteNatGateway: 'natgateway',
  DeleteNetworkAcl: 'network-acl',
  DeleteNetworkAclEntry: 'network-acl',
  DeleteNetworkInterface: 'network-interface',
  DeleteNetworkInterfacePermission: 'network-interface',
  DeleteRoute: 'route-table',
  DeleteRouteTable: 'route-table',
  DeleteSecurityGroup: 'security-group',
  DeleteSubnet: 'subnet',
  DeleteTags: '*',
  DeleteVpc: 'vpc',
  DeleteVpcEndpointServiceConfigurations: 'vpc-endpoint-service',
  DeleteVpcEndpoints: 'vpc-endpoint',
  DeleteVpcPeeringConnection: 'vpc-peering-connection',
  DeleteVpnConnection: 'vpn-connection',
  DeleteVpnConnectionRoute: 'vpn-connection',
  DeleteVpnGateway: 'vpn-gateway',
  DescribeInstanceAttribute: 'instance',
  DescribeSecurityGroupReferences: 'security-group',
  DescribeVpcAttribute: 'vpc',
  DescribeVpcEndpointServicePermissions: 'vpc-endpoint-service',
  DetachClassicLinkVpc: 'instance vpc',
  DetachInternetGateway: 'internet-gateway vpc',
  DetachNetworkInterface: 'instance network-interface',
  DetachVpnGateway: 'vpc vpn-gateway',
  DisableVgwRoutePropagation: 'route-table vpn-gateway',
  DisableVpcClassicLink: 'vpc',
  DisableVpcClassicLinkDnsSupport: 'vpc',
  DisassociateAddress: 'elastic-ip network-interface',
  DisassociateNatGatewayAddress: 'elastic-ip natgateway',
  DisassociateRouteTable: 'route-table subnet internet-gateway vpn-gateway',
  DisassociateSecurityGroupVpc: 'security-group vpc',
  DisassociateSubnetCidrBlock: 'subnet',
  DisassociateVpcCidrBlock: 'vpc',
  EnableVgwRoutePropagation: 'route-table vpn-gateway',
  EnableVpcClassicLink: 'vpc',
  EnableVpcClassicLinkDnsSupport: 'vpc',
  GetConsoleOutput: 'instance',
  GetManagedPrefixListAssociations: 'prefix-list',
  GetManagedPrefixListEntries: 'prefix-list',
  GetSecurityGroupsForVpc: 'vpc',
  ImportKeyPair: '+key-pair',
  ModifyAddressAttribute: 'elastic-ip',
  ModifyInstanceAttribute: 'instance security-group',
  ModifyInstanceMetadataOptions: 'instance',
  ModifyManagedPrefixList: 'prefix-list',
  ModifyNetworkInterfaceAttribute: 'instance network-interface security-group',
  ModifyPrivateDnsNameOptions: 'instance',
  ModifySecurityGroupRules: 'security-group security-group-rule prefix-list',
  ModifySubnetAttribute: 'subnet',
  ModifyVpcAttribute: 'vpc',
  ModifyVpcEndpoint: 'vpc-endpoint route-table security-group subnet',
  ModifyVpcEndpointServiceConfiguration: 'vpc-endpoint-service',
  ModifyVpcEndpointServicePayerResponsibility: 'vpc-endpoint-service',
  ModifyVpcEndpointServicePermissions: 'vpc-endpoint-service',
  ModifyVpcPeeringConnectionOptions: 'vpc-peering-connection',
  ModifyVpcTenancy: 'vpc',
  ModifyVpnConnection: 'vpn-connection',
  ModifyVpnConnectionOptions: 'vpn-connection',
  ModifyVpnTunnelOptions: 'vpn-connection',
  MonitorInstances: 'instance',
  RebootInstances: 'instance',
  RejectVpcEndpointConnections: 'vpc-endpoint-service',
  RejectVpcPeeringConnection: 'vpc-peering-connection',
  ReleaseAddress: 'elastic-ip',
  ReplaceNetworkAclAssociation: 'network-acl subnet',
  ReplaceNetworkAclEntry: 'network-acl',
  ReplaceRoute: 'route-table',
  ReplaceRouteTableAssociation: 'route-table subnet internet-gateway vpn-gateway',
  ResetAddressAttribute: 'elastic-ip',
  ResetInstanceAttribute: 'instance',
  ResetNetworkInterfaceAttribute: 'network-interface',
  RestoreManagedPrefixListVersion: 'prefix-list',
  RevokeSecurityGroupEgress: 'security-group',
  RevokeSecurityGroupIngress: 'security-group',
  RunInstances: 'image +instance +network-interface security-group subnet +volume',
  StartInstances: 'instance',
  StartVpcEndpointServicePrivateDnsVerification: 'vpc-endpoint-service',
  StopInstances: 'instance',
  TerminateInstances: 'instance',
  UnassignIpv6Addresses: 'network-interface',
  UnassignPrivateIpAddresses: 'network-interface',
  UnassignPrivateNatGatewayAddress: 'natgateway',
  UnmonitorInstances: 'instance',
  UpdateSecurityGroupRuleDescriptionsEgress: 'security-group',
  UpdateSecurityGroupRuleDescriptionsIngress: 'security-group',
}

/** The operations that a policy may allow upon some resources and not upon others. */
export const operationsWithResources: readonly string[] = Object.keys(table)

/** Members that name what an operation speaks of and does not act upon. */
const NOT_ACTED_UPON = new Set(['PeerVpcId', 'IpPermissions', 'Filters', 'TagSpecifications', 'ClientToken'])

/** The resources, those that are named first; none where the operation knows none. */
export function authorisedResources(
  situation: Situation,
  operation: string,
  input: object,
): readonly AuthorisedResource[] {
  if (!Object.hasOwn(table, operation)) return []
  const row = table[operation]?.split(' ') ?? []
  const ids = new Set([...idsIn(input), ...(implied[operation]?.(situation, input as Named) ?? [])])
  const named = [...ids].flatMap(id => {
    const type = typeOf(id)
    return type && (row.includes(type) || row[0] === '*') ? [{ type, id }] : []
  })
  const created = row.filter(type => type.startsWith('+')).map(type => type.slice(1) as ResourceTypeName)
  return [...named, ...created.map(type => ({ type }))]
}

function typeOf(id: string): ResourceTypeName | undefined {
  const prefix = /^([a-z]+(?:-[a-z]+)*)-[0-9a-f]+$/.exec(id)?.[1] ?? ''
  return Object.hasOwn(types, prefix) ? types[prefix as keyof typeof types] : undefined
}

/** Every text in the input that could be an id, but those in members that only speak of something. */
function* idsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const item of value) yield* idsIn(item)
  else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    for (const [name, member] of Object.entries(value)) if (!NOT_ACTED_UPON.has(name)) yield* idsIn(member)
  }
}

type Named = Readonly<Record<string, unknown>>

/** Resources that an operation acts upon without naming them. */
const implied: Readonly<Record<string, (situation: Situation, input: Named) => readonly string[]>> = {
  AcceptVpcPeeringConnection: ({ network }, { VpcPeeringConnectionId: id }) => {
    const peering = network.peerings.get(String(id))
    return peering ? [peering.accepter.vpcId] : []
  },
  DisassociateRouteTable: ({ network }, { AssociationId: id }) => {
    const association = network.routeTableAssociations.get(String(id))
    return association ? [association.routeTableId] : []
  },
  DisassociateAddress: ({ network, caller }, { AssociationId: id }) =>
    inPlace(network, 'elastic-address', placeOf(caller))
      .filter(({ association }) => id !== undefined && association?.id === id)
      .map(address => address.id),
  ReplaceNetworkAclAssociation: ({ network }, { AssociationId: id }) => {
    const association = network.networkAclAssociations.get(String(id))
    return association ? [association.subnetId] : []
  },
  DisassociateVpcCidrBlock: ({ network, caller }, { AssociationId: id }) =>
    inPlace(network, 'vpc', placeOf(caller))
      .filter(({ blocks, ipv6Blocks }) => [...blocks, ...ipv6Blocks].some(block => block.id === id))
      .map(vpc => vpc.id),
  DisassociateSubnetCidrBlock: ({ network, caller }, { AssociationId: id }) =>
    inPlace(network, 'subnet', placeOf(caller))
      .filter(({ ipv6Blocks }) => ipv6Blocks.some(block => block.id === id))
      .map(subnet => subnet.id),
  RunInstances: (
    { network, caller },
    { SubnetId: subnetId, NetworkInterfaces: interfaces, Placement: at },
  ) => {
    const vpc = defaultVpcOf(network, placeOf(caller))
    const zone = (at as { readonly AvailabilityZone?: string } | undefined)?.AvailabilityZone || undefined
    const subnet = vpc && !subnetId && !interfaces ? defaultSubnetOf(network, vpc, zone) : undefined
    return subnet ? [subnet.id] : []
  },
}
