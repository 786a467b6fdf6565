import { put } from '../model/network.ts'
import type { PrefixList } from '../model/prefix-list.ts'
import {
  changedEntries,
  whyNotChangeEntries,
  whyNotCurrent,
  whyNotListName,
  whyNotResize,
} from '../model/prefix-list-rules.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide, Input, Situation } from './decide.ts'
import { findOwnPrefixList } from './find-prefix-list.ts'
import { readBlock, readEntries } from './read-entries.ts'
import { showPrefixList } from './show-prefix-list.ts'
import { refuseUnsupported } from './unsupported.ts'

/**
 * Other entries make a new version, from the one that the request must name; another name or size does not.
 * Refuses: as `findOwnPrefixList`, MissingParameter, InvalidParameterValue, InvalidParameterCombination,
 * PrefixListVersionMismatch, InvalidPrefixListModification, PrefixListMaxEntriesExceeded, UnsupportedOperation (IPAM), and the
 * quotas of what names it.
 */
export const ModifyManagedPrefixList: Decide<'ModifyManagedPrefixList'> = (situation, input) => {
  refuseUnsupported(input, { IpamPrefixListResolverSyncEnabled: [false] })
  const list = findOwnPrefixList(situation, input.PrefixListId)
  if (input.CurrentVersion !== undefined) throwIf(whyNotCurrent(list, input.CurrentVersion))
  const changed = {
    ...list,
    ...renamed(input),
    ...resized(situation, list, input),
    ...rewritten(list, input),
  }
  const modified: PrefixList = { ...changed, changedBy: 'modify' }
  return { changes: [put(modified)], reply: { PrefixList: showPrefixList(modified, 'modify-in-progress') } }
}

type Request = Input<'ModifyManagedPrefixList'>

function renamed({ PrefixListName: name }: Request): Pick<PrefixList, 'name'> | undefined {
  if (name === undefined) return undefined
  throwIf(whyNotListName(name))
  return { name }
}

const changesEntries = ({ AddEntries: add, RemoveEntries: remove }: Request): boolean =>
  [...(add ?? []), ...(remove ?? [])].length > 0

function resized(
  { network, quotas }: Situation,
  list: PrefixList,
  input: Request,
): Pick<PrefixList, 'maxEntries'> | undefined {
  const { MaxEntries: maxEntries } = input
  if (maxEntries === undefined) return undefined
  if (changesEntries(input)) throw refuse('InvalidParameterCombination/entries-and-size')
  throwIf(whyNotResize(network, list, maxEntries, quotas))
  return { maxEntries }
}

function rewritten(list: PrefixList, input: Request): Pick<PrefixList, 'versions'> | undefined {
  if (!changesEntries(input)) return undefined
  if (input.CurrentVersion === undefined) throw refuse('MissingParameter', 'currentVersion')
  const change = {
    add: readEntries(input.AddEntries),
    remove: (input.RemoveEntries ?? []).map(entry => readBlock(entry.Cidr).text),
  }
  throwIf(whyNotChangeEntries(list, change))
  return { versions: [...list.versions, changedEntries(list, change)] }
}

function throwIf(no: Error | undefined): void {
  if (no) throw no
}
