import type { CustomerGateway } from '../model/customer-gateway.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showCustomerGateway } from './show-customer-gateway.ts'

/** Refuses: InvalidCustomerGatewayId.Malformed, InvalidCustomerGatewayID.NotFound, and what `describe` refuses. */
export const DescribeCustomerGateways: Decide<'DescribeCustomerGateways'> = (situation, input) => {
  const { found } = describe(catalogue(situation), { ...input, ids: input.CustomerGatewayIds })
  return { reply: { CustomerGateways: found.map(showCustomerGateway) } }
}

const catalogue = (situation: Situation): Catalogue<CustomerGateway> =>
  ownedCatalogue(situation, 'customer-gateway', {
    filters: {
      'bgp-asn': gateway => gateway.asn,
      'customer-gateway-id': gateway => gateway.id,
      'ip-address': gateway => gateway.address,
      state: gateway => gateway.state,
      type: () => 'ipsec.1',
    },
  })
