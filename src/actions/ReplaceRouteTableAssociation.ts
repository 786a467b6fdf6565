import { drop, put } from '../model/network.ts'
import { whyNotReassociate } from '../model/route-association.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { ASSOCIATED } from './show-route-table.ts'

/**
 * Gives a subnet, a gateway, or as the main one the VPC, another table; the association gets a new id. With the table it has
 * already nothing changes (what AWS does then is not documented). Refuses: InvalidAssociationID.NotFound,
 * InvalidRouteTableID.NotFound, what `whyNotReassociate` refuses.
 */
export const ReplaceRouteTableAssociation: Decide<'ReplaceRouteTableAssociation'> = (situation, input) => {
  const association = find(situation, 'route-table-association', input.AssociationId, 'associationId')
  const table = find(situation, 'route-table', input.RouteTableId, 'routeTableId')
  const no = whyNotReassociate(situation.network, association, table)
  if (no) throw no
  const same = association.routeTableId === table.id
  const next = same
    ? association
    : { ...association, id: situation.newId('rtbassoc'), routeTableId: table.id }
  return {
    changes: same ? [] : [drop(association), put(next)],
    reply: { NewAssociationId: next.id, AssociationState: ASSOCIATED },
  }
}
