/**
 * DNS resolution of one side of a peering. What it was before any mesh came follows from the marks, and that is what it becomes
 * again when no mesh wants it otherwise.
 */
import { placeKey } from '../model/owned.ts'
import type { SideName } from '../model/peering.ts'
import type { SeenPeering } from './landscape.ts'
import { othersSwitched, switchedIn } from './marks.ts'

export interface SeenSwitch {
  /** AllowDnsResolutionFromRemoteVpc, as it is. */
  readonly now: boolean
  /** To what this mesh has switched it, and to what other meshes have; absent: they have not. */
  readonly own?: boolean
  readonly others?: boolean
}

export interface SwitchDeed {
  readonly to: boolean
  /** What the mark says from then on: to what the mesh switched it; absent: no mark. */
  readonly mark?: boolean
}

/** `wanted` absent: nothing is said about it, and what the mesh did is undone if the wish prunes. */
export function switchDeed(seen: SeenSwitch, wanted: boolean | undefined, prunes: boolean): SwitchDeed {
  const { now, own, others } = seen
  const switched = own ?? others
  const original = switched === undefined ? now : !switched
  if (wanted !== undefined) return wanted === original ? { to: wanted } : { to: wanted, mark: wanted }
  if (!prunes) return own === undefined ? { to: now } : { to: now, mark: own }
  return { to: own === undefined || others !== undefined ? now : original }
}

/** The same of a side of a peering that is there. */
export function sideDeed(
  mesh: string,
  peering: SeenPeering,
  side: SideName,
  wanted: boolean | undefined,
  prunes: boolean,
): SwitchDeed {
  const tags = peering.tags[placeKey(peering[side])] ?? {}
  const own = switchedIn(tags, mesh)[side]
  const others = othersSwitched(tags, mesh)[side]
  return switchDeed({ now: peering[side].dnsResolution, own, others }, wanted, prunes)
}
