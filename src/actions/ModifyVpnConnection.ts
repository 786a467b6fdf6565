import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import { whyNotBetween, whyNotModifyConnection } from '../model/vpn-rules.ts'
import type { Decide } from './decide.ts'
import { findVpn } from './find-vpn.ts'
import { findAmazonEnd, findCustomerEnd } from './find-vpn-ends.ts'
import { showVpnConnection } from './show-vpn-connection.ts'

/**
 * Gives the connection another gateway at an end; `modifying` at first. Refuses: as `findVpn` and `findAmazonEnd`,
 * MissingParameter, InvalidVpnConnection.InvalidState, what `whyNotBetween` refuses.
 */
export const ModifyVpnConnection: Decide<'ModifyVpnConnection'> = (situation, input) => {
  const { network, now, quotas } = situation
  const { CustomerGatewayId, VpnGatewayId, TransitGatewayId } = input
  if ([CustomerGatewayId, VpnGatewayId, TransitGatewayId].every(id => id === undefined))
    throw refuse('MissingParameter/exactly-one', 'of customerGatewayId, vpnGatewayId or transitGatewayId')
  const connection = findVpn(situation, 'vpn-connection', input.VpnConnectionId)
  const customer = findCustomerEnd(situation, {
    CustomerGatewayId: CustomerGatewayId ?? connection.customerGatewayId,
  })
  const gateway = findAmazonEnd(situation, {
    VpnGatewayId: VpnGatewayId ?? (TransitGatewayId === undefined ? connection.vpnGatewayId : undefined),
    TransitGatewayId,
  })
  const no =
    whyNotModifyConnection(connection) ?? whyNotBetween(network, customer, gateway, quotas, connection)
  if (no) throw no
  const modified = {
    ...connection,
    customerGatewayId: customer.id,
    ...(gateway && { vpnGatewayId: gateway.id }),
    state: 'modifying',
    since: now,
  } as const
  return { changes: [put(modified)], reply: { VpnConnection: showVpnConnection(network, modified) } }
}
