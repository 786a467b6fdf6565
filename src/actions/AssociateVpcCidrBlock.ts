import { lettingIpv6Pass, whyNotAddIpv6 } from '../model/amazon-ipv6.ts'
import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import type { Ipv6BlockAssociation, Vpc } from '../model/vpc.ts'
import { requestsFailedBy, whyNotAddBlock } from '../model/vpc-blocks.ts'
import { amazonBlock, whyNotPools } from './address-pools.ts'
import type { Decide, Decision, Reply, Situation } from './decide.ts'
import { exactlyOne } from './exactly-one.ts'
import { find } from './find.ts'
import { readCidr } from './read-cidr.ts'
import { showBlock, showIpv6Block } from './show-vpc.ts'

type Association = Decision<Reply<'AssociateVpcCidrBlock'>>

/**
 * Adds an IPv4 block, or an IPv6 block from Amazon's pool. Refuses: as `find`, `exactlyOne`, `readCidr`, `whyNotPools` and
 * `amazonBlock`; InvalidVpc.Range, CidrConflict, CidrLimitExceeded.
 */
export const AssociateVpcCidrBlock: Decide<'AssociateVpcCidrBlock'> = (situation, input) => {
  const vpc = find(situation, 'vpc', input.VpcId)
  const no = whyNotPools(input)
  if (no) throw no
  const ipv6 = amazonBlock(situation, input)
  exactlyOne(input, ['CidrBlock', 'AmazonProvidedIpv6CidrBlock'], ONE_OF)
  return ipv6 ? addIpv6(situation, vpc, ipv6) : addIpv4(situation, vpc, input.CidrBlock)
}

const ONE_OF = 'of cidrBlock, amazonProvidedIpv6CidrBlock, ipv6Pool, ipv4IpamPoolId or ipv6IpamPoolId'

/** Requests for a peering with this VPC fail if their requester has some of the block's addresses. */
function addIpv4(situation: Situation, vpc: Vpc, text: string | undefined): Association {
  const { network, now, newId, quotas } = situation
  const block = readCidr(text, 4, 'cidrBlock')
  const no = whyNotAddBlock(network, vpc, block, quotas)
  if (no) throw no
  const association = { id: newId('vpc-cidr-assoc'), cidr: block }
  const grown: Vpc = { ...vpc, blocks: [...vpc.blocks, association] }
  return {
    changes: [grown, ...requestsFailedBy(network, grown, now)].map(put),
    reply: { VpcId: vpc.id, CidrBlockAssociation: showBlock(association, 'associating') },
  }
}

/** No other VPC has addresses of a block from Amazon's pool, so no peering is in the way. */
function addIpv6(situation: Situation, vpc: Vpc, block: Ipv6BlockAssociation): Association {
  const { network, caller, now, newId, quotas } = situation
  const no = whyNotAddIpv6(vpc, quotas)
  if (no) throw no
  const grown: Vpc = { ...vpc, ipv6Blocks: [...vpc.ipv6Blocks, block] }
  const birth = { place: placeOf(caller), now, newId }
  return {
    changes: [grown, ...lettingIpv6Pass(network, birth, grown)].map(put),
    reply: { VpcId: vpc.id, Ipv6CidrBlockAssociation: showIpv6Block(block, 'associating') },
  }
}
