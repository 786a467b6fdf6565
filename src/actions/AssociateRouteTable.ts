import { whyNotAssociateGateway } from '../model/edge-association.ts'
import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import { whyNotAssociate } from '../model/route-association.ts'
import type { RouteTable, RouteTableAssociation } from '../model/route-table.ts'
import type { Decide, Situation } from './decide.ts'
import { exactlyOne } from './exactly-one.ts'
import { find } from './find.ts'
import { findGateway } from './route-target.ts'
import { ASSOCIATED } from './show-route-table.ts'

/**
 * For a subnet or, as an edge association, for a gateway. Refuses: as `find` and `findGateway`, what `whyNotAssociate` and
 * `whyNotAssociateGateway` refuse, InvalidPublicIpv4PoolID.NotFound.
 */
export const AssociateRouteTable: Decide<'AssociateRouteTable'> = (situation, input) => {
  const { caller, newId } = situation
  const member = exactlyOne(input, ['SubnetId', 'GatewayId', 'PublicIpv4Pool'], 'of subnetId or gatewayId')
  const table = find(situation, 'route-table', input.RouteTableId, 'routeTableId')
  const served = serve[member](situation, table, input[member] as string)
  const association = {
    kind: 'route-table-association',
    id: newId('rtbassoc'),
    ...placeOf(caller),
    vpcId: table.vpcId,
    routeTableId: table.id,
    ...served,
    tags: {},
  } as const
  return {
    changes: [put(association)],
    reply: { AssociationId: association.id, AssociationState: ASSOCIATED },
  }
}

type Member = 'SubnetId' | 'GatewayId' | 'PublicIpv4Pool'
type Served = Pick<RouteTableAssociation, 'subnetId' | 'gatewayId'>

/** Request member → what the table is to serve; refuses. There are no pools. */
const serve: Readonly<Record<Member, (s: Situation, table: RouteTable, id: string) => Served>> = {
  SubnetId: (situation, table, id) => {
    const subnet = find(situation, 'subnet', id)
    const no = whyNotAssociate(situation.network, table, subnet)
    if (no) throw no
    return { subnetId: subnet.id }
  },
  GatewayId: (situation, table, id) => {
    const gateway = findGateway(situation, id)
    const no = whyNotAssociateGateway(situation.network, table, gateway)
    if (no) throw no
    return { gatewayId: gateway.id }
  },
  PublicIpv4Pool: (_, __, id) => {
    throw refuse('InvalidPublicIpv4PoolID.NotFound', id)
  },
}
