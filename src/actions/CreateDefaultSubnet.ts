import { DEFAULT_SUBNET_PREFIX, newSubnet } from '../model/birth.ts'
import { type Cidr, nthBlock, overlaps } from '../model/cidr.ts'
import { defaultAclOf, defaultSubnetOf, defaultVpcOf } from '../model/default-vpc.ts'
import { type Network, put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import { whyNotOneMoreSubnet } from '../model/subnet-blocks.ts'
import type { Vpc } from '../model/vpc.ts'
import type { Decide } from './decide.ts'
import { findSubnetZone } from './find-subnet-zone.ts'
import { showNewSubnet } from './show-subnet.ts'
import { refuseUnsupported } from './unsupported.ts'

/**
 * The default subnet of a zone again, in the first free block of the default VPC. Refuses: MissingParameter,
 * InvalidParameterValue (zone), DefaultVpcDoesNotExist, DefaultSubnetAlreadyExistsInAvailabilityZone,
 * SubnetLimitExceeded, InsufficientCidrBlocks, UnsupportedOperation (IPv6 only).
 */
export const CreateDefaultSubnet: Decide<'CreateDefaultSubnet'> = (situation, input) => {
  const { network, caller, now, newId, quotas } = situation
  if (input.AvailabilityZone === undefined && input.AvailabilityZoneId === undefined)
    throw refuse('MissingParameter', 'availabilityZone')
  const zone = findSubnetZone(situation, input)
  refuseUnsupported(input, { Ipv6Native: [false] })
  const place = placeOf(caller)
  const vpc = defaultVpcOf(network, place)
  if (!vpc) throw refuse('DefaultVpcDoesNotExist')
  const there = defaultSubnetOf(network, vpc, zone)
  if (there) throw refuse('DefaultSubnetAlreadyExistsInAvailabilityZone', there.id, zone)
  const no = whyNotOneMoreSubnet(network, vpc, quotas)
  if (no) throw no
  const block = freeBlock(network, vpc)
  if (!block) throw refuse('InsufficientCidrBlocks', DEFAULT_SUBNET_PREFIX)
  const networkAclId = defaultAclOf(network, vpc).id
  const born = newSubnet(
    { place, now, newId },
    { vpcId: vpc.id, zone, cidr: block, networkAclId, isDefault: true },
  )
  return { changes: born.map(put), reply: { Subnet: showNewSubnet(network, born[0]) } }
}

/** The first block of the size of default subnets that no subnet of the VPC meets. */
function freeBlock(network: Network, { id, blocks: [primary] }: Vpc): Cidr | undefined {
  const taken = network.subnets.where('vpc', id).map(subnet => subnet.cidr)
  const all = Array.from({ length: 2 ** (DEFAULT_SUBNET_PREFIX - primary.cidr.prefix) }, (_, n) =>
    nthBlock(primary.cidr, DEFAULT_SUBNET_PREFIX, n),
  )
  return all.find(block => !taken.some(other => overlaps(other, block)))
}
