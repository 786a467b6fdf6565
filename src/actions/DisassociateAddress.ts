import { whyNotDisassociate } from '../model/address-rules.ts'
import { disassociated } from '../model/public-mapping.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { findAssociated, findPublic } from './find-address.ts'

/** Refuses: MissingParameter, InvalidAssociationID.NotFound, InvalidParameterValue (by the address itself), AuthFailure. */
export const DisassociateAddress: Decide<'DisassociateAddress'> = (situation, input) => {
  const { AssociationId: id, PublicIp: text } = input
  if (id === undefined && text !== undefined && findPublic(situation, text))
    throw refuse('InvalidParameterValue/association-to-unmap')
  if (id === undefined) throw refuse('MissingParameter', 'associationId')
  const elastic = findAssociated(situation, id)
  const no = whyNotDisassociate(situation.network, elastic)
  if (no) throw no
  return { changes: disassociated(situation.network, elastic, situation.now), reply: {} }
}
