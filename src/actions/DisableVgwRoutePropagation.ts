import { put } from '../model/network.ts'
import { notPropagating } from '../model/route-propagation.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { findVpn } from './find-vpn.ts'

/** Where it is not enabled nothing changes (what AWS does then is not documented). Refuses: as `find`. */
export const DisableVgwRoutePropagation: Decide<'DisableVgwRoutePropagation'> = (situation, input) => {
  const gateway = findVpn(situation, 'vpn-gateway', input.GatewayId, 'gatewayId')
  const table = find(situation, 'route-table', input.RouteTableId, 'routeTableId')
  return {
    changes: table.propagates?.includes(gateway.id) ? [put(notPropagating(table, gateway))] : [],
    reply: {},
  }
}
