/** What a set of DHCP options may say, and when it may go. Source: VPC User Guide, "DHCP option sets in Amazon VPC". */
import { parseAddress } from './cidr.ts'
import {
  AMAZON_DNS,
  DHCP_OPTION_NAMES,
  type DhcpOption,
  type DhcpOptionName,
  type DhcpOptions,
} from './dhcp-options.ts'
import type { Network } from './network.ts'
import { type Refusal, refuse } from './refusals.ts'

interface OptionRule {
  readonly most: number
  readonly isValue: (text: string) => boolean
}

const isAddress = (text: string): boolean => parseAddress(text) !== undefined
const isWithin = (least: number, text: string, most: number): boolean =>
  /^\d{1,10}$/.test(text) && least <= Number(text) && Number(text) <= most

const rules: Readonly<Record<DhcpOptionName, OptionRule>> = {
  'domain-name': { most: 1, isValue: text => text.length > 0 && text.length <= 255 },
  'domain-name-servers': { most: 4, isValue: text => text === AMAZON_DNS || isAddress(text) },
  'ntp-servers': { most: 4, isValue: isAddress },
  'netbios-name-servers': { most: 4, isValue: text => parseAddress(text)?.version === 4 },
  'netbios-node-type': { most: 1, isValue: text => ['1', '2', '4', '8'].includes(text) },
  'ipv6-address-preferred-lease-time': { most: 1, isValue: text => isWithin(140, text, 2_147_483_647) },
}

/** An option as a request names it. */
export interface OptionWish {
  readonly key: string
  readonly values: readonly string[]
}

export const isOptionName = (text: string): text is DhcpOptionName =>
  (DHCP_OPTION_NAMES as readonly string[]).includes(text)

/** Refuses: InvalidParameterValue (an unknown option, one twice, too many values or a wrong one). */
export function whyNotOptions(options: readonly OptionWish[]): Refusal | undefined {
  const twice = options.find((one, at) => options.findIndex(other => other.key === one.key) < at)
  if (twice) return refuse('InvalidParameterValue/dhcp-twice', twice.key)
  return options.map(whyNotOption).find(no => no !== undefined)
}

function whyNotOption({ key, values }: OptionWish | DhcpOption): Refusal | undefined {
  if (!isOptionName(key)) return refuse('InvalidParameterValue/dhcp-option', key)
  const { most, isValue } = rules[key]
  if (values.length === 0 || values.length > most)
    return refuse('InvalidParameterValue/dhcp-values', key, most)
  const wrong = values.find(value => !isValue(value))
  return wrong === undefined ? undefined : refuse('InvalidParameterValue/dhcp-value', wrong, key)
}

/** Refuses: DependencyViolation, while a VPC has the set. */
export const whyNotDeleteOptions = (network: Network, { id }: DhcpOptions): Refusal | undefined =>
  network.vpcs.count('dhcpOptions', id) > 0 ? refuse('DependencyViolation', 'dhcpOptions', id) : undefined
