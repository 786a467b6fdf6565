import { drop } from '../model/network.ts'
import { whyNotDeleteRouteTable } from '../model/route-association.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Its routes go with it. Refuses: InvalidRouteTableId.Malformed, InvalidRouteTableID.NotFound, DependencyViolation. */
export const DeleteRouteTable: Decide<'DeleteRouteTable'> = (situation, input) => {
  const { network } = situation
  const table = find(situation, 'route-table', input.RouteTableId, 'routeTableId')
  const no = whyNotDeleteRouteTable(network, table)
  if (no) throw no
  return { changes: [...network.routes.where('table', table.id), table].map(drop), reply: {} }
}
