import { put } from '../model/network.ts'
import { whyNotStaticRoute } from '../model/vpn-rules.ts'
import type { Decide } from './decide.ts'
import { findVpn } from './find-vpn.ts'
import { readCidr } from './read-cidr.ts'

/**
 * `pending` at first. A route that is there already is made again without a change (what AWS does then is not documented).
 * Refuses: as `findVpn`, InvalidParameterValue, InvalidVpnConnection.InvalidState, ….InvalidType, RouteLimitExceeded.
 */
export const CreateVpnConnectionRoute: Decide<'CreateVpnConnectionRoute'> = (situation, input) => {
  const destination = readCidr(input.DestinationCidrBlock, 4, 'destinationCidrBlock')
  const connection = findVpn(situation, 'vpn-connection', input.VpnConnectionId)
  if (connection.routes.some(route => route.destination.text === destination.text)) return { reply: {} }
  const no = whyNotStaticRoute(connection, situation.quotas)
  if (no) throw no
  const routes = [...connection.routes, { destination, state: 'pending' } as const]
  return { changes: [put({ ...connection, routes })], reply: {} }
}
