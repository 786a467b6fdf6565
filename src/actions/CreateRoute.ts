import { put } from '../model/network.ts'
import { newRoute } from '../model/route-table.ts'
import { routeTo, whyNotCreateRoute } from '../model/routes.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { destinationOf } from './route-destination.ts'
import { chooseTarget, findTarget } from './route-target.ts'

/** A route that is there already, with the same target, is made again without a change. Refuses: what its parts refuse. */
export const CreateRoute: Decide<'CreateRoute'> = (situation, input) => {
  const { network, now, quotas } = situation
  const destination = destinationOf(situation, input)
  const chosen = chooseTarget(input)
  const table = find(situation, 'route-table', input.RouteTableId, 'routeTableId')
  const target = findTarget(situation, chosen)
  const no = whyNotCreateRoute(network, { table, destination, target }, quotas['routes-per-table'])
  if (no) throw no
  if (routeTo(network, table, destination)) return { reply: { Return: true } }
  return { changes: [put(newRoute(table, destination, target, now))], reply: { Return: true } }
}
