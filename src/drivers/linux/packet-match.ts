/** Rules of nftables that match packets by address and protocol, as `nft -n` prints them. For IPv4 only. */
import type { Rule } from '../../fabric/fabric.ts'
import { command } from './command.ts'
import { isIpv4Block } from './family.ts'

/** What belongs to a connection that something let pass before: `established,related`. */
export const REPLIES = 'ct state 0x2,0x4'

/** What begins a connection: `new`. A reply to nothing is neither. */
export const BEGINNINGS = 'ct state 0x8'

/** Where in a packet an address stands: its source or its destination. */
export type Field = 'saddr' | 'daddr'

/** The rule with that verdict; none where address or protocol are of IPv6 (`from` is undefined then). */
export function matches(
  from: string | undefined,
  protocol: Rule['protocol'],
  verdict: 'accept' | 'drop' | 'return',
): readonly string[] {
  const what = protocolMatch(protocol)
  return from === undefined || what === undefined ? [] : [[from, what, verdict].filter(Boolean).join(' ')]
}

/** Undefined for a block of IPv6. */
export const blockMatch = (block: string, at: Field): string | undefined =>
  isIpv4Block(block) ? command`ip ${at} ${block.replace(/\/32$/, '')}` : undefined

const ICMP = 1

/** -1 is any type, or any code. */
function protocolMatch(protocol: Rule['protocol']): string | undefined {
  switch (protocol.name) {
    case 'all':
      return ''
    case 'tcp':
    case 'udp':
      return command`${protocol.name} dport ${ports(protocol)}`
    case 'icmp':
      return icmpMatch(protocol.type, protocol.code)
    case 'icmpv6':
      return undefined
    case 'other':
      return command`ip protocol ${protocol.number}`
  }
}

const ports = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? String(from) : `${from}-${to}`

function icmpMatch(type: number, code: number): string {
  if (type === -1) return command`ip protocol ${ICMP}`
  return code === -1 ? command`icmp type ${type}` : command`icmp type ${type} icmp code ${code}`
}
