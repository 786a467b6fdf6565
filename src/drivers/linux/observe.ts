/**
 * What there is, asked of the kernel, sorted by part. What is in a namespace belongs to the part whose namespace it is,
 * but for its guests: those are known by the aliases of their devices (ownership.ts).
 */
import { readdir } from 'node:fs/promises'
import type { PartId } from '../../fabric/fabric.ts'
import { EGRESS_DEVICE, EGRESS_LINE, isAttached } from './egress.ts'
import {
  type Cable,
  cablesByText,
  deviceOf,
  type End,
  endText,
  type Inventory,
  kindOf,
  type Tunnel,
  tunnelsByEnd,
} from './inventory.ts'
import type { Kernel } from './kernel/kernel.ts'
import { NoNamespace } from './kernel/no-namespace.ts'
import type { Device, Reading } from './kernel/read.ts'
import { hostOfAlias, idBehind, type Names, NETNS_DIRECTORY, sideOfAlias } from './names.ts'
import {
  guestOf,
  hasFirewall,
  homeOf,
  isInternet,
  isRouter,
  isTenants,
  owns,
  peeringBehind,
  trunkOf,
} from './ownership.ts'
import type { Register } from './register.ts'
import { parseRuleset, type Ruleset } from './ruleset.ts'
import { seenOfTenant } from './seen.ts'
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
  const shares = Map.groupBy([...first, ...second].flatMap(sharesOf), share => share.part)
  return {
    day,
    existing,
    registered,
    inventories: new Map(parts.map(part => [part, inventoryOf(names, shares.get(part) ?? [])])),
  }
}

/** The namespaces with our mark. */
export async function ourNamespaces({ prefix }: Names): Promise<readonly string[]> {
  const all = await readdir(NETNS_DIRECTORY).catch(() => [])
  return all.filter(name => name.startsWith(prefix))
}

/** A namespace that was looked into. */
interface Found {
  readonly namespace: string
  /** Whose it is; undefined if nobody asked for that part. */
  readonly owner: PartId | undefined
  readonly reading: Reading
  /** Only if the owner was asked for, and such namespaces have one. */
  readonly ruleset: Ruleset | undefined
}

/** One whose file is gone, or is no namespace, is left out. */
async function lookInto(
  sources: Sources,
  owners: ReadonlyMap<string, PartId>,
  namespaces: readonly string[],
): Promise<readonly Found[]> {
  const tunnels = await readTunnels(
    sources,
    namespaces.filter(one => peeringBehind(one) !== undefined),
  )
  const answers = await Promise.all(
    namespaces.map(async namespace => {
      const owner = owners.get(namespace)
      try {
        const [reading, ruleset] = await Promise.all([
          read(sources, namespace),
          owner !== undefined && hasFirewall(namespace) ? readRuleset(sources, namespace) : undefined,
        ])
        const egress = isInternet(namespace) && hasEgress(reading) && (await isAttached(namespace))
        const lines = [...reading.lines, ...(tunnels.get(namespace) ?? []), ...(egress ? [EGRESS_LINE] : [])]
        return [{ namespace, owner, reading: { ...reading, lines }, ruleset }]
      } catch (error) {
        if (error instanceof NoNamespace) return []
        throw error
      }
    }),
  )
  return answers.flat()
}

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

/** What a part has in a namespace. */
interface Share {
  readonly part: PartId | undefined
  readonly namespace: string
  readonly ends: readonly FoundEnd[]
  readonly lines: readonly string[]
  readonly ruleset: Ruleset | undefined
}

/** A device, and where it is. */
interface FoundEnd extends End, Device {}

/** The owner's share, and those of the guests. */
function sharesOf({ namespace, owner, reading, ruleset }: Found): readonly Share[] {
  const ends = reading.devices
    .filter(({ name }) => name !== 'lo')
    .map((device): FoundEnd => ({ ...device, namespace, device: device.name }))
  const partOf = ({ device, alias }: FoundEnd) => guestOf(namespace, device, alias) ?? owner
  const parts = new Map(ends.map(end => [end.device, partOf(end)]))
  const isRoutersOwn = (line: string) => isRouter(namespace) && kindOf(line) === 'route'
  const endsByPart = Map.groupBy(ends, partOf)
  const lines = Map.groupBy(reading.lines, line =>
    isRoutersOwn(line) ? owner : (parts.get(deviceOf(line) ?? '') ?? owner),
  )
  return [...new Set([owner, ...endsByPart.keys()])].map(part => ({
    part,
    namespace,
    ends: endsByPart.get(part) ?? [],
    lines: lines.get(part) ?? [],
    ruleset: part === owner ? ruleset : undefined,
  }))
}

function inventoryOf(names: Names, shares: readonly Share[]): Inventory {
  const ends = shares.flatMap(share => share.ends)
  const cables = cablesIn(names, ends)
  const tunnels = tunnelsIn(names, shares)
  const plugged = new Set(
    [...cables.flatMap(cable => cable.ends), ...tunnels.map(one => one.end)].map(endText),
  )
  return {
    namespaces: new Set(shares.map(share => share.namespace)),
    cables: cablesByText(cables),
    tunnels: tunnelsByEnd(tunnels),
    strays: ends.filter(end => !plugged.has(endText(end)) && !isEgress(end)).map(bare),
    lines: new Map(shares.map(share => [share.namespace, new Set(share.lines)])),
    rulesets: new Map(shares.flatMap(({ namespace, ruleset }) => (ruleset ? [[namespace, ruleset]] : []))),
  }
}

/** The other end is where the alias says: in the namespace of the host; of a trunk, the device with the same alias. */
function cablesIn(names: Names, ends: readonly FoundEnd[]): readonly Cable[] {
  const byNamespace = Map.groupBy(ends, end => end.namespace)
  const candidates = ({ namespace, device, alias }: FoundEnd): readonly FoundEnd[] => {
    if (isTenants(namespace)) return []
    const host = hostOfAlias(alias)
    if (host !== undefined) return byNamespace.get(names.namespace(host)) ?? []
    return trunkOf(device, alias) !== undefined
      ? ends.filter(other => other.alias === alias && other.namespace !== namespace)
      : []
  }
  return ends.flatMap(end => {
    const mate = candidates(end).find(other => isPair(end, other))
    return mate ? [{ ends: [bare(end), bare(mate)] as const }] : []
  })
}

const isEgress = ({ namespace, device }: End): boolean => isInternet(namespace) && device === EGRESS_DEVICE

const hasEgress = ({ devices }: Reading): boolean => devices.some(({ name }) => name === EGRESS_DEVICE)

/** A device of WireGuard is one if its process answers. */
function tunnelsIn(names: Names, shares: readonly Share[]): readonly Tunnel[] {
  const said = new Set(
    shares.flatMap(({ namespace, lines }) => lines.map(line => `${namespace} ${line.split(' keys ')[0]}`)),
  )
  return shares.flatMap(({ ends }) =>
    ends.flatMap(end => {
      const [id, side] = [trunkOf(end.device, end.alias), sideOfAlias(end.alias)]
      if (id === undefined || side === undefined) return []
      const behind = names.namespace(id)
      return said.has(`${behind} tunnel ${side}`) ? [{ side, behind, end: bare(end) }] : []
    }),
  )
}

/** Each names the other as its peer. */
const isPair = (one: Device, other: Device): boolean =>
  one.peerIndex === other.index && other.peerIndex === one.index

const bare = ({ namespace, device }: End): End => ({ namespace, device })
