/** A gateway that carries packets, and what lies behind it: the Internet, sites on premises, a service of Amazon's. */

import { contains } from '../model/cidr.ts'
import { connectedIn } from '../model/connected.ts'
import { hostIn, networksOf } from '../model/customer-site.ts'
import { serviceAddresses } from '../model/gateway-service.ts'
import type { Network } from '../model/network.ts'
import { blocksOf, type Vpc } from '../model/vpc.ts'
import { isUp, type VpnConnection } from '../model/vpn-connection.ts'
import { type AttachedGateway, attachedGateway, gatewayEndpoint } from './attached-gateway.ts'
import { mappings } from './compile-uplinks.ts'
import type { Gateway, Site } from './fabric.ts'
import { hasRouter } from './has-router.ts'
import { order, sorted, unique } from './order.ts'
import { partOfGateway } from './part-ids.ts'

export function gateway(network: Network, id: string): Gateway | undefined {
  const attached = attachedGateway(network, id)
  const vpc = attached && network.vpcs.get(attached.vpcId)
  if (!vpc || !hasRouter(network, vpc.id)) return undefined
  const endpoint = gatewayEndpoint(network, id)
  return {
    part: partOfGateway(id),
    ...attached,
    routes: routesBack(network, attached, vpc),
    sites: sites(network, id, vpc),
    ...(endpoint && {
      service: {
        name: endpoint.serviceName,
        addresses: serviceAddresses(endpoint).map(address => address.text),
      },
    }),
  }
}

/**
 * From the Internet there is one way back to an IPv6 block: through the internet gateway, if the VPC has one that is not
 * egress-only.
 */
function routesBack(network: Network, { kind, vpcId }: AttachedGateway, vpc: Vpc): readonly string[] {
  const blocks = blocksOf(vpc)
  const ipv6 = blocks.filter(block => block.version === 6).map(block => block.text)
  switch (kind) {
    case 'internet':
      return [...publicBlocks(network, vpcId), ...ipv6]
    case 'egress-only':
      return network.internetGateways.count('vpc', vpcId) > 0 ? [] : ipv6
    case 'vpn':
    case 'endpoint':
      return blocks.map(block => block.text)
  }
}

const publicBlocks = (network: Network, vpcId: string): readonly string[] =>
  unique(mappings(network, connectedIn(network, vpcId)).map(mapping => `${mapping.public}/32`))

/**
 * The sites of a virtual private gateway, without networks that are inside the VPC's own. To a network that several of them
 * have the first one leads.
 */
function sites(network: Network, gatewayId: string, vpc: Vpc): readonly Site[] {
  const connections = sorted(network.vpnConnections.where('gateway', gatewayId).filter(isUp))
  const outside = (connection: VpnConnection) =>
    networksOf(connection).filter(one => !blocksOf(vpc).some(block => contains(block, one)))
  const first = new Map<string, string>()
  for (const connection of connections.toReversed())
    for (const { text } of outside(connection)) first.set(text, connection.id)
  return connections.map(connection => ({
    id: connection.id,
    networks: outside(connection)
      .filter(block => first.get(block.text) === connection.id)
      .map(block => ({ block: block.text, host: hostIn(block).text }))
      .sort((a, b) => order(a.block, b.block)),
  }))
}
