/**
 * Managed prefix lists: named lists of blocks that routes and security group rules may name. Every change of the blocks
 * makes a new version, and older ones can be brought back. Source: VPC User Guide, "Managed prefix lists".
 */
import type { Cidr } from './cidr.ts'
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
