/**
 * Which entry of a network ACL decides about a packet. Entries are read by number, the first that matches decides, and
 * what none matches is denied (the `*` entry). There is no state: a reply is a packet like any other.
 * Source: VPC User Guide, "Network ACL rules".
 */
import { holds } from './cidr.ts'
import type { NetworkAcl, NetworkAclEntry } from './network-acl.ts'
import { type Packet, type Payload, PROTOCOL_NUMBERS } from './packet.ts'

/** The entry that decides about a packet that leaves (`egress`) or enters the subnet; undefined: `*`, denied. */
export function whichEntry(
  acl: NetworkAcl,
  way: 'egress' | 'ingress',
  packet: Packet,
): NetworkAclEntry | undefined {
  const far = way === 'egress' ? packet.destination : packet.source
  let first: NetworkAclEntry | undefined
  for (const entry of acl.entries) {
    if (entry.egress !== (way === 'egress') || !holds(entry.cidr, far) || !covers(entry, packet.payload))
      continue
    if (!first || entry.number < first.number) first = entry
  }
  return first
}

/** Ports are those of the destination, in both directions. */
function covers({ protocol, ports, icmp }: NetworkAclEntry, payload: Payload): boolean {
  if (protocol === '-1') return true
  if (Number(protocol) !== PROTOCOL_NUMBERS[payload.protocol]) return false
  if ('port' in payload) return !ports || (ports.from <= payload.port && payload.port <= ports.to)
  return !icmp || (isOrAny(icmp.type, payload.type) && isOrAny(icmp.code, payload.code))
}

const isOrAny = (wanted: number, actual: number): boolean => wanted === -1 || wanted === actual
