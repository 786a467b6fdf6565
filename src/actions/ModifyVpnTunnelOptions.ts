import { put } from '../model/network.ts'
import { Refusal, refuse } from '../model/refusals.ts'
import { retuned } from '../model/vpn-connection-birth.ts'
import { whyNotModifyConnection } from '../model/vpn-rules.ts'
import type { Decide } from './decide.ts'
import { findVpn } from './find-vpn.ts'
import { readTunnel } from './read-tunnels.ts'
import { showVpnConnection } from './show-vpn-connection.ts'
import { refuseUnsupported } from './unsupported.ts'

/**
 * Changes the options of one of the two tunnels; `modifying` at first. Refuses: as `findVpn` and `readTunnel`,
 * MissingParameter, InvalidParameterValue, InvalidVpnConnection.InvalidState.
 */
export const ModifyVpnTunnelOptions: Decide<'ModifyVpnTunnelOptions'> = (situation, input) => {
  const { network, now } = situation
  const { VpnTunnelOutsideIpAddress: outside, TunnelOptions: given } = input
  if (outside === undefined) throw refuse('MissingParameter', 'vpnTunnelOutsideIpAddress')
  if (given === undefined) throw refuse('MissingParameter', 'tunnelOptions')
  refuseUnsupported(input, { PreSharedKeyStorage: ['Standard'] })
  const wish = readTunnel(given)
  const connection = findVpn(situation, 'vpn-connection', input.VpnConnectionId)
  const no = whyNotModifyConnection(connection)
  if (no) throw no
  const [first, second] = connection.tunnels
  const tunnel = [first, second].find(one => one.outside === outside)
  if (!tunnel) throw refuse('InvalidParameterValue/tunnel-address', outside, connection.id)
  const next = retuned(network, connection.vpnGatewayId, tunnel, wish)
  if (next instanceof Refusal) throw next
  const modified = {
    ...connection,
    tunnels: tunnel === first ? ([next, second] as const) : ([first, next] as const),
    state: 'modifying',
    since: now,
  } as const
  return { changes: [put(modified)], reply: { VpnConnection: showVpnConnection(network, modified) } }
}
