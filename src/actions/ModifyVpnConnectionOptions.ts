import { put } from '../model/network.ts'
import { whyNotModifyConnection } from '../model/vpn-rules.ts'
import type { Decide } from './decide.ts'
import { findVpn } from './find-vpn.ts'
import { readNetwork } from './read-tunnels.ts'
import { showVpnConnection } from './show-vpn-connection.ts'
import { refuseUnsupported } from './unsupported.ts'

/** `modifying` at first. Refuses: as `findVpn`, UnsupportedOperation, InvalidParameterValue, InvalidVpnConnection.InvalidState. */
export const ModifyVpnConnectionOptions: Decide<'ModifyVpnConnectionOptions'> = (situation, input) => {
  refuseUnsupported(input, {
    LocalIpv6NetworkCidr: [],
    RemoteIpv6NetworkCidr: [],
    TunnelBandwidth: ['standard'],
  })
  const local = readNetwork(input.LocalIpv4NetworkCidr, 'localIpv4NetworkCidr')
  const remote = readNetwork(input.RemoteIpv4NetworkCidr, 'remoteIpv4NetworkCidr')
  const connection = findVpn(situation, 'vpn-connection', input.VpnConnectionId)
  const no = whyNotModifyConnection(connection)
  if (no) throw no
  const { options } = connection
  const modified = {
    ...connection,
    options: {
      ...options,
      localCidr: local ?? options.localCidr,
      remoteCidr: remote ?? options.remoteCidr,
    },
    state: 'modifying',
    since: situation.now,
  } as const
  const shown = showVpnConnection(situation.network, modified)
  return { changes: [put(modified)], reply: { VpnConnection: shown } }
}
