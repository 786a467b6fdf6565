import { put } from '../model/network.ts'
import { deleted } from '../model/vpn-lifecycle.ts'
import { whyNotDeleteVpnGateway } from '../model/vpn-rules.ts'
import type { Decide } from './decide.ts'
import { findVpn } from './find-vpn.ts'

/** Routes to it stay, as blackholes. Refuses: as `findVpn`, IncorrectState. */
export const DeleteVpnGateway: Decide<'DeleteVpnGateway'> = (situation, input) => {
  const gateway = findVpn(situation, 'vpn-gateway', input.VpnGatewayId)
  const no = whyNotDeleteVpnGateway(situation.network, gateway)
  if (no) throw no
  return { changes: [put(deleted(gateway, situation.now))], reply: {} }
}
