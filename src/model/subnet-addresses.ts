/**
 * The addresses of a subnet: which may be asked for, and which are free. Of each of its blocks, four at the start and
 * one at the end are AWS's own (`RESERVED_ADDRESSES`).
 */
import { type Address, type Cidr, holds, nth, size } from './cidr.ts'
import type { Network } from './network.ts'
import { type Refusal, refuse } from './refusals.ts'
import { RESERVED_ADDRESSES, type Subnet } from './subnet.ts'
import { held } from './vpc.ts'

const RESERVED_AT_START = RESERVED_ADDRESSES.filter(n => n >= 0).length
const RESERVED_AT_END = RESERVED_ADDRESSES.filter(n => n < 0).length

type Version = Address['version']

/** The addresses of one subnet while a decision is made: what it has taken is not free for its next interface. */
export class SubnetAddresses {
  readonly subnet: Subnet
  readonly #used: Set<string>
  readonly #next: Record<Version, number> = { 4: RESERVED_AT_START, 6: RESERVED_AT_START }

  constructor(network: Network, subnet: Subnet) {
    this.subnet = subnet
    const there = network.networkInterfaces.where('subnet', subnet.id)
    this.#used = new Set(there.flatMap(one => one.addresses.map(({ at }) => at)))
  }

  /** Why an address is not free. Refuses: InvalidParameterValue (not in the subnet, reserved), InvalidIPAddress.InUse. */
  whyNot(wish: Address): Refusal | undefined {
    return (
      whyNotInSubnet(this.subnet, wish) ??
      (this.#used.has(wish.at) ? refuse('InvalidIPAddress.InUse', wish.text) : undefined)
    )
  }

  take(address: Address): void {
    this.#used.add(address.at)
  }

  /** Takes the lowest free address; undefined if there is none. Costs what is used, not the size of the subnet. */
  takeFree(version: Version): Address | undefined {
    const block = blockOf(this.subnet, version)
    if (!block) return undefined
    const first = BigInt(`0x${block.start}`)
    const last = size(block) - RESERVED_AT_END
    for (let n = this.#next[version]; n < last; n++) {
      const at = (first + BigInt(n)).toString(16).padStart(block.start.length, '0')
      if (this.#used.has(at)) continue
      this.#next[version] = n + 1
      this.#used.add(at)
      return nth(block, n)
    }
    this.#next[version] = last
    return undefined
  }
}

/** Why an address is none that an interface of the subnet may have. Refuses: InvalidParameterValue. */
export function whyNotInSubnet(subnet: Subnet, wish: Address): Refusal | undefined {
  const block = blockOf(subnet, wish.version)
  if (!block || !holds(block, wish)) return refuse('InvalidParameterValue/address-outside', wish.text)
  return RESERVED_ADDRESSES.some(n => nth(block, n).at === wish.at)
    ? refuse('InvalidParameterValue/address-reserved', wish.text)
    : undefined
}

const blockOf = (subnet: Subnet, version: Version): Cidr | undefined =>
  version === 4 ? subnet.cidr : subnet.ipv6Blocks.find(held)?.cidr
