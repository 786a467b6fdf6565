/** The addresses that a network interface is to have: named ones, and as many free ones as are asked for. */
import type { Address } from './cidr.ts'
import { Refusal, refuse } from './refusals.ts'
import type { SubnetAddresses } from './subnet-addresses.ts'
import { held } from './vpc.ts'

export interface AddressWish {
  /** Absent: any. */
  readonly primary?: Address
  readonly secondary: readonly Address[]
  readonly secondaryCount: number
  readonly ipv6: readonly Address[]
  /** Absent: one where the subnet gives them to new interfaces, if none is named. */
  readonly ipv6Count?: number
}

/**
 * Takes them from the subnet, the primary one first. Refuses: InvalidParameterValue (not in the subnet, reserved, named
 * twice, no IPv6 block), InvalidIPAddress.InUse, InsufficientFreeAddressesInSubnet.
 */
export function takeAddresses(
  pool: SubnetAddresses,
  wish: AddressWish,
): readonly [Address, ...Address[]] | Refusal {
  const { primary: first, secondary, ipv6 } = wish
  const ipv6Count = wish.ipv6Count ?? (pool.subnet.assignIpv6OnCreation && ipv6.length === 0 ? 1 : 0)
  const named = takeNamed(pool, [...(first ? [first] : []), ...secondary, ...ipv6])
  if (named instanceof Refusal) return named
  const primary = first ?? pool.takeFree(4)
  if (!primary) return refuse('InsufficientFreeAddressesInSubnet')
  const more4 = takeSome(pool, 4, wish.secondaryCount)
  if (more4 instanceof Refusal) return more4
  const more6 = takeSome(pool, 6, ipv6Count)
  return more6 instanceof Refusal ? more6 : [primary, ...secondary, ...more4, ...ipv6, ...more6]
}

/** Takes addresses that are named. Refuses: InvalidParameterValue, InvalidIPAddress.InUse. */
export function takeNamed(pool: SubnetAddresses, named: readonly Address[]): readonly Address[] | Refusal {
  for (const address of named) {
    const no = whyNotFamily(pool, address.version) ?? pool.whyNot(address)
    if (no) return no
    pool.take(address)
  }
  return named
}

/** Takes as many free addresses. Refuses: InvalidParameterValue (no IPv6 block), InsufficientFreeAddressesInSubnet. */
export function takeSome(
  pool: SubnetAddresses,
  version: Address['version'],
  count: number,
): readonly Address[] | Refusal {
  const no = count > 0 ? whyNotFamily(pool, version) : undefined
  if (no) return no
  const taken: Address[] = []
  while (taken.length < count) {
    const address = pool.takeFree(version)
    if (!address) return refuse('InsufficientFreeAddressesInSubnet')
    taken.push(address)
  }
  return taken
}

const whyNotFamily = ({ subnet }: SubnetAddresses, version: Address['version']): Refusal | undefined =>
  version === 6 && !subnet.ipv6Blocks.some(held)
    ? refuse('InvalidParameterValue/subnet-without-ipv6', subnet.id, 'ipv6Address')
    : undefined
