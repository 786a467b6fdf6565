/**
 * Where public addresses come from: those that accounts allocate and those that instances are given for as long as they
 * are up. All accounts and Regions share the pool, as all of AWS shares the Internet.
 */
import { type Address, type Cidr, cidr, holds, nth, size } from './cidr.ts'
import type { Network } from './network.ts'

/**
 * A half of the block that RFC 2544 sets aside for testing networks, so no address of it is anybody's and no router of
 * the Internet forwards it: a packet that escapes reaches no stranger, and nobody takes one in a log for a real host. It is
 * the lower half, since AWS lets a VPC have the upper one, 198.19.0.0/16.
 */
export const PUBLIC_POOL: Cidr = cidr('198.18.0.0/16')

/** Whether an address is of the pool and nobody has it. */
export const isFree = (network: Network, address: Address): boolean =>
  holds(PUBLIC_POOL, address) &&
  network.elasticAddresses.count('address', address.text) === 0 &&
  network.vpnConnections.count('outside', address.text) === 0 &&
  network.networkInterfaces.count('public', address.text) === 0

/**
 * A free address of the pool, the same for the same seed, and none of those `taken` beside; undefined if there is none. It
 * begins to look where the seed says, so the cost does not grow with the addresses in use as long as some are free.
 */
export function freePublicAddress(
  network: Network,
  seed: string,
  taken: ReadonlySet<string> = new Set(),
): Address | undefined {
  const most = size(PUBLIC_POOL)
  const from = hash(seed)
  for (let n = 0; n < most; n++) {
    const address = nth(PUBLIC_POOL, (from + n) % most)
    if (!taken.has(address.text) && isFree(network, address)) return address
  }
  return undefined
}

/** FNV-1a: 32 bits, spread evenly. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text)
    value = Math.imul(value ^ (character.codePointAt(0) as number), 0x01000193) >>> 0
  return value
}
