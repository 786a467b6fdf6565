import { fromAmazonPool } from '../model/amazon-ipv6.ts'
import { newSubnet } from '../model/birth.ts'
import type { Cidr } from '../model/cidr.ts'
import { defaultAclOf } from '../model/default-vpc.ts'
import { type Network, put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { whyNotOneMoreSubnet, whyNotSubnetBlock } from '../model/subnet-blocks.ts'
import type { Vpc } from '../model/vpc.ts'
import { whyNotPools } from './address-pools.ts'
import type { Decide, Input } from './decide.ts'
import { find } from './find.ts'
import { findSubnetZone } from './find-subnet-zone.ts'
import { readCidr } from './read-cidr.ts'
import { showNewSubnet } from './show-subnet.ts'
import { tagsFor } from './tags.ts'
import { refuseUnsupported } from './unsupported.ts'

/**
 * Refuses: as `find`, `tagsFor`, `whyNotPools` and `readCidr`; UnsupportedOperation (IPv6 only, Outposts),
 * InvalidParameterValue and InvalidParameterCombination (zone), InvalidSubnet.Range, InvalidSubnet.Conflict,
 * SubnetLimitExceeded.
 */
export const CreateSubnet: Decide<'CreateSubnet'> = (situation, input) => {
  const { network, caller, now, newId, quotas } = situation
  const tags = tagsFor('subnet', input.TagSpecifications)
  const vpc = find(situation, 'vpc', input.VpcId)
  const zone = findSubnetZone(situation, input)
  const { cidr, ipv6 } = blocksOf(input)
  const no =
    whyNotBlocks(network, vpc, ipv6 ? [cidr, ipv6] : [cidr]) ?? whyNotOneMoreSubnet(network, vpc, quotas)
  if (no) throw no
  const ipv6Blocks = ipv6 ? [fromAmazonPool(newId('subnet-cidr-assoc'), ipv6, caller.region)] : []
  const wish = { vpcId: vpc.id, zone, cidr, ipv6Blocks, networkAclId: defaultAclOf(network, vpc).id, tags }
  const born = newSubnet({ place: placeOf(caller), now, newId }, wish)
  return { changes: born.map(put), reply: { Subnet: showNewSubnet(network, born[0]) } }
}

function blocksOf(input: Input<'CreateSubnet'>): { readonly cidr: Cidr; readonly ipv6?: Cidr } {
  const no = whyNotPools(input)
  if (no) throw no
  refuseUnsupported(input, { OutpostArn: [], Ipv6Native: [false] })
  const cidr = readCidr(input.CidrBlock, 4, 'cidrBlock')
  return input.Ipv6CidrBlock === undefined
    ? { cidr }
    : { cidr, ipv6: readCidr(input.Ipv6CidrBlock, 6, 'ipv6CidrBlock') }
}

const whyNotBlocks = (network: Network, vpc: Vpc, blocks: readonly Cidr[]) =>
  blocks.map(block => whyNotSubnetBlock(network, vpc, block)).find(no => no !== undefined)
