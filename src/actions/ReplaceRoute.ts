import { put } from '../model/network.ts'
import { routeTo, whyNotLocalTarget, whyNotReplaceRoute } from '../model/routes.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { destinationOf } from './route-destination.ts'
import { chooseTargetOrLocal, findTarget } from './route-target.ts'

/** `LocalTarget` restores a local route, whose target cannot be replaced yet: nothing changes. Refuses: what its parts refuse. */
export const ReplaceRoute: Decide<'ReplaceRoute'> = (situation, input) => {
  const { network } = situation
  const destination = destinationOf(situation, input)
  const chosen = chooseTargetOrLocal(input)
  const table = find(situation, 'route-table', input.RouteTableId, 'routeTableId')
  const target = chosen === 'local' ? undefined : findTarget(situation, chosen)
  const no = target
    ? whyNotReplaceRoute(network, { table, destination, target })
    : whyNotLocalTarget(network, table, destination)
  if (no) throw no
  const before = routeTo(network, table, destination)
  return { changes: before && target ? [put({ ...before, target })] : [], reply: {} }
}
