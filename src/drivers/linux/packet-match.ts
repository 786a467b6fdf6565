/** Rules of nftables that match packets by address and protocol, as `nft -n` prints them. */
import type { Rule } from '../../fabric/fabric.ts'
import { command } from './command.ts'
import { FAMILIES, type Family, familyOf } from './family.ts'

/** What belongs to a connection that something let pass before: `established,related`. */
export const REPLIES = 'ct state 0x2,0x4'

/** What begins a connection: `new`. A reply to nothing is neither. */
export const BEGINNINGS = 'ct state 0x8'

/** Where in a packet an address stands: its source or its destination. */
export type Field = 'saddr' | 'daddr'

/** The rule with that verdict; none if the protocol is of the other family than the address that `from` matches. */
export function matches(
  family: Family,
  from: string,
  protocol: Rule['protocol'],
  verdict: 'accept' | 'drop' | 'return',
): readonly string[] {
  const what = protocolMatch(protocol, family)
  return what === undefined ? [] : [[from, what, verdict].filter(Boolean).join(' ')]
}

export function blockMatch(block: string, at: Field): string {
  const { match, host } = FAMILIES[familyOf(block)]
  return `${match} ${at} ${command`${block.replace(`/${host}`, '')}`}`
}

/** -1 is any type, or any code. */
function protocolMatch(protocol: Rule['protocol'], family: Family): string | undefined {
  switch (protocol.name) {
    case 'all':
      return ''
    case 'tcp':
    case 'udp':
      return command`${protocol.name} dport ${ports(protocol)}`
    case 'icmp':
    case 'icmpv6':
      return ICMP[protocol.name].family === family ? icmpMatch(protocol) : undefined
    case 'other':
      return command`meta l4proto ${protocol.number}`
  }
}

const ports = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? String(from) : `${from}-${to}`

const ICMP = { icmp: { family: 4, number: 1 }, icmpv6: { family: 6, number: 58 } } as const

type IcmpProtocol = Extract<Rule['protocol'], { readonly type: number }>

function icmpMatch({ name, type, code }: IcmpProtocol): string {
  if (type === -1) return command`meta l4proto ${ICMP[name].number}`
  return code === -1 ? command`${name} type ${type}` : command`${name} type ${type} ${name} code ${code}`
}
