import type { VpnGateway } from '../model/vpn-gateway.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showVpnGateway } from './show-vpn-gateway.ts'

/** Refuses: InvalidVpnGatewayId.Malformed, InvalidVpnGatewayID.NotFound, and what `describe` refuses. */
export const DescribeVpnGateways: Decide<'DescribeVpnGateways'> = (situation, input) => {
  const { found } = describe(catalogue(situation), { ...input, ids: input.VpnGatewayIds })
  return { reply: { VpnGateways: found.map(showVpnGateway) } }
}

const catalogue = (situation: Situation): Catalogue<VpnGateway> =>
  ownedCatalogue(situation, 'vpn-gateway', {
    filters: {
      'amazon-side-asn': gateway => gateway.asn,
      'attachment.state': gateway => gateway.attachment?.state,
      'attachment.vpc-id': gateway => gateway.attachment?.vpcId,
      'availability-zone': gateway => gateway.zone,
      state: gateway => gateway.state,
      type: () => 'ipsec.1',
      'vpn-gateway-id': gateway => gateway.id,
    },
  })
