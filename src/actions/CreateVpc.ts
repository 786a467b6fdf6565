import { newVpc } from '../model/birth.ts'
import type { Cidr } from '../model/cidr.ts'
import { defaultDhcpOptionsOf } from '../model/default-vpc.ts'
import { put } from '../model/network.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Vpc } from '../model/vpc.ts'
import { whyNotVpcBlock } from '../model/vpc-blocks.ts'
import { amazonBlock, whyNotPools } from './address-pools.ts'
import type { Decide, Input } from './decide.ts'
import { readCidr } from './read-cidr.ts'
import { showNewVpc } from './show-vpc.ts'
import { tagsFor } from './tags.ts'
import { refuseUnsupported } from './unsupported.ts'

/**
 * Refuses: MissingParameter, InvalidParameterValue (not a block), InvalidVpc.Range, UnsupportedTenancy,
 * UnsupportedOperation (encryption controls), VpcLimitExceeded, and what `tagsFor`, `whyNotPools` and `amazonBlock` refuse.
 */
export const CreateVpc: Decide<'CreateVpc'> = (situation, input) => {
  const { network, caller, now, newId, quotas } = situation
  const place = placeOf(caller)
  const tags = tagsFor('vpc', input.TagSpecifications)
  refuseUnsupported(input, { VpcEncryptionControl: [] })
  const tenancy = tenancyOf(input)
  const block = blockOf(input)
  const ipv6 = amazonBlock(situation, input)
  const here = network.vpcs.count('place', placeKey(place))
  if (here >= quotas['vpcs-per-region']) throw refuse('VpcLimitExceeded')
  const dhcpOptionsId = defaultDhcpOptionsOf(network, place)
  const born = newVpc(
    { place, now, newId },
    { block, ipv6Blocks: ipv6 ? [ipv6] : [], tenancy, dhcpOptionsId, tags },
  )
  return { changes: born.map(put), reply: { Vpc: showNewVpc(born[0]) } }
}

/** `host` is a tenancy of instances, not of a VPC. */
function tenancyOf({ InstanceTenancy: tenancy = 'default' }: Input<'CreateVpc'>): Vpc['tenancy'] {
  if (tenancy !== 'default' && tenancy !== 'dedicated') throw refuse('UnsupportedTenancy', tenancy)
  return tenancy
}

function blockOf(input: Input<'CreateVpc'>): Cidr {
  const noPool = whyNotPools(input)
  if (noPool) throw noPool
  const block = readCidr(input.CidrBlock, 4, 'cidrBlock')
  const no = whyNotVpcBlock(block)
  if (no) throw no
  return block
}
