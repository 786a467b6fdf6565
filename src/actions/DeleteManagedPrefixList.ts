import { drop } from '../model/network.ts'
import { whyNotDeleteList } from '../model/prefix-list-rules.ts'
import type { Decide } from './decide.ts'
import { findOwnPrefixList } from './find-prefix-list.ts'
import { showPrefixList } from './show-prefix-list.ts'

/** Refuses: as `findOwnPrefixList`, DependencyViolation. */
export const DeleteManagedPrefixList: Decide<'DeleteManagedPrefixList'> = (situation, input) => {
  const list = findOwnPrefixList(situation, input.PrefixListId)
  const no = whyNotDeleteList(situation.network, list)
  if (no) throw no
  return { changes: [drop(list)], reply: { PrefixList: showPrefixList(list, 'delete-in-progress') } }
}
