/** Addresses between text and the bytes that the kernel has for them. Texts are canonical: what is read equals what was written. */
import { isIP } from 'node:net'

export type Family = 2 | 10

/** `AF_INET` and `AF_INET6`. */
export const INET: Family = 2
export const INET6: Family = 10

export const familyOf = (address: string): Family => (address.includes(':') ? INET6 : INET)

/** Throws if the text is no address. */
export function addressBytes(text: string): Buffer {
  switch (isIP(text)) {
    case 4:
      return Buffer.from(text.split('.').map(Number))
    case 6:
      return ipv6Bytes(text)
    default:
      throw new Error(`${text} is no address`)
  }
}

function ipv6Bytes(text: string): Buffer {
  const [, canonical = ''] = /^\[(.*)\]$/.exec(new URL(`http://[${text}]/`).hostname) ?? []
  const [left = [], right] = canonical.split('::').map(half => half.split(':').filter(Boolean))
  const middle = right ? Array.from({ length: 8 - left.length - right.length }, () => '0') : []
  const bytes = Buffer.alloc(16)
  for (const [at, group] of [...left, ...middle, ...(right ?? [])].entries())
    bytes.writeUInt16BE(Number.parseInt(group, 16), at * 2)
  return bytes
}

export function addressText(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.')
  const groups = Array.from({ length: 8 }, (_, at) => bytes.readUInt16BE(at * 2).toString(16))
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1)
}

/** `10.1.0.0/16`; without a length it is one address. */
export function blockOf(text: string): {
  readonly family: Family
  readonly bytes: Buffer
  readonly length: number
} {
  const [address = '', length] = text.split('/')
  const bytes = addressBytes(address)
  return {
    family: familyOf(address),
    bytes,
    length: length === undefined ? bytes.length * 8 : Number(length),
  }
}

/** `02:00:00:00:00:01`; any number of bytes, for the kernel to judge. */
export const macBytes = (text: string): Buffer =>
  Buffer.from(text.split(':').map(byte => Number.parseInt(byte, 16)))

export const macText = (bytes: Buffer): string =>
  [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join(':')
