import { entriesOf } from '../model/prefix-list.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { page } from './describe.ts'
import { findPrefixList } from './find-prefix-list.ts'
import { showEntry } from './show-prefix-list.ts'

/** Of the version asked for, else of the current one. Refuses: as `findPrefixList`, InvalidPrefixListVersion.NotFound, InvalidNextToken. */
export const GetManagedPrefixListEntries: Decide<'GetManagedPrefixListEntries'> = (situation, input) => {
  const { TargetVersion: version } = input
  const list = findPrefixList(situation, input.PrefixListId)
  const entries = version === undefined ? entriesOf(list) : list.versions[version - 1]
  if (!entries) throw refuse('InvalidPrefixListVersion.NotFound', list.id, version ?? 0)
  const rows = entries.map(entry => ({ id: entry.cidr.text, shown: showEntry(entry) }))
  const { found, NextToken } = page(rows, input)
  return { reply: { Entries: found.map(row => row.shown), NextToken } }
}
