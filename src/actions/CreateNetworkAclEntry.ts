import { whyNotAddEntry, withEntry } from '../model/acl-change.ts'
import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { readAclEntry } from './read-acl-entry.ts'

/**
 * Refuses: as `find` and `readAclEntry`, InvalidParameterValue (number), NetworkAclEntryAlreadyExists,
 * NetworkAclEntryLimitExceeded.
 */
export const CreateNetworkAclEntry: Decide<'CreateNetworkAclEntry'> = (situation, input) => {
  const entry = readAclEntry(input)
  const acl = find(situation, 'network-acl', input.NetworkAclId, 'networkAclId')
  const no = whyNotAddEntry(acl, entry, situation.quotas)
  if (no) throw no
  return { changes: [put(withEntry(acl, entry))], reply: {} }
}
