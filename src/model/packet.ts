/** A packet as security groups and network ACLs see it. */
import type { Address } from './cidr.ts'

export interface Packet {
  readonly source: Address
  readonly destination: Address
  readonly payload: Payload
}

export type Payload =
  | { readonly protocol: 'tcp' | 'udp'; readonly sourcePort: number; readonly port: number }
  | { readonly protocol: 'icmp' | 'icmpv6'; readonly type: number; readonly code: number }

/** IANA protocol numbers. */
export const PROTOCOL_NUMBERS = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 } as const satisfies Record<
  Payload['protocol'],
  number
>

/** Types of ICMP and ICMPv6: what ping sends and what comes back (RFC 792, RFC 4443). */
export const ECHO = { icmp: { request: 8, reply: 0 }, icmpv6: { request: 128, reply: 129 } } as const
