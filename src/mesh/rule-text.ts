/** One text for a rule of a group: what it lets in where, whatever its id. */
import type { Cidr } from '../model/cidr.ts'
import type { Ports } from './landscape.ts'

/** Absent ports are those that AWS shows as -1: all. */
export const ruleText = (
  groupId: string,
  { from, protocol, fromPort, toPort }: Ports & { from: Cidr },
): string => `${groupId} ${from.text} ${protocol} ${fromPort ?? -1}-${toPort ?? -1}`
