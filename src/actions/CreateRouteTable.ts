import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { showRouteTable } from './show-route-table.ts'
import { tagsFor } from './tags.ts'

/** Refuses: InvalidVpcID.NotFound, RouteTableLimitExceeded, and what `tagsFor` refuses. */
export const CreateRouteTable: Decide<'CreateRouteTable'> = (situation, input) => {
  const { network, caller, now, newId, quotas } = situation
  const tags = tagsFor('route-table', input.TagSpecifications)
  const vpc = find(situation, 'vpc', input.VpcId)
  if (network.routeTables.count('vpc', vpc.id) >= quotas['route-tables-per-vpc'])
    throw refuse('RouteTableLimitExceeded')
  const table = {
    kind: 'route-table',
    id: newId('rtb'),
    ...placeOf(caller),
    vpcId: vpc.id,
    createdAt: now,
    tags,
  } as const
  return {
    changes: [put(table)],
    reply: { RouteTable: showRouteTable(network, table), ClientToken: input.ClientToken },
  }
}
