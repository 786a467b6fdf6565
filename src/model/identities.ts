/** The ids of resources: what they begin with, and how AWS refuses a wrong or an unknown one. */
import type { Kind } from './network.ts'
import { type Refusal, type RefusalCase, refuse } from './refusals.ts'

interface Identity {
  readonly prefix: string
  readonly malformed: Extract<RefusalCase, `${string}.Malformed` | 'NatGatewayMalformed'>
  readonly notFound: Extract<
    RefusalCase,
    `${string}.NotFound` | `${string}.NotFound/id` | 'NatGatewayNotFound'
  >
}

export const identities = {
  vpc: { prefix: 'vpc', malformed: 'InvalidVpcId.Malformed', notFound: 'InvalidVpcID.NotFound' },
  subnet: { prefix: 'subnet', malformed: 'InvalidSubnetId.Malformed', notFound: 'InvalidSubnetID.NotFound' },
  'route-table': {
    prefix: 'rtb',
    malformed: 'InvalidRouteTableId.Malformed',
    notFound: 'InvalidRouteTableID.NotFound',
  },
  'route-table-association': {
    prefix: 'rtbassoc',
    malformed: 'InvalidAssociationId.Malformed',
    notFound: 'InvalidAssociationID.NotFound',
  },
  'dhcp-options': {
    prefix: 'dopt',
    malformed: 'InvalidDhcpOptionsId.Malformed',
    notFound: 'InvalidDhcpOptionID.NotFound',
  },
  'prefix-list': {
    prefix: 'pl',
    malformed: 'InvalidPrefixListId.Malformed',
    notFound: 'InvalidPrefixListID.NotFound',
  },
  'vpc-endpoint': {
    prefix: 'vpce',
    malformed: 'InvalidVpcEndpointId.Malformed',
    notFound: 'InvalidVpcEndpointId.NotFound',
  },
  'endpoint-service': {
    prefix: 'vpce-svc',
    malformed: 'InvalidVpcEndpointServiceIdId.Malformed',
    notFound: 'InvalidVpcEndpointServiceId.NotFound',
  },
  'flow-log': {
    prefix: 'fl',
    malformed: 'InvalidFlowLogId.Malformed',
    notFound: 'InvalidFlowLogId.NotFound',
  },
  peering: {
    prefix: 'pcx',
    malformed: 'InvalidVpcPeeringConnectionId.Malformed',
    notFound: 'InvalidVpcPeeringConnectionID.NotFound',
  },
  'internet-gateway': {
    prefix: 'igw',
    malformed: 'InvalidInternetGatewayId.Malformed',
    notFound: 'InvalidInternetGatewayID.NotFound',
  },
  'egress-only-gateway': {
    prefix: 'eigw',
    malformed: 'InvalidEgressOnlyInternetGatewayId.Malformed',
    notFound: 'InvalidGatewayID.NotFound',
  },
  'nat-gateway': { prefix: 'nat', malformed: 'NatGatewayMalformed', notFound: 'NatGatewayNotFound' },
  'vpn-gateway': {
    prefix: 'vgw',
    malformed: 'InvalidVpnGatewayId.Malformed',
    notFound: 'InvalidVpnGatewayID.NotFound',
  },
  'customer-gateway': {
    prefix: 'cgw',
    malformed: 'InvalidCustomerGatewayId.Malformed',
    notFound: 'InvalidCustomerGatewayID.NotFound',
  },
  'vpn-connection': {
    prefix: 'vpn',
    malformed: 'InvalidVpnConnectionId.Malformed',
    notFound: 'InvalidVpnConnectionID.NotFound',
  },
  'elastic-address': {
    prefix: 'eipalloc',
    malformed: 'InvalidAllocationId.Malformed',
    notFound: 'InvalidAllocationID.NotFound',
  },
  'security-group': {
    prefix: 'sg',
    malformed: 'InvalidGroupId.Malformed',
    notFound: 'InvalidGroup.NotFound',
  },
  'security-group-rule': {
    prefix: 'sgr',
    malformed: 'InvalidSecurityGroupRuleId.Malformed',
    notFound: 'InvalidSecurityGroupRuleId.NotFound',
  },
  'network-acl': {
    prefix: 'acl',
    malformed: 'InvalidNetworkAclId.Malformed',
    notFound: 'InvalidNetworkAclID.NotFound',
  },
  'network-acl-association': {
    prefix: 'aclassoc',
    malformed: 'InvalidAssociationId.Malformed',
    notFound: 'InvalidAssociationID.NotFound',
  },
  'network-interface': {
    prefix: 'eni',
    malformed: 'InvalidNetworkInterfaceId.Malformed',
    notFound: 'InvalidNetworkInterfaceID.NotFound',
  },
  'network-interface-permission': {
    prefix: 'eni-perm',
    malformed: 'InvalidNetworkInterfacePermissionId.Malformed',
    notFound: 'InvalidPermissionID.NotFound', // as HashiCorp's AWS provider awaits it
  },
  instance: { prefix: 'i', malformed: 'InvalidInstanceID.Malformed', notFound: 'InvalidInstanceID.NotFound' },
  'key-pair': {
    prefix: 'key',
    malformed: 'InvalidKeyPairId.Malformed',
    notFound: 'InvalidKeyPair.NotFound/id',
  },
} as const satisfies Partial<Record<Kind, Identity>>

export type IdentifiedKind = keyof typeof identities

/** Today's ids have 17 hexadecimal digits, old ones 8. */
const DIGITS = /^(?:[0-9a-f]{8}|[0-9a-f]{17})$/

export const isId = (prefix: string, text: string): boolean =>
  text.startsWith(`${prefix}-`) && DIGITS.test(text.slice(prefix.length + 1))

export const malformed = (kind: IdentifiedKind, id: string): Refusal =>
  refuse(identities[kind].malformed, id, identities[kind].prefix)

export const notFound = (kind: IdentifiedKind, id: string): Refusal => refuse(identities[kind].notFound, id)
