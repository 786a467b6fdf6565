/**
 * The protocol of a security group rule: from the words and numbers of a request to `Protocol`, and back.
 * Sources: API Reference "IpPermission"; the sentences were seen from AWS.
 */
import { PROTOCOL_NUMBERS } from './packet.ts'
import { type Refusal, refuse } from './refusals.ts'
import { MOST_TCP_PORT, type Protocol } from './security-group.ts'

/** A protocol as a request names it: `from` and `to` are ports, or type and code of ICMP. */
export interface ProtocolText {
  readonly protocol?: string | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
}

type Named = Exclude<Protocol['name'], 'other'>
type Reader = (wish: ProtocolText) => Protocol | Refusal

const MOST_PROTOCOL_NUMBER = 255
const MOST_ICMP = 255
const ANY = -1

const readers = {
  all: () => ({ name: 'all' }),
  tcp: wish => readPorts('tcp', wish),
  udp: wish => readPorts('udp', wish),
  icmp: wish => readIcmp('icmp', wish),
  icmpv6: ({ from = ANY, to = ANY }) => readIcmp('icmpv6', { from, to }),
} as const satisfies Record<Named, Reader>

/** What a protocol may be called beside its own name. */
const names: Readonly<Record<string, Named>> = {
  '-1': 'all',
  ...Object.fromEntries(Object.entries(PROTOCOL_NUMBERS).map(([name, number]) => [number, name])),
  ...Object.fromEntries(Object.keys(PROTOCOL_NUMBERS).map(name => [name, name])),
}

/**
 * Returns a refusal: MissingParameter, InvalidParameterValue (unknown protocol, missing or wrong ports or ICMP type),
 * InvalidPermission.Malformed (a port that does not exist).
 */
export function readProtocol(wish: ProtocolText): Protocol | Refusal {
  if (wish.protocol === undefined) return refuse('MissingParameter', 'ipProtocol')
  const text = wish.protocol.toLowerCase()
  const name = Object.hasOwn(names, text) ? names[text] : undefined
  if (name) return readers[name](wish)
  const number = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
  return number <= MOST_PROTOCOL_NUMBER
    ? { name: 'other', number }
    : refuse('InvalidParameterValue/protocol', wish.protocol)
}

function readPorts(name: 'tcp' | 'udp', { from, to }: ProtocolText): Protocol | Refusal {
  if (from === undefined || to === undefined) return refuse('InvalidParameterValue/port-range', 'TCP/UDP')
  const wrong = [from, to].find(port => !isWithin(0, port, MOST_TCP_PORT))
  if (wrong !== undefined) return refuse('InvalidPermission.Malformed/port', wrong)
  return from <= to ? { name, from, to } : refuse('InvalidParameterValue/port-order', from, to)
}

function readIcmp(name: 'icmp' | 'icmpv6', { from, to }: ProtocolText): Protocol | Refusal {
  if (from === undefined || to === undefined) return refuse('InvalidParameterValue/port-range', 'ICMP')
  if (!isWithin(ANY, from, MOST_ICMP)) return refuse('InvalidParameterValue/icmp', 'type', from)
  const isCode = from === ANY ? to === ANY : isWithin(ANY, to, MOST_ICMP)
  return isCode ? { name, type: from, code: to } : refuse('InvalidParameterValue/icmp', 'code', to)
}

const isWithin = (least: number, value: number, most: number): boolean =>
  Number.isInteger(value) && least <= value && value <= most

/** Back to the wire's words. Protocols without ports or types have neither `from` nor `to`. */
export function protocolText(protocol: Protocol): ProtocolText & { readonly protocol: string } {
  switch (protocol.name) {
    case 'all':
      return { protocol: '-1' }
    case 'other':
      return { protocol: String(protocol.number) }
    case 'tcp':
    case 'udp':
      return { protocol: protocol.name, from: protocol.from, to: protocol.to }
    case 'icmp':
    case 'icmpv6':
      return { protocol: protocol.name, from: protocol.type, to: protocol.code }
  }
}

/** As AWS names the protocol when it says that a rule is there already. */
export function protocolSentence(protocol: Protocol): string {
  switch (protocol.name) {
    case 'all':
      return 'ALL'
    case 'other':
      return `PROTOCOL ${protocol.number}`
    case 'tcp':
    case 'udp':
      return `${protocol.name.toUpperCase()}, from port: ${protocol.from}, to port: ${protocol.to}`
    case 'icmp':
    case 'icmpv6':
      return `${protocol.name.toUpperCase()}, type: ${orAll(protocol.type)}, code: ${orAll(protocol.code)}`
  }
}

const orAll = (number: number): string => (number === ANY ? 'ALL' : String(number))
