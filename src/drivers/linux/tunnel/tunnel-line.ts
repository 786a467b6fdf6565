/**
 * The tunnels of peerings between Regions, in the lines of an inventory: `tunnel requester at isthmus-…-vpc-…/pcx-… keys 20783
 * allowed 10.2.0.0/16` in the peering's namespace says where a side has its device, whose keys of which day, and what may
 * be at the other end. No line holds a key. Pure.
 */
import { command } from '../command.ts'
import { endText, type Tunnel } from '../inventory.ts'
import { type Keys, OPPOSITE, SIDES, type Side } from './keys.ts'
import type { Setting, Shown } from './wg.ts'

/** Where each side waits for the other's datagrams, on the loopback of the peering's namespace. */
const PORTS = { requester: 51820, accepter: 51821 } as const satisfies Record<Side, number>

/** One side: which, and where its device is. */
export type Mouth = Pick<Tunnel, 'side' | 'end'>

interface Wish extends Mouth {
  readonly day: number
  readonly allowed: readonly string[]
}

export const tunnelLine = (
  { side, end }: Mouth,
  day: number | 'unknown',
  blocks: readonly string[],
): string =>
  `${command`tunnel ${side} at ${endText(end)} keys ${day} allowed`}${[...blocks]
    .sort()
    .map(block => command` ${block}`)
    .join('')}`

/** What a line says, given without its first word. */
export function parseTunnelLine(line: string): Wish {
  const [first, , where = '', , day, , ...allowed] = line.split(' ')
  const side = SIDES.find(one => one === first)
  const [namespace, device] = where.split('/')
  if (!side || !namespace || !device) throw new Error(`not understood: ${line}`)
  return { side, end: { namespace, device }, day: Number(day), allowed }
}

/** Who a side of a peering, `pcx-…`, is, and who is at its other end. Only the requester begins. */
export function settingOf(peering: string, keys: Keys, { side, day, allowed }: Omit<Wish, 'end'>): Setting {
  const other = OPPOSITE[side]
  return {
    privateKey: keys.of(peering, side, day).private,
    port: PORTS[side],
    peer: {
      publicKey: keys.of(peering, other, day).public,
      endpoint: `127.0.0.1:${PORTS[other]}`,
      allowed,
    },
    begins: side === 'requester',
  }
}

/** The line of a side that answers so: with the keys of today, or with unknown ones. */
export function lineOf(peering: string, keys: Keys, mouth: Mouth, shown: Shown): string {
  const day = keys.today()
  const allowed = shown.peers.flatMap(peer => peer.allowed)
  const today = settingOf(peering, keys, { side: mouth.side, day, allowed })
  return tunnelLine(mouth, isAs(today, shown) ? day : 'unknown', allowed)
}

const isAs = ({ privateKey, port, peer }: Setting, shown: Shown): boolean =>
  shown.privateKey === privateKey &&
  shown.port === port &&
  shown.peers.length === 1 &&
  shown.peers.every(({ publicKey, endpoint }) => publicKey === peer.publicKey && endpoint === peer.endpoint)
