import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import { whyNotModifyConnection } from '../model/vpn-rules.ts'
import type { Decide } from './decide.ts'
import { findVpn } from './find-vpn.ts'
import { readCidr } from './read-cidr.ts'

/** `deleting` at first. Refuses: as `findVpn`, InvalidParameterValue, InvalidVpnConnection.InvalidState, InvalidRoute.NotFound. */
export const DeleteVpnConnectionRoute: Decide<'DeleteVpnConnectionRoute'> = (situation, input) => {
  const { text } = readCidr(input.DestinationCidrBlock, 4, 'destinationCidrBlock')
  const connection = findVpn(situation, 'vpn-connection', input.VpnConnectionId)
  const no = whyNotModifyConnection(connection)
  if (no) throw no
  if (!connection.routes.some(route => route.destination.text === text))
    throw refuse('InvalidRoute.NotFound/vpn', text, connection.id)
  const routes = connection.routes.map(route =>
    route.destination.text === text ? ({ ...route, state: 'deleting' } as const) : route,
  )
  return { changes: [put({ ...connection, routes })], reply: {} }
}
