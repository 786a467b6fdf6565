/**
 * The tunnels of peerings between Regions: how their sides are made, asked, told and awaited. Whether the kernel is
 * WireGuard or a process is, only the making differs.
 */
import { setTimeout } from 'node:timers/promises'
import { command } from '../command.ts'
import type { Tunnel } from '../inventory.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { netnsFile } from '../names.ts'
import { end, occupantsOf } from '../occupants.ts'
import { peeringBehind } from '../ownership.ts'
import type { Keys, Side } from './keys.ts'
import { lineOf, type Mouth, parseTunnelLine, settingOf } from './tunnel-line.ts'
import { type Door, type Shown, set, show } from './wg.ts'
import { begin, doorOf, sideOf } from './wireguard-go.ts'

/** What is behind the two sides of a peering, `pcx-…`: the processes in its namespace, if the kernel does not do without. */
interface Underlay {
  readonly peering: string
  readonly keys: Keys
  readonly processes: readonly { readonly pid: number; readonly side: Side }[]
}

export async function underlayIn({ keys }: { readonly keys: Keys }, behind: string): Promise<Underlay> {
  const occupants = await occupantsOf([behind])
  return underlayOf(keys, behind, occupants.get(behind) ?? [])
}

async function underlayOf(keys: Keys, behind: string, pids: readonly number[]): Promise<Underlay> {
  const sides = await Promise.all(pids.map(sideOf))
  const processes = pids.flatMap((pid, at) => {
    const side = sides[at]
    return side ? [{ pid, side }] : []
  })
  return { peering: peeringBehind(behind) ?? '', keys, processes }
}

/** The lines of these tunnels, by the namespace behind them. */
export async function readTunnels(
  { keys }: { readonly keys: Keys },
  tunnels: readonly Tunnel[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const byNamespace = Map.groupBy(tunnels, ({ behind }) => behind)
  const occupants = await occupantsOf([...byNamespace.keys()])
  return new Map(
    await Promise.all(
      [...byNamespace].map(async ([behind, sides]) => {
        const underlay = await underlayOf(keys, behind, occupants.get(behind) ?? [])
        const lines = await Promise.all(sides.map(side => readSide(underlay, side)))
        return [behind, lines.flat()] as const
      }),
    ),
  )
}

/** A side that does not answer is not there. */
async function readSide(underlay: Underlay, mouth: Mouth): Promise<readonly string[]> {
  const shown = await ask(underlay, mouth).catch(() => undefined)
  return shown ? [lineOf(underlay.peering, underlay.keys, mouth, shown)] : []
}

/** How the kernel says that it knows no such kind of device. */
const NO_SUCH_KIND = /operation not supported/

/**
 * Makes a device of a side, called as the side, which may be moved when this resolves: the kernel's, or else that of a process,
 * in the place of one that hangs or has lost its device. Either sends from this namespace for ever.
 */
export async function beginTunnel(
  sources: { readonly keys: Keys; readonly kernel: Pick<Kernel, 'found'> },
  behind: string,
  side: Side,
): Promise<void> {
  const { processes } = await underlayIn(sources, behind)
  for (const process of processes) if (process.side === side) end(process.pid)
  const adding = command`link add ${side} netns ${behind} type wireguard`
  const [reason] = (await sources.kernel.found(undefined, [adding])).values()
  if (reason === undefined) return
  if (!NO_SUCH_KIND.test(reason)) throw new Error(reason)
  await begin(behind, side)
  // It looks where the device is before it answers, and not again.
  await ask(await underlayIn(sources, behind), { side, end: { namespace: behind, device: side } })
}

/** Makes sides as these lines say, the requester's last. What a side knew of the other is forgotten. */
export async function setTunnels(underlay: Underlay, lines: readonly string[]): Promise<void> {
  for (const line of [...lines].sort()) await setTunnel(underlay, line)
}

/** Makes a side as the line says, given without its first word. What it knew of the other side is forgotten. */
export async function setTunnel(underlay: Underlay, line: string): Promise<void> {
  const wish = parseTunnelLine(line)
  const setting = settingOf(underlay.peering, underlay.keys, wish)
  await first(doorsTo(underlay, wish).map(door => set(door, setting)))
}

const LOOK_EVERY = 20
const MOST_LOOKS = 400
/** Who began a handshake before the other side could answer begins another one after five seconds only, unless it forgets that. */
const ANEW_AT: ReadonlySet<number> = new Set([4, 8, 16, 32, 64, 128, 256])

/** Waits until the two ends, made as these lines say, know each other. Throws if they do not in some ten seconds. */
export async function awaitHandshake(underlay: Underlay, lines: readonly string[]): Promise<void> {
  const mouths = lines.map(parseTunnelLine)
  const beginners = lines.filter((_, at) => mouths[at]?.side === 'requester')
  for (let looks = 1; looks <= MOST_LOOKS; looks++) {
    const shown = await Promise.all(mouths.map(mouth => ask(underlay, mouth)))
    if (shown.every(({ peers }) => peers.some(peer => peer.hasMet))) return
    if (ANEW_AT.has(looks)) await setTunnels(underlay, beginners)
    await setTimeout(LOOK_EVERY)
  }
  throw new Error('the two ends of the tunnel do not come together')
}

const ask = (underlay: Underlay, mouth: Mouth): Promise<Shown> => first(doorsTo(underlay, mouth).map(show))

/** Where there is no process it can only be the kernel's. Should there be several, all but one are ending. */
function doorsTo({ processes }: Underlay, { side, end: { namespace, device } }: Mouth): readonly Door[] {
  const own = processes.filter(process => process.side === side)
  return own.length > 0
    ? own.map(({ pid }) => doorOf(pid, side))
    : [{ enter: `--net=${netnsFile(namespace)}`, device }]
}

/** The first that succeeds; if none does, the reason of one. */
const first = <T>(attempts: readonly Promise<T>[]): Promise<T> =>
  Promise.any(attempts).catch(error => {
    throw error instanceof AggregateError ? error.errors[0] : error
  })
