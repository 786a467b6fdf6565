import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { findToReaddress, takeAddressesAway } from './readdress-nat-gateway.ts'

/**
 * Nothing has to be drained, so the time for it does not matter. Refuses: MissingParameter, InvalidAssociationID.NotFound, and
 * as `findToReaddress` and `takeAddressesAway`.
 */
export const DisassociateNatGatewayAddress: Decide<'DisassociateNatGatewayAddress'> = (situation, input) => {
  const ids = new Set(input.AssociationIds)
  if (ids.size === 0) throw refuse('MissingParameter', 'associationId')
  const gateway = findToReaddress(situation, input.NatGatewayId, 'public')
  const going = [...ids].map(id => {
    const found = gateway.addresses.find(one => one.elastic?.associationId === id)
    if (!found) throw refuse('InvalidAssociationID.NotFound', id)
    return found
  })
  return takeAddressesAway(situation, gateway, going)
}
