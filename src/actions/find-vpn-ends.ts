/** The ends of a VPN connection that a request names. */
import type { CustomerGateway } from '../model/customer-gateway.ts'
import { refuse } from '../model/refusals.ts'
import type { VpnGateway } from '../model/vpn-gateway.ts'
import type { Situation } from './decide.ts'
import { findVpn } from './find-vpn.ts'

interface Ends {
  readonly CustomerGatewayId?: string | undefined
  readonly VpnGatewayId?: string | undefined
  readonly TransitGatewayId?: string | undefined
  readonly VpnConcentratorId?: string | undefined
}

/**
 * The gateway on Amazon's side, if one is named. Transit gateways and VPN concentrators cannot be made, so none exists.
 * Refuses: InvalidParameterCombination, InvalidTransitGatewayID.NotFound, InvalidVpnConcentratorID.NotFound, as `findVpn`.
 */
export function findAmazonEnd(situation: Situation, ends: Ends): VpnGateway | undefined {
  const { VpnGatewayId: gateway, TransitGatewayId: transit, VpnConcentratorId: concentrator } = ends
  if ([gateway, transit, concentrator].filter(id => id !== undefined).length > 1)
    throw refuse(
      'InvalidParameterCombination/exactly-one',
      'of vpnGatewayId, transitGatewayId or vpnConcentratorId',
    )
  if (transit !== undefined) throw refuse('InvalidTransitGatewayID.NotFound', transit)
  if (concentrator !== undefined) throw refuse('InvalidVpnConcentratorID.NotFound', concentrator)
  return gateway === undefined ? undefined : findVpn(situation, 'vpn-gateway', gateway)
}

/** Refuses: as `findVpn`. */
export const findCustomerEnd = (situation: Situation, { CustomerGatewayId: id }: Ends): CustomerGateway =>
  findVpn(situation, 'customer-gateway', id)
