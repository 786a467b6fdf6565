import { put } from '../model/network.ts'
import { deleted } from '../model/vpn-lifecycle.ts'
import { whyNotDeleteCustomerGateway } from '../model/vpn-rules.ts'
import type { Decide } from './decide.ts'
import { findVpn } from './find-vpn.ts'

/** Refuses: as `findVpn`, IncorrectState. */
export const DeleteCustomerGateway: Decide<'DeleteCustomerGateway'> = (situation, input) => {
  const gateway = findVpn(situation, 'customer-gateway', input.CustomerGatewayId)
  const no = whyNotDeleteCustomerGateway(situation.network, gateway)
  if (no) throw no
  return { changes: [put(deleted(gateway, situation.now))], reply: {} }
}
