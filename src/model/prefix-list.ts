/**
 * Managed prefix lists: named lists of blocks that routes and security group rules may name. Every change of the blocks
 * makes a new version, and older ones can be brought back. Source: VPC User Guide, "Managed prefix lists".
 */
import { amazonPrefixList } from './amazon-prefix-lists.ts'
import type { Cidr } from './cidr.ts'
import type { Network } from './network.ts'
import type { Owned } from './owned.ts'

export interface PrefixList extends Owned {
  readonly kind: 'prefix-list'
  readonly name: string
  readonly family: Cidr['version']
  /** How many rules or routes a reference to the list counts as. */
  readonly maxEntries: number
  /** The blocks of every version; the last is the current one, and the first has the number 1. */
  readonly versions: readonly [...(readonly (readonly PrefixListEntry[])[]), readonly PrefixListEntry[]]
  /** By which request it came to be as it is. */
  readonly changedBy: 'create' | 'modify' | 'restore'
  readonly createdAt: number
}

export interface PrefixListEntry {
  readonly cidr: Cidr
  readonly description?: string
}

export const entriesOf = (list: PrefixList): readonly PrefixListEntry[] =>
  list.versions[list.versions.length - 1] ?? []

/** The list of that id as a resource in a Region sees it: somebody's, or one of Amazon's own. */
export const prefixListIn = (network: Network, region: string, id: string): PrefixList | undefined =>
  network.prefixLists.get(id) ?? amazonPrefixList(region, id)

/** The blocks that a list means now; none if it is gone. */
export const blocksOfList = (network: Network, region: string, id: string): readonly Cidr[] => {
  const list = prefixListIn(network, region, id)
  return list ? entriesOf(list).map(entry => entry.cidr) : []
}
