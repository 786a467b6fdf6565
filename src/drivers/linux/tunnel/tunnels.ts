/**
 * The tunnels of peerings between Regions, in the lines of an inventory: `tunnel requester keys 20783 allowed 10.2.0.0/16`
 * in the peering's namespace says whose keys of which day a side has, and what may be at the other end. No line holds a key.
 */
import { setTimeout } from 'node:timers/promises'
import { command } from '../command.ts'
import { end, occupantsOf } from '../occupants.ts'
import { peeringBehind } from '../ownership.ts'
import { type KeyPair, type Keys, OPPOSITE, SIDES, type Side } from './keys.ts'
import { ask, begin, sideOf } from './wireguard-go.ts'

/** Where each side waits for the other's datagrams, on the loopback of the peering's namespace. */
const PORTS = { requester: 51820, accepter: 51821 } as const satisfies Record<Side, number>

export const tunnelLine = (side: Side, day: number | 'unknown', blocks: readonly string[]): string =>
  `${command`tunnel ${side} keys ${day} allowed`}${[...blocks]
    .sort()
    .map(block => command` ${block}`)
    .join('')}`

/** What is in the namespace of a peering, `pcx-…`. */
interface Tunnel {
  readonly peering: string
  readonly processes: readonly number[]
  readonly keys: Keys
}

/** The lines of each of these namespaces, which are all of peerings. */
export async function readTunnels(
  { keys }: { readonly keys: Keys },
  namespaces: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const occupants = await occupantsOf(namespaces)
  return new Map(
    await Promise.all(
      [...occupants].map(async ([namespace, processes]) => {
        const tunnel = { peering: peeringBehind(namespace) ?? '', processes, keys }
        return [namespace, await readTunnel(tunnel, keys.today())] as const
      }),
    ),
  )
}

export async function tunnelIn({ keys }: { readonly keys: Keys }, namespace: string): Promise<Tunnel> {
  const processes = (await occupantsOf([namespace])).get(namespace) ?? []
  return { peering: peeringBehind(namespace) ?? '', processes, keys }
}

/** With the keys of that day, or with unknown ones. A side that does not answer is not there. */
async function readTunnel(tunnel: Tunnel, day: number): Promise<readonly string[]> {
  const answers = await Promise.all(
    SIDES.map(async side => {
      try {
        return [lineOf(tunnel, side, day, await tell(tunnel, side, ['get=1']))]
      } catch {
        return []
      }
    }),
  )
  return answers.flat()
}

function lineOf(tunnel: Tunnel, side: Side, day: number, answer: readonly string[]): string {
  const allowed = answer.flatMap(line => /^allowed_ip=(.*)/.exec(line)?.[1] ?? [])
  const isOfDay = identity(tunnel, side, day).every(line => answer.includes(line))
  const peers = answer.filter(line => line.startsWith('public_key=')).length
  return tunnelLine(side, isOfDay && peers === 1 ? day : 'unknown', allowed)
}

/**
 * Begins the process of a side, in the place of one that hangs or has lost its device. The new one's device, which is called as the side, may be moved when this resolves: not before the
 * process answers, for it looks where the device is.
 */
export async function beginTunnel(
  sources: { readonly keys: Keys },
  namespace: string,
  side: Side,
): Promise<void> {
  for (const pid of await ofSide(await tunnelIn(sources, namespace), side)) end(pid)
  await begin(namespace, side)
  await tell(await tunnelIn(sources, namespace), side, ['get=1'])
}

/**
 * Should both sides begin a handshake at once, neither would take the other's answer: only the requester's does. As rarely
 * as can be; what counts is the first time, which is at once.
 */
const BEGINS_HANDSHAKE = {
  requester: ['persistent_keepalive_interval=65535'],
  accepter: [],
} as const satisfies Record<Side, readonly string[]>

/** Makes sides as these lines say, the requester's last. What a side knew of the other is forgotten. */
export async function setTunnels(tunnel: Tunnel, lines: readonly string[]): Promise<void> {
  for (const line of [...lines].sort()) await setTunnel(tunnel, line)
}

/** Makes a side as the line says, given without its first word. What it knew of the other side is forgotten. */
export async function setTunnel(tunnel: Tunnel, line: string): Promise<void> {
  const { side, day, allowed } = parsed(line)
  const [own, port, ...peer] = identity(tunnel, side, day)
  await tell(tunnel, side, [
    ...['set=1', own ?? '', port ?? '', 'replace_peers=true', ...peer],
    ...BEGINS_HANDSHAKE[side],
    ...allowed.map(block => `allowed_ip=${block}`),
  ])
}

function parsed(line: string): {
  readonly side: Side
  readonly day: number
  readonly allowed: readonly string[]
} {
  const [first, , day, , ...allowed] = line.split(' ')
  const side = SIDES.find(one => one === first)
  if (!side) throw new Error(`not understood: ${line}`)
  return { side, day: Number(day), allowed }
}

/** Who a side is, and who is at its other end. */
function identity({ peering, keys }: Tunnel, side: Side, day: number): readonly string[] {
  const other = OPPOSITE[side]
  const pair = (one: Side): KeyPair => keys.of(peering, one, day)
  return [
    `private_key=${pair(side).private}`,
    `listen_port=${PORTS[side]}`,
    `public_key=${pair(other).public}`,
    `endpoint=127.0.0.1:${PORTS[other]}`,
  ]
}

const LOOK_EVERY = 20
const MOST_LOOKS = 500
/** Who began a handshake before the other side could answer begins another one after five seconds only, unless it forgets that. */
const ANEW_AT: ReadonlySet<number> = new Set([4, 8, 16, 32, 64, 128, 256])

/** Waits until the two ends know each other; `line` is how the requester's side is made. Throws if they do not in ten seconds. */
export async function awaitHandshake(tunnel: Tunnel, line: string): Promise<void> {
  for (let looks = 1; looks <= MOST_LOOKS; looks++) {
    const answers = await Promise.all(SIDES.map(side => tell(tunnel, side, ['get=1'])))
    if (answers.every(answer => answer.some(said => /^last_handshake_time_sec=[1-9]/.test(said)))) return
    if (ANEW_AT.has(looks)) await setTunnel(tunnel, line)
    await setTimeout(LOOK_EVERY)
  }
  throw new Error('the two ends of the tunnel do not come together')
}

/** Asks the process of a side; should there be several, all but one are ending. */
async function tell(tunnel: Tunnel, side: Side, request: readonly string[]): Promise<readonly string[]> {
  const own = await ofSide(tunnel, side)
  if (own.length === 0) throw new Error(`wireguard-go of the ${side} is not there`)
  return Promise.any(own.map(pid => ask(pid, side, request))).catch(error => {
    throw error instanceof AggregateError ? error.errors[0] : error
  })
}

async function ofSide({ processes }: Tunnel, side: Side): Promise<readonly number[]> {
  const sides = await Promise.all(processes.map(sideOf))
  return processes.filter((_, at) => sides[at] === side)
}
