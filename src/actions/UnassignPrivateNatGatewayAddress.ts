import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { readAddresses } from './read-nat-gateway.ts'
import { findToReaddress, takeAddressesAway } from './readdress-nat-gateway.ts'

/**
 * Nothing has to be drained, so the time for it does not matter. Refuses: MissingParameter, InvalidParameterValue (not one of
 * its addresses), and as `findToReaddress` and `takeAddressesAway`.
 */
export const UnassignPrivateNatGatewayAddress: Decide<'UnassignPrivateNatGatewayAddress'> = (
  situation,
  input,
) => {
  const wanted = readAddresses(input.PrivateIpAddresses)
  if (wanted.length === 0) throw refuse('MissingParameter', 'privateIpAddress')
  const gateway = findToReaddress(situation, input.NatGatewayId, 'private')
  const going = wanted.map(({ at, text }) => {
    const found = gateway.addresses.find(one => one.privateAddress?.at === at)
    if (!found) throw refuse('InvalidParameterValue/not-on-nat', text, gateway.id)
    return found
  })
  return takeAddressesAway(situation, gateway, going)
}
