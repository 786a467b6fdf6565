import { drop, put } from '../model/network.ts'
import { newRoute } from '../model/route-table.ts'
import { routeTo, whyNotLocalTarget, whyNotReplaceRoute } from '../model/routes.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { destinationOf } from './route-destination.ts'
import { chooseTargetOrLocal, findTarget } from './route-target.ts'

/** A local route gets another target, which `LocalTarget` takes away again. Refuses: what its parts refuse. */
export const ReplaceRoute: Decide<'ReplaceRoute'> = (situation, input) => {
  const { network, now } = situation
  const destination = destinationOf(situation, input)
  const chosen = chooseTargetOrLocal(input)
  const table = find(situation, 'route-table', input.RouteTableId, 'routeTableId')
  const target = chosen === 'local' ? undefined : findTarget(situation, chosen)
  const no = target
    ? whyNotReplaceRoute(network, { table, destination, target })
    : whyNotLocalTarget(network, table, destination)
  if (no) throw no
  const before = routeTo(network, table, destination)
  if (target)
    return { changes: [put({ ...newRoute(table, destination, target, now), ...before, target })], reply: {} }
  return { changes: before ? [drop(before)] : [], reply: {} }
}
