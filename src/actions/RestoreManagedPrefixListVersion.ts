import { put } from '../model/network.ts'
import type { PrefixList } from '../model/prefix-list.ts'
import { whyNotCurrent, whyNotEntries } from '../model/prefix-list-rules.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { findOwnPrefixList } from './find-prefix-list.ts'
import { showPrefixList } from './show-prefix-list.ts'

/**
 * The entries of an earlier version become those of a new one. Refuses: as `findOwnPrefixList`, MissingParameter,
 * PrefixListVersionMismatch, InvalidPrefixListVersion.NotFound, PrefixListMaxEntriesExceeded (the list is smaller now).
 */
export const RestoreManagedPrefixListVersion: Decide<'RestoreManagedPrefixListVersion'> = (
  situation,
  input,
) => {
  const { PreviousVersion: previous, CurrentVersion: current } = input
  const list = findOwnPrefixList(situation, input.PrefixListId)
  if (previous === undefined) throw refuse('MissingParameter', 'previousVersion')
  if (current === undefined) throw refuse('MissingParameter', 'currentVersion')
  const entries = list.versions[previous - 1]
  const no =
    whyNotCurrent(list, current) ??
    (entries ? whyNotEntries(list, entries) : refuse('InvalidPrefixListVersion.NotFound', list.id, previous))
  if (no || !entries) throw no
  const restored: PrefixList = { ...list, versions: [...list.versions, entries], changedBy: 'restore' }
  return { changes: [put(restored)], reply: { PrefixList: showPrefixList(restored, 'restore-in-progress') } }
}
