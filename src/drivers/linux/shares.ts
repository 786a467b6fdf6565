/**
 * What there is, sorted by part. What is in a namespace belongs to the part whose namespace it is, but for its guests:
 * those are known by the aliases of their devices (ownership.ts). Pure.
 */
import type { PartId } from '../../fabric/fabric.ts'
import { EGRESS_DEVICE } from './egress.ts'
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
import type { Device, Reading } from './kernel/read.ts'
import { hostOfAlias, type Names } from './names.ts'
import { guestOf, isInternet, isRouter, isTenants, trunkOf, tunnelAt } from './ownership.ts'
import type { Ruleset } from './ruleset.ts'

/** A namespace that was looked into. */
export interface Found {
  readonly namespace: string
  /** Whose it is; undefined if nobody asked for that part. */
  readonly owner: PartId | undefined
  readonly reading: Reading
  /** Only if the owner was asked for, and such namespaces have one. */
  readonly ruleset: Ruleset | undefined
}

/** The inventory of each part, of whatever it has in these namespaces. */
export function inventories(
  names: Names,
  parts: readonly PartId[],
  found: readonly Found[],
): ReadonlyMap<PartId, Inventory> {
  const shares = Map.groupBy(found.flatMap(sharesOf), share => share.part)
  return new Map(parts.map(part => [part, inventoryOf(names, shares.get(part) ?? [])]))
}

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

/** A device of WireGuard is one if it answers. */
function tunnelsIn(names: Names, shares: readonly Share[]): readonly Tunnel[] {
  const said = new Set(
    shares.flatMap(({ namespace, lines }) => lines.map(line => `${namespace} ${line.split(' keys ')[0]}`)),
  )
  return shares.flatMap(({ ends }) =>
    ends.flatMap(end => {
      const tunnel = tunnelAt(names, end.namespace, end)
      if (!tunnel) return []
      return said.has(`${tunnel.behind} tunnel ${tunnel.side} at ${endText(tunnel.end)}`) ? [tunnel] : []
    }),
  )
}

/** Each names the other as its peer. */
const isPair = (one: Device, other: Device): boolean =>
  one.peerIndex === other.index && other.peerIndex === one.index

const bare = ({ namespace, device }: End): End => ({ namespace, device })
