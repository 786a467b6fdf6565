import type { InternetGateway } from '../model/internet-gateway.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showInternetGateway } from './show-internet-gateway.ts'

/** Refuses: InvalidInternetGatewayId.Malformed, InvalidInternetGatewayID.NotFound, and what `describe` refuses. */
export const DescribeInternetGateways: Decide<'DescribeInternetGateways'> = (situation, input) => {
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids: input.InternetGatewayIds })
  return { reply: { InternetGateways: found.map(showInternetGateway), NextToken } }
}

const catalogue = (situation: Situation): Catalogue<InternetGateway> =>
  ownedCatalogue(situation, 'internet-gateway', {
    filters: {
      'attachment.state': gateway => gateway.vpcId && 'available',
      'attachment.vpc-id': gateway => gateway.vpcId,
      'internet-gateway-id': gateway => gateway.id,
      'owner-id': gateway => gateway.ownerId,
    },
    indexes: { 'attachment.vpc-id': 'vpc' },
  })
