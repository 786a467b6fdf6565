/**
 * The parts that life cycles wait for, whether they must exist or not. A server that was killed between a decision and its
 * becoming real finds them again by this.
 */
import type { PartId } from '../fabric/fabric.ts'
import { partOfGateway, partOfPeering, partOfVpc } from '../fabric/part-ids.ts'
import { nextInstanceState } from '../model/instance-lifecycle.ts'
import { isSettling as isNatGatewaySettling } from '../model/nat-gateway-lifecycle.ts'
import type { Network } from '../model/network.ts'
import { nextState } from '../model/peering-lifecycle.ts'
import { isSettling as isVpnSettling } from '../model/vpn-lifecycle.ts'

const EVENTS = ['built', 'removed'] as const

export function* awaited(network: Network): Iterable<PartId> {
  for (const peering of network.peerings.values())
    if (EVENTS.some(event => nextState(peering, event))) yield partOfPeering(peering.id)
  for (const instance of network.instances.values())
    if (EVENTS.some(event => nextInstanceState(instance, event))) yield partOfVpc(instance.vpcId)
  for (const gateway of network.natGateways.values())
    if (isNatGatewaySettling(gateway)) yield partOfVpc(gateway.vpcId)
  for (const gateway of network.vpnGateways.values())
    if (isVpnSettling(gateway)) yield partOfGateway(gateway.id)
  for (const connection of network.vpnConnections.values())
    if (isVpnSettling(connection)) yield partOfGateway(connection.vpnGatewayId ?? connection.id)
}
