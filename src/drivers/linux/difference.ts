/** What has to come and what has to go: a part as it should be beside the part as it is. */
import type { PartId } from '../../fabric/fabric.ts'
import { type Cable, type End, endText, type Inventory, NOTHING, type Tunnel } from './inventory.ts'
import type { Observed } from './observe.ts'
import { owns } from './ownership.ts'

export interface Difference {
  readonly part: PartId
  readonly wanted: Inventory
  readonly found: Inventory
  readonly registered: readonly string[]
  /** Namespaces of its own that go, and those that come. One that is there but could not be looked into does both. */
  readonly dismissed: readonly string[]
  readonly founded: readonly string[]
  /** The cables and tunnels that go, by their ends: both, or the one that is there. */
  readonly unplugged: readonly (readonly End[])[]
  readonly plugged: readonly Cable[]
  readonly begun: readonly Tunnel[]
}

/** What goes, of all parts: the cable of one may carry routes of another. */
export interface Going {
  readonly namespaces: ReadonlySet<string>
  /** As `endText` writes them. */
  readonly devices: ReadonlySet<string>
}

export function compare(part: PartId, wanted: Inventory, observed: Observed): Difference {
  const found = observed.inventories.get(part) ?? NOTHING
  const registered = observed.registered.get(part) ?? []
  const own = [...new Set([...wanted.namespaces, ...registered, ...found.namespaces])].filter(one =>
    owns(part, one),
  )
  const unsound = own.filter(one => !(wanted.namespaces.has(one) && found.namespaces.has(one)))
  return {
    part,
    wanted,
    found,
    registered,
    dismissed: unsound.filter(one => observed.existing.has(one)),
    founded: unsound.filter(one => wanted.namespaces.has(one)),
    unplugged: [
      ...missing(found.cables, wanted.cables).map(cable => cable.ends),
      ...missing(found.tunnels, wanted.tunnels).map(tunnel => [tunnel.end]),
      ...found.strays.map(end => [end]),
    ],
    plugged: missing(wanted.cables, found.cables),
    begun: missing(wanted.tunnels, found.tunnels),
  }
}

/** What one has and the other does not. */
const missing = <T>(one: ReadonlyMap<string, T>, other: ReadonlyMap<string, T>): readonly T[] =>
  [...one].filter(([text]) => !other.has(text)).map(([, thing]) => thing)

export const goingIn = (differences: readonly Difference[]): Going => ({
  namespaces: new Set(differences.flatMap(difference => difference.dismissed)),
  devices: new Set(differences.flatMap(difference => difference.unplugged.flat()).map(endText)),
})
