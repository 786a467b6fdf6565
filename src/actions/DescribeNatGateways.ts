import type { NatGateway } from '../model/nat-gateway.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showNatGateway } from './show-nat-gateway.ts'

/** Refuses: NatGatewayMalformed, NatGatewayNotFound, and what `describe` refuses. */
export const DescribeNatGateways: Decide<'DescribeNatGateways'> = (situation, input) => {
  const { NatGatewayIds: ids, Filter: Filters } = input
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids, Filters })
  return { reply: { NatGateways: found.map(showNatGateway), NextToken } }
}

const catalogue = (situation: Situation): Catalogue<NatGateway> =>
  ownedCatalogue(situation, 'nat-gateway', {
    filters: {
      'nat-gateway-id': gateway => gateway.id,
      state: gateway => gateway.state,
      'subnet-id': gateway => gateway.subnetId,
      'vpc-id': gateway => gateway.vpcId,
    },
    indexes: { 'subnet-id': 'subnet', 'vpc-id': 'vpc' },
  })
