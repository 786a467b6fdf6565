import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { findVpn } from './find-vpn.ts'

/** `deleting` at first; its routes are not propagated any more. Refuses: as `findVpn`. */
export const DeleteVpnConnection: Decide<'DeleteVpnConnection'> = (situation, input) => {
  const connection = findVpn(situation, 'vpn-connection', input.VpnConnectionId)
  return {
    changes: [put({ ...connection, state: 'deleting', routes: [], since: situation.now })],
    reply: {},
  }
}
