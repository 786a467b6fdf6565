import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { readSecondary } from './read-nat-gateway.ts'
import { addAddresses, findToReaddress } from './readdress-nat-gateway.ts'

/** Refuses: as `readSecondary`, `findToReaddress` and `addAddresses`; MissingParameter. */
export const AssignPrivateNatGatewayAddress: Decide<'AssignPrivateNatGatewayAddress'> = (
  situation,
  input,
) => {
  const gateway = findToReaddress(situation, input.NatGatewayId, 'private')
  const more = readSecondary(
    { texts: input.PrivateIpAddresses, count: input.PrivateIpAddressCount },
    { texts: 'privateIpAddresses', count: 'privateIpAddressCount' },
  )
  if (more.secondary.length + more.secondaryCount === 0)
    throw refuse('MissingParameter/either', 'privateIpAddresses', 'privateIpAddressCount')
  return addAddresses(situation, gateway, { ...more, elastic: [] })
}
