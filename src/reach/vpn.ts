/**
 * Virtual private gateways and the sites at the other end of their VPN connections. What comes in may go to the VPC's own
 * interfaces, and to the other sites of the gateway. Sources: Site-to-Site VPN User Guide, "VPN CloudHub"; Reachability Analyzer guide, "Explanation codes".
 */
import { type Address, type Cidr, holds } from '../model/cidr.ts'
import { connectedIn } from '../model/connected.ts'
import { hostIn, networksOf } from '../model/customer-site.ts'
import type { Network } from '../model/network.ts'
import { blocksOf } from '../model/vpc.ts'
import { isUp, type VpnConnection } from '../model/vpn-connection.ts'
import { attachedTo } from '../model/vpn-gateway.ts'
import { interfaceAt, isIn, isSame, vpcOf } from './interface.ts'
import { arrive, type Hops, type Journey, stop } from './journey.ts'

/** The addresses that hosts of a site have. */
export const hostsOf = (connection: VpnConnection): readonly Address[] => networksOf(connection).map(hostIn)

export function* leaveByVpnGateway(journey: Journey, id: string): Hops {
  yield { at: 'vpn-gateway', vpnGatewayId: id, way: 'egress' }
  const connection = connectionTo(journey.network, id, journey.packet.destination)
  return connection ? yield* enterSite(journey, connection) : stop('NO_POSSIBLE_DESTINATION', id)
}

function* enterSite(journey: Journey, connection: VpnConnection): Hops {
  const { packet, target } = journey
  if (target?.kind === 'site' && target.connection.id !== connection.id)
    return stop('HIGHER_PRIORITY_ROUTE', connection.id)
  yield { at: 'site', vpnConnectionId: connection.id, address: packet.destination.text }
  return hostsOf(connection).some(host => isSame(host, packet.destination))
    ? arrive(journey, { kind: 'site', connection }, connection.id)
    : stop('UNKNOWN_DESTINATION', connection.id)
}

/** The connection with the longest prefix that holds the address; of several the one with the lowest id. */
function connectionTo(network: Network, gatewayId: string, to: Address): VpnConnection | undefined {
  const prefixes = (connection: VpnConnection) =>
    networksOf(connection)
      .filter(block => holds(block, to))
      .map(({ prefix }: Cidr) => ({ connection, prefix }))
  const [best] = network.vpnConnections
    .where('gateway', gatewayId)
    .filter(isUp)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(prefixes)
    .toSorted((a, b) => b.prefix - a.prefix)
  return best?.connection
}

export function* leaveSite(journey: Journey, connection: VpnConnection): Hops {
  const { network, packet } = journey
  const { id, vpnGatewayId = '' } = connection
  yield { at: 'site', vpnConnectionId: id, address: packet.source.text }
  if (hostsOf(connection).some(host => isSame(host, packet.destination)))
    return arrive(journey, { kind: 'site', connection }, id)
  if (!isUp(connection)) return stop('BAD_STATE_VPN', id)
  const vpcId = attachedTo(network.vpnGateways.get(vpnGatewayId))
  if (!vpcId) return stop('BAD_STATE_ATTACHMENT', vpnGatewayId || id)
  yield { at: 'vpn-gateway', vpnGatewayId, way: 'ingress' }
  if (isIn(blocksOf(vpcOf(network, vpcId)), packet.source))
    return stop('GATEWAY_REJECTS_SPOOFED_TRAFFIC', vpnGatewayId)
  if (interfaceAt(network, vpcId, packet.destination))
    return { journey, spot: { kind: 'edge', vpcId, gatewayId: vpnGatewayId } }
  // Like everything of a VPC, its gateway is there while something in it is up.
  const isThere = connectedIn(network, vpcId).length > 0
  const other = isThere && connectionTo(network, vpnGatewayId, packet.destination)
  return other
    ? yield* enterSite(journey, other)
    : stop('VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS', vpnGatewayId)
}
