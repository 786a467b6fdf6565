import type { ClassicLinkDnsSupport } from '@aws-sdk/client-ec2'
import type { Vpc } from '../model/vpc.ts'
import type { Decide } from './decide.ts'
import { describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'

/** Every VPC of the caller's. Refuses: InvalidVpcId.Malformed, InvalidVpcID.NotFound, InvalidNextToken. */
export const DescribeVpcClassicLinkDnsSupport: Decide<'DescribeVpcClassicLinkDnsSupport'> = (
  situation,
  input,
) => {
  const catalogue = ownedCatalogue(situation, 'vpc', { filters: {} })
  const { found, NextToken } = describe(catalogue, { ...input, ids: input.VpcIds })
  return { reply: { Vpcs: found.map(show), NextToken } }
}

const show = (vpc: Vpc): ClassicLinkDnsSupport => ({
  ClassicLinkDnsSupported: vpc.classicLinkDns ?? false,
  VpcId: vpc.id,
})
