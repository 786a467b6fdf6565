import { whyNotDeleteOptions } from '../model/dhcp-rules.ts'
import { drop } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Refuses: as `find`, DependencyViolation. */
export const DeleteDhcpOptions: Decide<'DeleteDhcpOptions'> = (situation, input) => {
  const set = find(situation, 'dhcp-options', input.DhcpOptionsId, 'dhcpOptionsId')
  const no = whyNotDeleteOptions(situation.network, set)
  if (no) throw no
  return { changes: [drop(set)], reply: {} }
}
