import { drop } from '../model/network.ts'
import { whyNotDisassociate } from '../model/route-association.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** The subnet goes back to the main table. Refuses: InvalidAssociationID.NotFound, InvalidParameterValue for the main one. */
export const DisassociateRouteTable: Decide<'DisassociateRouteTable'> = (situation, input) => {
  const association = find(situation, 'route-table-association', input.AssociationId, 'associationId')
  const no = whyNotDisassociate(association)
  if (no) throw no
  return { changes: [drop(association)], reply: {} }
}
