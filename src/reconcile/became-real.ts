/** From what the data plane has made real to the life-cycle events it causes. Pure. */
import type { Part, PartId } from '../fabric/fabric.ts'
import { endpointSettled } from '../model/endpoint-lifecycle.ts'
import { built, removed } from '../model/instance-lifecycle.ts'
import { natGatewaySettled } from '../model/nat-gateway-lifecycle.ts'
import { type Change, type Network, put } from '../model/network.ts'
import { move, nextState } from '../model/peering-lifecycle.ts'
import { vpnSettled } from '../model/vpn-lifecycle.ts'

/** The changes that follow when these parts are as specified; undefined stands for a part that is not there. */
export const becameReal = (
  network: Network,
  parts: ReadonlyMap<PartId, Part | undefined>,
  now: number,
): readonly Change[] =>
  [...parts].flatMap(([id, part]) => {
    const [kind = '', of = ''] = id.split('/', 2)
    return events[kind]?.(network, of, part, now) ?? []
  })

type Events = (network: Network, id: string, part: Part | undefined, now: number) => readonly Change[]

const events: Readonly<Record<string, Events>> = {
  /** An accepted peering needs no link where a VPC has nothing that could send: its part is then real by not being there. */
  peering(network, id, part, now) {
    const peering = network.peerings.get(id)
    if (!peering) return []
    if (nextState(peering, 'built')) return [put(move(peering, 'built', now))]
    return !part && nextState(peering, 'removed') ? [put(move(peering, 'removed', now))] : []
  },

  vpc(network, vpcId, part, now) {
    const there = new Set(part && 'interfaces' in part ? part.interfaces.map(one => one.hostId) : [])
    const instances = network.instances.where('vpc', vpcId)
    const natGateways = network.natGateways.where('vpc', vpcId)
    const endpoints = network.vpcEndpoints.where('vpc', vpcId)
    return [
      ...instances.flatMap(instance =>
        there.has(instance.id) ? built(network, instance, now) : removed(network, instance, now),
      ),
      ...natGateways.flatMap(gateway => natGatewaySettled(network, gateway, there.has(gateway.id), now)),
      ...endpoints.flatMap(endpoint => endpointSettled(network, endpoint, there.has(endpoint.id))),
    ]
  },

  /** So does a gateway where the VPC has nothing that could send. */
  gateway: (network, id, _, now) => vpnSettled(network, id, now),
}
