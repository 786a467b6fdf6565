import type { VpcClassicLink } from '@aws-sdk/client-ec2'
import type { Vpc } from '../model/vpc.ts'
import type { Decide } from './decide.ts'
import { describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showTags } from './tags.ts'

/** Every VPC of the caller's, enabled or not. Refuses: InvalidVpcId.Malformed, InvalidVpcID.NotFound, and what `describe` refuses. */
export const DescribeVpcClassicLink: Decide<'DescribeVpcClassicLink'> = (situation, input) => {
  const filters = { 'is-classic-link-enabled': isEnabled }
  const { found } = describe(ownedCatalogue(situation, 'vpc', { filters }), { ...input, ids: input.VpcIds })
  return { reply: { Vpcs: found.map(show) } }
}

const isEnabled = (vpc: Vpc): boolean => vpc.classicLink ?? false

const show = (vpc: Vpc): VpcClassicLink => ({
  ClassicLinkEnabled: isEnabled(vpc),
  Tags: showTags(vpc.tags),
  VpcId: vpc.id,
})
