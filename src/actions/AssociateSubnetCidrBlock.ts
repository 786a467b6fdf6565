import { fromAmazonPool } from '../model/amazon-ipv6.ts'
import { put } from '../model/network.ts'
import type { Subnet } from '../model/subnet.ts'
import { whyNotAddSubnetBlock } from '../model/subnet-blocks.ts'
import type { Vpc } from '../model/vpc.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { readCidr } from './read-cidr.ts'
import { showSubnetBlock } from './show-subnet.ts'
import { refuseUnsupported } from './unsupported.ts'

/**
 * Gives a subnet an IPv6 block of its VPC's. Refuses: as `find` and `readCidr`, UnsupportedOperation (IPAM),
 * InvalidSubnet.Range, InvalidSubnet.Conflict, CidrLimitExceeded.
 */
export const AssociateSubnetCidrBlock: Decide<'AssociateSubnetCidrBlock'> = (situation, input) => {
  const { network, caller, newId } = situation
  const subnet = find(situation, 'subnet', input.SubnetId)
  refuseUnsupported(input, { Ipv6IpamPoolId: [], Ipv6NetmaskLength: [] })
  const cidr = readCidr(input.Ipv6CidrBlock, 6, 'ipv6CidrBlock')
  const no = whyNotAddSubnetBlock(network, network.vpcs.get(subnet.vpcId) as Vpc, subnet, cidr)
  if (no) throw no
  const block = fromAmazonPool(newId('subnet-cidr-assoc'), cidr, caller.region)
  const grown: Subnet = { ...subnet, ipv6Blocks: [...subnet.ipv6Blocks, block] }
  return {
    changes: [put(grown)],
    reply: { SubnetId: subnet.id, Ipv6CidrBlockAssociation: showSubnetBlock(block, 'associating') },
  }
}
