import { put } from '../model/network.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import type { PrefixList } from '../model/prefix-list.ts'
import { whyNotEntries, whyNotListName, whyNotSize } from '../model/prefix-list-rules.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { readEntries } from './read-entries.ts'
import { showPrefixList } from './show-prefix-list.ts'
import { tagsFor } from './tags.ts'

const FAMILIES: Readonly<Record<string, PrefixList['family']>> = { IPv4: 4, IPv6: 6 }

/**
 * Refuses: MissingParameter, InvalidParameterValue, PrefixListMaxEntriesExceeded, InvalidPrefixListModification,
 * PrefixListLimitExceeded, and what `tagsFor` refuses.
 */
export const CreateManagedPrefixList: Decide<'CreateManagedPrefixList'> = (situation, input) => {
  const { network, caller, now, newId, quotas } = situation
  const { PrefixListName: name, MaxEntries: maxEntries, AddressFamily: familyName } = input
  if (name === undefined) throw refuse('MissingParameter', 'prefixListName')
  if (maxEntries === undefined) throw refuse('MissingParameter', 'maxEntries')
  if (familyName === undefined) throw refuse('MissingParameter', 'addressFamily')
  const tags = tagsFor('prefix-list', input.TagSpecifications)
  const family = Object.hasOwn(FAMILIES, familyName) ? FAMILIES[familyName] : undefined
  if (!family) throw refuse('InvalidParameterValue/address-family', familyName)
  const entries = readEntries(input.Entries)
  const no =
    whyNotListName(name) ?? whyNotSize(maxEntries, quotas) ?? whyNotEntries({ family, maxEntries }, entries)
  if (no) throw no
  const place = placeOf(caller)
  if (network.prefixLists.count('place', placeKey(place)) >= quotas['prefix-lists-per-region'])
    throw refuse('PrefixListLimitExceeded')
  const list: PrefixList = {
    kind: 'prefix-list',
    id: newId('pl'),
    ...place,
    name,
    family,
    maxEntries,
    versions: [entries],
    changedBy: 'create',
    createdAt: now,
    tags,
  }
  return { changes: [put(list)], reply: { PrefixList: showPrefixList(list, 'create-in-progress') } }
}
