import type { Vpc } from '../model/vpc.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { blockState, showVpc } from './show-vpc.ts'

/** Refuses: InvalidVpcId.Malformed, InvalidVpcID.NotFound, and what `describe` refuses. */
export const DescribeVpcs: Decide<'DescribeVpcs'> = (situation, input) => {
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids: input.VpcIds })
  return { reply: { Vpcs: found.map(showVpc), NextToken } }
}

const isDefault = (vpc: Vpc): boolean => vpc.isDefault

const catalogue = (situation: Situation): Catalogue<Vpc> =>
  ownedCatalogue(situation, 'vpc', {
    filters: {
      cidr: vpc => vpc.blocks[0].cidr.text,
      /** In no list of AWS's, but taken: Ansible's ec2_vpc_net asks by it. */
      'cidr-block': vpc => vpc.blocks[0].cidr.text,
      'cidr-block-association.association-id': vpc => vpc.blocks.map(block => block.id),
      'cidr-block-association.cidr-block': vpc => vpc.blocks.map(block => block.cidr.text),
      'cidr-block-association.state': vpc => vpc.blocks.map(blockState),
      'dhcp-options-id': vpc => vpc.dhcpOptionsId,
      'ipv6-cidr-block-association.association-id': vpc => vpc.ipv6Blocks.map(block => block.id),
      'ipv6-cidr-block-association.ipv6-cidr-block': vpc => vpc.ipv6Blocks.map(block => block.cidr.text),
      'ipv6-cidr-block-association.ipv6-pool': vpc => vpc.ipv6Blocks.map(block => block.pool),
      'ipv6-cidr-block-association.state': vpc => vpc.ipv6Blocks.map(blockState),
      'is-default': isDefault,
      // The name that older documentation has, and older tools use.
      isDefault,
      'owner-id': vpc => vpc.ownerId,
      state: () => 'available',
      'vpc-id': vpc => vpc.id,
    },
  })
