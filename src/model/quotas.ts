/**
 * AWS's quotas as one table: the default, the most that AWS grants on request, and what is answered beyond. `--quotas`
 * chooses the column for everyone, `--quota NAME=N` sets a single one. Sources: VPC User Guide "Amazon VPC quotas".
 */
import type { RefusalCase } from './refusals.ts'

interface Quota {
  readonly what: string
  readonly standard: number
  readonly raised: number
  readonly code: RefusalCase
}

export const quotas = {
  'vpcs-per-region': { what: 'VPCs per Region', standard: 5, raised: 10_000, code: 'VpcLimitExceeded' },
  'cidrs-per-vpc': { what: 'IPv4 blocks per VPC', standard: 5, raised: 50, code: 'CidrLimitExceeded' },
  'ipv6-cidrs-per-vpc': { what: 'IPv6 blocks per VPC', standard: 5, raised: 50, code: 'CidrLimitExceeded' },
  'subnets-per-vpc': { what: 'subnets per VPC', standard: 200, raised: 10_000, code: 'SubnetLimitExceeded' },
  'route-tables-per-vpc': {
    what: 'route tables per VPC',
    standard: 200,
    raised: 10_000,
    code: 'RouteTableLimitExceeded',
  },
  'routes-per-table': {
    what: 'static routes per route table and family',
    standard: 500,
    raised: 1_000,
    code: 'RouteLimitExceeded',
  },
  'internet-gateways-per-region': {
    what: 'internet gateways per Region',
    standard: 5,
    raised: 10_000,
    code: 'InternetGatewayLimitExceeded',
  },
  'egress-only-gateways-per-region': {
    what: 'egress-only internet gateways per Region',
    standard: 5,
    raised: 10_000,
    code: 'InternetGatewayLimitExceeded',
  },
  'vpn-gateways-per-region': {
    what: 'virtual private gateways per Region',
    standard: 5,
    raised: 1_000,
    code: 'VpnGatewayLimitExceeded',
  },
  'customer-gateways-per-region': {
    what: 'customer gateways per Region',
    standard: 50,
    raised: 1_000,
    code: 'CustomerGatewayLimitExceeded',
  },
  'vpn-connections-per-region': {
    what: 'VPN connections per Region',
    standard: 50,
    raised: 1_000,
    code: 'VpnConnectionLimitExceeded',
  },
  'vpn-connections-per-gateway': {
    what: 'VPN connections per virtual private gateway',
    standard: 10,
    raised: 100,
    code: 'VpnConnectionLimitExceeded',
  },
  'routes-per-vpn-connection': {
    what: 'static routes per VPN connection',
    standard: 100,
    raised: 1_000,
    code: 'RouteLimitExceeded',
  },
  'nat-gateways-per-zone': {
    what: 'NAT gateways per availability zone',
    standard: 5,
    raised: 1_000,
    code: 'NatGatewayLimitExceeded',
  },
  'addresses-per-region': {
    what: 'elastic addresses per Region',
    standard: 5,
    raised: 5_000,
    code: 'AddressLimitExceeded',
  },
  'addresses-per-nat-gateway': {
    what: 'elastic addresses per public NAT gateway',
    standard: 2,
    raised: 8,
    code: 'AddressLimitExceeded',
  },
  'peerings-per-vpc': {
    what: 'active peering connections per VPC',
    standard: 50,
    raised: 125,
    code: 'ActiveVpcPeeringConnectionPerVpcLimitExceeded',
  },
  'outstanding-peerings': {
    what: 'outstanding peering requests per account',
    standard: 25,
    raised: 10_000,
    code: 'OutstandingVpcPeeringConnectionLimitExceeded',
  },
  'security-groups-per-region': {
    what: 'security groups per Region',
    standard: 2_500,
    raised: 10_000,
    code: 'SecurityGroupLimitExceeded',
  },
  'rules-per-security-group': {
    what: 'rules per security group, direction and family',
    standard: 60,
    raised: 1_000,
    code: 'RulesPerSecurityGroupLimitExceeded',
  },
  'security-groups-per-interface': {
    what: 'security groups per network interface',
    standard: 5,
    raised: 16,
    code: 'SecurityGroupsPerInterfaceLimitExceeded',
  },
  'network-acls-per-vpc': {
    what: 'network ACLs per VPC',
    standard: 200,
    raised: 10_000,
    code: 'NetworkAclLimitExceeded',
  },
  'rules-per-network-acl': {
    what: 'rules per network ACL, direction and family',
    standard: 20,
    raised: 40,
    code: 'NetworkAclEntryLimitExceeded',
  },
  'prefix-lists-per-region': {
    what: 'managed prefix lists per Region',
    standard: 100,
    raised: 10_000,
    code: 'PrefixListLimitExceeded',
  },
  'entries-per-prefix-list': {
    what: 'entries that a prefix list may be made for',
    standard: 1_000,
    raised: 1_000,
    code: 'PrefixListMaxEntriesExceeded',
  },
  'gateway-endpoints-per-region': {
    what: 'gateway endpoints per Region',
    standard: 20,
    raised: 10_000,
    code: 'VpcEndpointLimitExceeded',
  },
  'interface-endpoints-per-vpc': {
    what: 'interface endpoints per VPC',
    standard: 50,
    raised: 10_000,
    code: 'VpcEndpointLimitExceeded',
  },
  'flow-logs-per-resource': {
    what: 'flow logs of a VPC, a subnet or an interface',
    standard: 2,
    raised: 100,
    code: 'FlowLogsLimitExceeded',
  },
  'interfaces-per-region': {
    what: 'network interfaces per Region',
    standard: 5_000,
    raised: 100_000,
    code: 'NetworkInterfaceLimitExceeded',
  },
} as const satisfies Record<string, Quota>

export type QuotaName = keyof typeof quotas
export type QuotaLevel = 'aws' | 'raised' | 'none'
export type QuotaLimits = Readonly<Record<QuotaName, number>>

/** The limits in force: a column of the table, with single ones set otherwise. */
export function limits(level: QuotaLevel, set: Partial<QuotaLimits> = {}): QuotaLimits {
  const column = (quota: Quota) =>
    level === 'none' ? Number.POSITIVE_INFINITY : level === 'aws' ? quota.standard : quota.raised
  const names = Object.keys(quotas) as QuotaName[]
  return Object.fromEntries(names.map(name => [name, set[name] ?? column(quotas[name])])) as QuotaLimits
}
