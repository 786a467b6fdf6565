/**
 * The addresses of a subnet: which may be asked for, and which are free. Four at the start and one at the end are
 * AWS's own (`RESERVED_ADDRESSES`).
 */
import { type Address, holds, nth, size } from './cidr.ts'
import type { Network } from './network.ts'
import { type Refusal, refuse } from './refusals.ts'
import { RESERVED_ADDRESSES, type Subnet } from './subnet.ts'

/** Refuses: InvalidParameterValue (not in the subnet, reserved), InvalidIPAddress.InUse. */
export function whyNotAddress(network: Network, subnet: Subnet, wish: Address): Refusal | undefined {
  if (!holds(subnet.cidr, wish)) return refuse('InvalidParameterValue/address-outside', wish.text)
  if (RESERVED_ADDRESSES.some(n => nth(subnet.cidr, n).at === wish.at))
    return refuse('InvalidParameterValue/address-reserved', wish.text)
  return usedIn(network, subnet).has(wish.at) ? refuse('InvalidIPAddress.InUse', wish.text) : undefined
}

/** The lowest free addresses of a subnet, at most `most` of them. Costs what is used, not the size of the subnet. */
export function freeAddresses(network: Network, subnet: Subnet, most: number): readonly Address[] {
  const used = usedIn(network, subnet)
  const first = Number.parseInt(subnet.cidr.start, 16)
  const last = size(subnet.cidr) - RESERVED_AT_END
  const found: Address[] = []
  for (let n = RESERVED_AT_START; n < last && found.length < most; n++) {
    const at = (first + n).toString(16).padStart(subnet.cidr.start.length, '0')
    if (!used.has(at)) found.push(nth(subnet.cidr, n))
  }
  return found
}

const RESERVED_AT_START = RESERVED_ADDRESSES.filter(n => n >= 0).length
const RESERVED_AT_END = RESERVED_ADDRESSES.filter(n => n < 0).length

/** The `at` of every address that an interface in the subnet has. */
const usedIn = (network: Network, subnet: Subnet): ReadonlySet<string> =>
  new Set(
    network.networkInterfaces.where('subnet', subnet.id).flatMap(one => one.addresses.map(({ at }) => at)),
  )
