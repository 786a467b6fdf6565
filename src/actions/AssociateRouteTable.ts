import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import { whyNotAssociate } from '../model/route-association.ts'
import type { Subnet } from '../model/subnet.ts'
import type { Decide, Input, Situation } from './decide.ts'
import { exactlyOne } from './exactly-one.ts'
import { find } from './find.ts'
import { findGateway } from './route-target.ts'
import { ASSOCIATED } from './show-route-table.ts'

/** Refuses: what `served` and `whyNotAssociate` refuse, InvalidRouteTableId.Malformed, InvalidRouteTableID.NotFound. */
export const AssociateRouteTable: Decide<'AssociateRouteTable'> = (situation, input) => {
  const { network, caller, newId } = situation
  const member = exactlyOne(input, ['SubnetId', 'GatewayId', 'PublicIpv4Pool'], 'of subnetId or gatewayId')
  const table = find(situation, 'route-table', input.RouteTableId, 'routeTableId')
  const subnet = served[member](situation, input[member] as string)
  const no = whyNotAssociate(network, table, subnet)
  if (no) throw no
  const association = {
    kind: 'route-table-association',
    id: newId('rtbassoc'),
    ...placeOf(caller),
    vpcId: table.vpcId,
    routeTableId: table.id,
    subnetId: subnet.id,
    tags: {},
  } as const
  return {
    changes: [put(association)],
    reply: { AssociationId: association.id, AssociationState: ASSOCIATED },
  }
}

type Served = 'SubnetId' | 'GatewayId' | 'PublicIpv4Pool'

/** Request member → what the table is to serve; refuses. Gateways have no route tables yet, and there are no pools. */
const served: Readonly<
  Record<Served & keyof Input<'AssociateRouteTable'>, (s: Situation, id: string) => Subnet>
> = {
  SubnetId: (situation, id) => find(situation, 'subnet', id),
  GatewayId: (situation, id) => {
    findGateway(situation, id)
    throw refuse('UnsupportedOperation/edge-association')
  },
  PublicIpv4Pool: (_, id) => {
    throw refuse('InvalidPublicIpv4PoolID.NotFound', id)
  },
}
