/**
 * The protocol of a network ACL's entry: from the numbers of a request to `Protocol`, and back. Ports are of TCP and UDP
 * only, type and code of ICMP; given with another protocol they are ignored, as AWS does.
 * Sources: API Reference "CreateNetworkAclEntry"; the sentences were seen from AWS.
 */
import { PROTOCOL_NUMBERS } from './packet.ts'
import { Refusal, refuse } from './refusals.ts'
import { protocolText, readProtocol } from './rule-protocol.ts'
import { MOST_TCP_PORT, type Protocol } from './security-group.ts'

/** An entry's protocol as a request names it. -1 is any type or code. */
export interface EntryProtocolText {
  /** IANA number as text, or `-1` for all. */
  readonly protocol: string | undefined
  readonly ports?: { readonly From?: number; readonly To?: number } | undefined
  readonly icmp?: { readonly Type?: number; readonly Code?: number } | undefined
}

/**
 * `version` is that of the entry's block: ICMPv6 for IPv4 addresses is any type. Returns a refusal: MissingParameter
 * (protocol, ICMP type or code), InvalidParameterValue (unknown protocol, missing or wrong ports, ICMP type or code).
 */
export function readEntryProtocol(wish: EntryProtocolText, version: 4 | 6): Protocol | Refusal {
  if (wish.protocol === undefined) return refuse('MissingParameter', 'protocol')
  const known = readProtocol({ protocol: wish.protocol, from: 0, to: 0 })
  if (known instanceof Refusal) return known
  switch (known.name) {
    case 'all':
    case 'other':
      return known
    case 'tcp':
    case 'udp':
      return readPorts(known.name, wish.ports)
    case 'icmp':
      return readIcmp('icmp', wish.icmp)
    case 'icmpv6':
      return version === 4 ? { name: 'icmpv6', type: -1, code: -1 } : readIcmp('icmpv6', wish.icmp)
  }
}

function readPorts(
  name: 'tcp' | 'udp',
  { From: from, To: to }: NonNullable<EntryProtocolText['ports']> = {},
): Protocol | Refusal {
  if (from === undefined || to === undefined) return refuse('InvalidParameterValue/port-range', 'TCP/UDP')
  return 0 <= from && from <= to && to <= MOST_TCP_PORT
    ? { name, from, to }
    : refuse('InvalidParameterValue/port-order', from, to)
}

function readIcmp(name: 'icmp' | 'icmpv6', icmp: EntryProtocolText['icmp']): Protocol | Refusal {
  if (icmp?.Type === undefined) return refuse('MissingParameter', 'icmpTypeCode.type')
  if (icmp.Code === undefined) return refuse('MissingParameter', 'icmpTypeCode.code')
  return readProtocol({ protocol: name, from: icmp.Type, to: icmp.Code })
}

/** Back to the wire's numbers. */
export function entryProtocolText(protocol: Protocol): EntryProtocolText & { readonly protocol: string } {
  switch (protocol.name) {
    case 'all':
    case 'other':
      return { protocol: protocolText(protocol).protocol }
    case 'tcp':
    case 'udp':
      return { protocol: number(protocol.name), ports: { From: protocol.from, To: protocol.to } }
    case 'icmp':
    case 'icmpv6':
      return { protocol: number(protocol.name), icmp: { Type: protocol.type, Code: protocol.code } }
  }
}

const number = (name: keyof typeof PROTOCOL_NUMBERS): string => String(PROTOCOL_NUMBERS[name])
