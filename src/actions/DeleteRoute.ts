import { drop } from '../model/network.ts'
import { routeTo, whyNotDeleteRoute } from '../model/routes.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { destinationOf } from './route-destination.ts'

/** Refuses: InvalidRoute.NotFound, InvalidParameterValue for a local route, and what its parts refuse. */
export const DeleteRoute: Decide<'DeleteRoute'> = (situation, input) => {
  const { network } = situation
  const destination = destinationOf(situation, input)
  const table = find(situation, 'route-table', input.RouteTableId, 'routeTableId')
  const no = whyNotDeleteRoute(network, table, destination)
  if (no) throw no
  const route = routeTo(network, table, destination)
  return { changes: route ? [drop(route)] : [], reply: {} }
}
