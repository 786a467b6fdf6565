/** How the chains, sets and maps of a router's firewall are called. */
import { command } from './command.ts'
import { deviceName } from './names.ts'
import type { Field } from './packet-match.ts'

/** Egress is what a device's side sends into the router, ingress what the router sends out by the device. */
export type Direction = 'egress' | 'ingress'

export const DIRECTIONS = ['egress', 'ingress'] as const satisfies readonly Direction[]

/** The chain of an interface, a network ACL, a group, a peering or an uplink: `egress-eni-…`. */
export const chainName = (id: string, direction: Direction): string => command`${direction}-${id}`

/** A device by its name, as nftables writes it. */
export const quoted = (id: string): string => `"${command`${deviceName(id)}`}"`

/** An element of a map: what a device leads to. */
export const element = (id: string, value: string): string => `${quoted(id)} : ${value}`

/** Where the address of the device's own side, or of the other side, stands in a packet of this direction. */
export const field = (direction: Direction, whose: 'own' | 'other'): Field =>
  (direction === 'egress') === (whose === 'own') ? 'saddr' : 'daddr'
