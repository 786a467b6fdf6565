import { put } from '../model/network.ts'
import { propagating, whyNotPropagate } from '../model/route-propagation.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { findVpn } from './find-vpn.ts'

/** Refuses: as `find`, Gateway.NotAttached, InvalidParameterValue for the table of a gateway. */
export const EnableVgwRoutePropagation: Decide<'EnableVgwRoutePropagation'> = (situation, input) => {
  const gateway = findVpn(situation, 'vpn-gateway', input.GatewayId, 'gatewayId')
  const table = find(situation, 'route-table', input.RouteTableId, 'routeTableId')
  const no = whyNotPropagate(situation.network, gateway, table)
  if (no) throw no
  return { changes: [put(propagating(table, gateway))], reply: {} }
}
