/** Sets of DHCP options: what the instances of a VPC are told of names, time and name servers. */
import type { Owned } from './owned.ts'

export interface DhcpOptions extends Owned {
  readonly kind: 'dhcp-options'
  readonly options: readonly DhcpOption[]
  /** The set that the Region was opened with; new VPCs have it. */
  readonly isDefault: boolean
}

export interface DhcpOption {
  readonly key: DhcpOptionName
  readonly values: readonly string[]
}

export const DHCP_OPTION_NAMES = [
  'domain-name',
  'domain-name-servers',
  'ntp-servers',
  'netbios-name-servers',
  'netbios-node-type',
  'ipv6-address-preferred-lease-time',
] as const

export type DhcpOptionName = (typeof DHCP_OPTION_NAMES)[number]

/** Amazon's own resolver, by the name that the options know it under. */
export const AMAZON_DNS = 'AmazonProvidedDNS'

/** What a VPC shows in place of an id when it has no set of options. */
export const NO_DHCP_OPTIONS = 'default'
