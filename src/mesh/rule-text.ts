/** Texts for a rule of a group: what it lets in where, whatever its id. */
import type { Cidr } from '../model/cidr.ts'
import type { Ports } from './landscape.ts'

/** Absent ports are those that AWS shows as -1: all. */
export const ruleText = (
  groupId: string,
  { from, protocol, fromPort, toPort }: Ports & { from: Cidr },
): string => `${groupId} ${from.text} ${protocol} ${fromPort ?? -1}-${toPort ?? -1}`

/** For people: `tcp 3306`, `udp 8000-8080`, `icmp`, `everything`. */
export function trafficText({ protocol, fromPort, toPort }: Ports): string {
  if (protocol === '-1') return 'everything'
  const isWhole = fromPort === undefined || fromPort === -1 || protocol.startsWith('icmp')
  if (isWhole) return protocol
  return `${protocol} ${fromPort === toPort ? fromPort : `${fromPort}-${toPort}`}`
}
