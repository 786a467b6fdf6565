import { whyNotDeleteEntry, withoutEntry } from '../model/acl-change.ts'
import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { readEntryPlace } from './read-acl-entry.ts'

/** Refuses: as `find` and `readEntryPlace`, InvalidParameterValue (number), InvalidNetworkAclEntry.NotFound. */
export const DeleteNetworkAclEntry: Decide<'DeleteNetworkAclEntry'> = (situation, input) => {
  const place = readEntryPlace(input)
  const acl = find(situation, 'network-acl', input.NetworkAclId, 'networkAclId')
  const no = whyNotDeleteEntry(acl, place)
  if (no) throw no
  return { changes: [put(withoutEntry(acl, place))], reply: {} }
}
