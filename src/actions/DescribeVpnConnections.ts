import type { VpnConnection } from '../model/vpn-connection.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showVpnConnection } from './show-vpn-connection.ts'

/** Refuses: InvalidVpnConnectionId.Malformed, InvalidVpnConnectionID.NotFound, and what `describe` refuses. */
export const DescribeVpnConnections: Decide<'DescribeVpnConnections'> = (situation, input) => {
  const { found } = describe(catalogue(situation), { ...input, ids: input.VpnConnectionIds })
  return { reply: { VpnConnections: found.map(one => showVpnConnection(situation.network, one)) } }
}

const catalogue = (situation: Situation): Catalogue<VpnConnection> =>
  ownedCatalogue(situation, 'vpn-connection', {
    filters: {
      'bgp-asn': one => situation.network.customerGateways.get(one.customerGatewayId)?.asn,
      'customer-gateway-configuration': one =>
        showVpnConnection(situation.network, one).CustomerGatewayConfiguration,
      'customer-gateway-id': one => one.customerGatewayId,
      'option.static-routes-only': one => one.options.staticRoutesOnly,
      'route.destination-cidr-block': one => one.routes.map(route => route.destination.text),
      state: one => one.state,
      'transit-gateway-id': () => undefined,
      type: () => 'ipsec.1',
      'vpn-connection-id': one => one.id,
      'vpn-gateway-id': one => one.vpnGatewayId,
    },
  })
