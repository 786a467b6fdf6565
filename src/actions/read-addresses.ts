/** The addresses that a request wants for a network interface, which may be told in several ways, in one form. */
import type { InstanceIpv6Address, PrivateIpAddressSpecification } from '@aws-sdk/client-ec2'
import type { AddressWish } from '../model/address-wish.ts'
import { type Address, parseAddress } from '../model/cidr.ts'
import { refuse } from '../model/refusals.ts'

interface Given {
  readonly PrivateIpAddress?: string | undefined
  readonly PrivateIpAddresses?: readonly PrivateIpAddressSpecification[] | undefined
  readonly SecondaryPrivateIpAddressCount?: number | undefined
  readonly Ipv6Addresses?: readonly InstanceIpv6Address[] | undefined
  readonly Ipv6AddressCount?: number | undefined
}

/** Refuses: InvalidParameterValue, InvalidParameterCombination. */
export function readAddressWish(given: Given): AddressWish {
  const { PrivateIpAddresses: list = [], SecondaryPrivateIpAddressCount: secondaryCount = 0 } = given
  if (list.length > 0 && secondaryCount > 0)
    throw refuse(
      'InvalidParameterCombination/together',
      'privateIpAddresses',
      'secondaryPrivateIpAddressCount',
    )
  const primary = primaryOf(given, list)
  const secondary = list
    .filter(one => one !== primary)
    .map(one => readAddress(one.PrivateIpAddress ?? '', 4, 'privateIpAddresses'))
  const text = primary?.PrivateIpAddress
  return {
    ...(text !== undefined && { primary: readAddress(text, 4, 'privateIpAddress') }),
    secondary,
    secondaryCount: readCount(secondaryCount, 'secondaryPrivateIpAddressCount'),
    ...readIpv6(given),
  }
}

/** The one that is said to be primary, or the first that is not said to be none. */
function primaryOf(
  { PrivateIpAddress }: Given,
  list: readonly PrivateIpAddressSpecification[],
): PrivateIpAddressSpecification | undefined {
  const said = list.filter(one => one.Primary)
  if (said.length > 1 || (said.length > 0 && PrivateIpAddress !== undefined))
    throw refuse('InvalidParameterValue/two-primary-addresses')
  if (PrivateIpAddress !== undefined) return { PrivateIpAddress }
  return said[0] ?? list.find(one => one.Primary === undefined)
}

/** Addresses or a count, not both. Refuses: InvalidParameterValue, InvalidParameterCombination. */
function readIpv6({
  Ipv6Addresses: list = [],
  Ipv6AddressCount: count,
}: Given): Pick<AddressWish, 'ipv6' | 'ipv6Count'> {
  if (list.length > 0 && count)
    throw refuse('InvalidParameterCombination/together', 'ipv6Addresses', 'ipv6AddressCount')
  return {
    ipv6: list.map(one => readAddress(one.Ipv6Address ?? '', 6, 'ipv6Addresses')),
    ...(count !== undefined && { ipv6Count: readCount(count, 'ipv6AddressCount') }),
  }
}

/** Refuses: InvalidParameterValue. */
export function readAddress(text: string, version: Address['version'], parameter: string): Address {
  const address = parseAddress(text)
  if (address?.version !== version)
    throw refuse(
      version === 4 ? 'InvalidParameterValue/address' : 'InvalidParameterValue/ipv6-address',
      text,
      parameter,
    )
  return address
}

/** A number of addresses. Refuses: InvalidParameterValue. */
export function readCount(count: number, parameter: string): number {
  if (count < 0) throw refuse('InvalidParameterValue/too-small', count, parameter, -1)
  if (count > MOST_AT_ONCE) throw refuse('InvalidParameterValue/too-large', count, parameter, MOST_AT_ONCE)
  return count
}

/** No instance type takes more on one interface; it keeps one request from emptying a large subnet. */
const MOST_AT_ONCE = 64
