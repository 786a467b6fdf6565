/**
 * The parts that life cycles wait for, whether they must exist or not. A server that was killed between a decision and its
 * becoming real finds them again by this.
 */
import type { PartId } from '../fabric/fabric.ts'
import { partOfGateway, partOfPeering, partOfVpc } from '../fabric/part-ids.ts'
import { isSettling as isEndpointSettling } from '../model/endpoint-lifecycle.ts'
import { nextInstanceState } from '../model/instance-lifecycle.ts'
import { isSettling as isNatGatewaySettling } from '../model/nat-gateway-lifecycle.ts'
import type { Network } from '../model/network.ts'
import { nextState } from '../model/peering-lifecycle.ts'
import { isSettling as isVpnSettling } from '../model/vpn-lifecycle.ts'

const EVENTS = ['built', 'removed'] as const

export function* awaited(network: Network): Iterable<PartId> {
  const { peerings, instances, natGateways, vpcEndpoints, vpnGateways, vpnConnections } = network
  yield* waiting(
    peerings,
    one => EVENTS.some(event => nextState(one, event)),
    one => partOfPeering(one.id),
  )
  yield* waiting(instances, one => EVENTS.some(event => nextInstanceState(one, event)), itsVpc)
  yield* waiting(natGateways, isNatGatewaySettling, itsVpc)
  yield* waiting(vpcEndpoints, isEndpointSettling, itsVpc)
  yield* waiting(vpnGateways, isVpnSettling, one => partOfGateway(one.id))
  yield* waiting(vpnConnections, isVpnSettling, one => partOfGateway(one.vpnGatewayId ?? one.id))
}

const itsVpc = ({ vpcId }: { readonly vpcId: string }): PartId => partOfVpc(vpcId)

function* waiting<Of>(
  all: { values(): Iterable<Of> },
  isWaiting: (one: Of) => boolean,
  partOf: (one: Of) => PartId,
): Iterable<PartId> {
  for (const one of all.values()) if (isWaiting(one)) yield partOf(one)
}
