/**
 * Address blocks. A `Cidr` is parsed once, at the edge; inside, a wrong one cannot exist. `start` and `end` are the
 * first and the last address as fixed-width hexadecimal text (8 digits for IPv4, 32 for IPv6), so that comparing
 * text compares addresses, and a block survives JSON as it is.
 */
import { Address4, Address6 } from 'ip-address'

export interface Cidr {
  readonly version: 4 | 6
  /** Canonical text: host bits cleared, IPv6 compressed. */
  readonly text: string
  readonly prefix: number
  readonly start: string
  readonly end: string
}

/** A single address; `at` as in `Cidr`. */
export interface Address {
  readonly version: 4 | 6
  readonly text: string
  readonly at: string
}

const SHAPE = /^([^/%\s]+)\/(0|[1-9]\d{0,2})$/
const IPV4 = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/
const BITS = { 4: 32, 6: 128 } as const

/** A block from its text, host bits cleared as AWS does (100.68.0.18/18 → 100.68.0.0/18); undefined if it is none. */
export function parseCidr(text: string): Cidr | undefined {
  const [, host, length] = SHAPE.exec(text) ?? []
  const address = host === undefined ? undefined : parseAddress(host)
  const prefix = Number(length)
  if (!address || prefix > BITS[address.version]) return undefined
  return block(address.version, BigInt(`0x${address.at}`), prefix)
}

/** A block from text that is known to be one: constants and stored documents. Throws otherwise. */
export function cidr(text: string): Cidr {
  const parsed = parseCidr(text)
  if (!parsed) throw new Error(`not a CIDR block: ${text}`)
  return parsed
}

/** An address from its text; undefined if it is none. No zones, no short forms of IPv4. */
export function parseAddress(text: string): Address | undefined {
  if (IPV4.test(text)) {
    const at = text
      .split('.')
      .map(part => Number(part).toString(16).padStart(2, '0'))
      .join('')
    return { version: 4, text, at }
  }
  if (!text.includes(':') || text.includes('%') || text.includes('/') || !Address6.isValid(text))
    return undefined
  return addressAt(6, new Address6(text).bigInt())
}

/** An address from text that is known to be one. Throws otherwise. */
export function address(text: string): Address {
  const parsed = parseAddress(text)
  if (!parsed) throw new Error(`not an address: ${text}`)
  return parsed
}

/** The block of a given length that starts at, or holds, the address `from`. */
function block(version: 4 | 6, from: bigint, prefix: number): Cidr {
  const size = 1n << BigInt(BITS[version] - prefix)
  const start = from - (from % size)
  return {
    version,
    text: `${addressAt(version, start).text}/${prefix}`,
    prefix,
    start: hex(version, start),
    end: hex(version, start + size - 1n),
  }
}

/** The block of one address: /32 or /128. */
export const hostBlock = (host: Address): Cidr =>
  block(host.version, BigInt(`0x${host.at}`), BITS[host.version])

/** The n-th address of a block; a negative n counts from its end (-1 is the last). */
export function nth(within: Cidr, n: number): Address {
  const from = BigInt(`0x${n < 0 ? within.end : within.start}`)
  return addressAt(within.version, from + BigInt(n < 0 ? n + 1 : n))
}

/** The n-th block of length `prefix` inside a larger one. */
export function nthBlock(within: Cidr, prefix: number, n: number): Cidr {
  const size = 1n << BigInt(BITS[within.version] - prefix)
  return block(within.version, BigInt(`0x${within.start}`) + BigInt(n) * size, prefix)
}

/** How many addresses a block has. */
export const size = (of: Cidr): number => 2 ** (BITS[of.version] - of.prefix)

export const overlaps = (a: Cidr, b: Cidr): boolean =>
  a.version === b.version && a.start <= b.end && b.start <= a.end

/** `inner` lies wholly in `outer`, or is the same block. */
export const contains = (outer: Cidr, inner: Cidr): boolean =>
  outer.version === inner.version && outer.start <= inner.start && inner.end <= outer.end

export const holds = (within: Cidr, host: Address): boolean =>
  within.version === host.version && within.start <= host.at && host.at <= within.end

function addressAt(version: 4 | 6, at: bigint): Address {
  const text = version === 4 ? Address4.fromBigInt(at).correctForm() : Address6.fromBigInt(at).correctForm()
  return { version, text, at: hex(version, at) }
}

const hex = (version: 4 | 6, at: bigint): string => at.toString(16).padStart(BITS[version] / 4, '0')
