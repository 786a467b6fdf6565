import { NO_DHCP_OPTIONS } from '../model/dhcp-options.ts'
import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** `default` leaves the VPC without any. Refuses: as `find`. */
export const AssociateDhcpOptions: Decide<'AssociateDhcpOptions'> = (situation, input) => {
  const { DhcpOptionsId: id } = input
  const dhcpOptionsId = id === NO_DHCP_OPTIONS ? id : find(situation, 'dhcp-options', id, 'dhcpOptionsId').id
  const vpc = find(situation, 'vpc', input.VpcId)
  return { changes: [put({ ...vpc, dhcpOptionsId })], reply: {} }
}
