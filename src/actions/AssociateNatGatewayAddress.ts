import { whyNotUse } from '../model/nat-gateway-rules.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { findAllocationsForNat } from './find-address.ts'
import { pairedWith, readAddresses } from './read-nat-gateway.ts'
import { addAddresses, findToReaddress } from './readdress-nat-gateway.ts'
import { refuseUnsupported } from './unsupported.ts'

/**
 * Secondary elastic addresses for a public gateway, each with a private one. Refuses: UnsupportedOperation (regional
 * gateways), MissingParameter, InvalidElasticIpID.NotFound, Resource.AlreadyAssociated, InvalidParameterCombination, and as
 * `findToReaddress` and `addAddresses`.
 */
export const AssociateNatGatewayAddress: Decide<'AssociateNatGatewayAddress'> = (situation, input) => {
  refuseUnsupported(input, { AvailabilityZone: [], AvailabilityZoneId: [] })
  const { AllocationIds: ids = [], PrivateIpAddresses: texts } = input
  if (ids.length === 0) throw refuse('MissingParameter', 'allocationId')
  const gateway = findToReaddress(situation, input.NatGatewayId, 'public')
  const elastic = findAllocationsForNat(situation, ids)
  const no = whyNotUse(elastic)
  if (no) throw no
  return addAddresses(situation, gateway, { ...pairedWith(elastic.length, readAddresses(texts)), elastic })
}
