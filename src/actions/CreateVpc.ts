import { newVpc } from '../model/birth.ts'
import { put } from '../model/network.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import { whyNotVpcBlock } from '../model/vpc-blocks.ts'
import { amazonBlock, withoutPools } from './address-pools.ts'
import type { Decide, Input } from './decide.ts'
import { readCidr } from './read-cidr.ts'
import { showNewVpc } from './show-vpc.ts'
import { tagsFor } from './tags.ts'

/**
 * Refuses: MissingParameter, InvalidParameterValue (not a block), InvalidVpc.Range, UnsupportedTenancy,
 * UnsupportedOperation (encryption controls), VpcLimitExceeded, and what `tagsFor`, `withoutPools` and `amazonBlock` refuse.
 */
export const CreateVpc: Decide<'CreateVpc'> = (situation, input) => {
  const { network, caller, now, newId, quotas } = situation
  const place = placeOf(caller)
  const tags = tagsFor('vpc', input.TagSpecifications)
  withoutPools(input)
  if (input.VpcEncryptionControl) throw refuse('UnsupportedOperation/vpc-encryption')
  const tenancy = tenancyOf(input)
  const block = readCidr(input.CidrBlock, 4, 'cidrBlock')
  const no = whyNotVpcBlock(block)
  if (no) throw no
  const ipv6 = amazonBlock(situation, input)
  const here = network.vpcs.count('place', placeKey(place))
  if (here >= quotas['vpcs-per-region']) throw refuse('VpcLimitExceeded')
  const born = newVpc({ place, now, newId }, { block, ipv6Blocks: ipv6 ? [ipv6] : [], tenancy, tags })
  return { changes: born.map(put), reply: { Vpc: showNewVpc(born[0]) } }
}

/** `host` is a tenancy of instances, not of a VPC. */
function tenancyOf({ InstanceTenancy: tenancy = 'default' }: Input<'CreateVpc'>): 'default' | 'dedicated' {
  if (tenancy !== 'default' && tenancy !== 'dedicated') throw refuse('UnsupportedTenancy', tenancy)
  return tenancy
}
