/** What there is, asked of the kernel: of each part's own namespaces, and of those where it may be a guest. */
import { readdir } from 'node:fs/promises'
import type { PartId } from '../../fabric/fabric.ts'
import { EGRESS_DEVICE, EGRESS_LINE, isAttached } from './egress.ts'
import type { Inventory } from './inventory.ts'
import type { Kernel } from './kernel/kernel.ts'
import { NoNamespace } from './kernel/no-namespace.ts'
import type { Reading } from './kernel/read.ts'
import { idBehind, type Names, NETNS_DIRECTORY } from './names.ts'
import { hasFirewall, homeOf, isInternet, isRouter, isTenants, owns, tunnelAt } from './ownership.ts'
import type { Register } from './register.ts'
import { parseRuleset, type Ruleset } from './ruleset.ts'
import { seenOfTenant } from './seen.ts'
import { type Found, inventories } from './shares.ts'
import type { Keys } from './tunnel/keys.ts'
import { readTunnels } from './tunnel/tunnels.ts'

export interface Observed {
  /** When this was: the day whose keys the peerings between Regions shall have. */
  readonly day: number
  /** Every namespace with our mark, looked into or not. */
  readonly existing: ReadonlySet<string>
  /** By part; a part of which nothing is there has none. */
  readonly inventories: ReadonlyMap<PartId, Inventory>
  /** What the register says: where the things of a part may be. */
  readonly registered: ReadonlyMap<PartId, readonly string[]>
}

export interface Sources {
  readonly names: Names
  readonly kernel: Kernel
  readonly register: Register
  readonly keys: Keys
}

/** Throws if a namespace that is there cannot be read: what is unknown must not be taken for gone. */
export async function observe(sources: Sources, parts: readonly PartId[]): Promise<Observed> {
  const { names, register } = sources
  const day = sources.keys.today()
  const existing = new Set(await ourNamespaces(names))
  const registered = new Map(
    await Promise.all(parts.map(async part => [part, await register.namespaces(part)] as const)),
  )
  const owners = new Map(
    parts.flatMap(part =>
      [homeOf(names, part) ?? [], registered.get(part) ?? []]
        .flat()
        .filter(namespace => owns(part, namespace))
        .map(namespace => [namespace, part] as const),
    ),
  )
  const known = new Set([...owners.keys(), ...[...registered.values()].flat()])
  const first = await lookInto(
    sources,
    owners,
    [...known].filter(one => existing.has(one)),
  )
  const unregistered = new Map(
    first.flatMap(found => namespacesBehind(names, found)).filter(([host]) => !known.has(host)),
  )
  const second = await lookInto(
    sources,
    unregistered,
    [...unregistered.keys()].filter(one => existing.has(one)),
  )
  return { day, existing, registered, inventories: inventories(names, parts, [...first, ...second]) }
}

/** The namespaces with our mark. */
export async function ourNamespaces({ prefix }: Names): Promise<readonly string[]> {
  const all = await readdir(NETNS_DIRECTORY).catch(() => [])
  return all.filter(name => name.startsWith(prefix))
}

/** One whose file is gone, or is no namespace, is left out. */
async function lookInto(
  sources: Sources,
  owners: ReadonlyMap<string, PartId>,
  namespaces: readonly string[],
): Promise<readonly Found[]> {
  const answers = await Promise.all(
    namespaces.map(async namespace => {
      const owner = owners.get(namespace)
      try {
        const [reading, ruleset] = await Promise.all([
          read(sources, namespace),
          owner !== undefined && hasFirewall(namespace) ? readRuleset(sources, namespace) : undefined,
        ])
        const egress = isInternet(namespace) && hasEgress(reading) && (await isAttached(namespace))
        const lines = egress ? [...reading.lines, EGRESS_LINE] : reading.lines
        return [{ namespace, owner, reading: { ...reading, lines }, ruleset }]
      } catch (error) {
        if (error instanceof NoNamespace) return []
        throw error
      }
    }),
  )
  return withTunnels(sources, answers.flat())
}

/** A tunnel is known by its device, in a router; its line is behind it, where it is looked for if that was looked into. */
async function withTunnels(sources: Sources, found: readonly Found[]): Promise<readonly Found[]> {
  const inside = new Set(found.map(({ namespace }) => namespace))
  const tunnels = found
    .filter(({ namespace }) => isRouter(namespace))
    .flatMap(({ namespace, reading }) =>
      reading.devices.flatMap(device => tunnelAt(sources.names, namespace, device) ?? []),
    )
    .filter(({ behind }) => inside.has(behind))
  const said = await readTunnels(sources, tunnels)
  return found.map(one => {
    const lines = said.get(one.namespace)
    return lines ? { ...one, reading: { ...one.reading, lines: [...one.reading.lines, ...lines] } } : one
  })
}

const hasEgress = ({ devices }: Reading): boolean => devices.some(({ name }) => name === EGRESS_DEVICE)

async function read({ kernel }: Sources, namespace: string): Promise<Reading> {
  const reading = await kernel.read(namespace)
  return isTenants(namespace) ? seenOfTenant(reading) : reading
}

const readRuleset = async ({ kernel }: Sources, namespace: string): Promise<Ruleset> =>
  parseRuleset(await kernel.nft(namespace, ['list ruleset']))

/** The owner's namespaces at the other ends of its cables, as their aliases say: hosts of a VPC, sites of a gateway. */
const namespacesBehind = (
  names: Names,
  { namespace, owner, reading }: Found,
): readonly (readonly [string, PartId])[] =>
  owner === undefined || isTenants(namespace)
    ? []
    : reading.devices.flatMap(({ alias }) => {
        const id = idBehind(alias)
        return id === undefined ? [] : [[names.namespace(id), owner] as const]
      })
