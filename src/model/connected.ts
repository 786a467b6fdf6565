/**
 * Which network interfaces take part in the data plane: those whose host is up. Hosts are instances, NAT gateways and
 * interface endpoints that have been accepted.
 */
import { isUp as isEndpointUp } from './endpoint-lifecycle.ts'
import { isUp as isInstanceUp } from './instance.ts'
import { isUp as isNatGatewayUp } from './nat-gateway.ts'
import type { Network } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'

/** Whose an interface is, as long as it is up: `i-…`, `nat-…` or `vpce-…`. */
export function hostOf(
  network: Network,
  { id, attachment, requester }: NetworkInterface,
): string | undefined {
  if (attachment) {
    const instance = network.instances.get(attachment.instanceId)
    return instance && isInstanceUp(instance) ? instance.id : undefined
  }
  switch (requester?.type) {
    case 'nat_gateway':
      return network.natGateways.where('interface', id).find(isNatGatewayUp)?.id
    case 'vpc_endpoint':
      return network.vpcEndpoints.where('interface', id).find(isEndpointUp)?.id
    case undefined:
      return undefined
  }
}

export const isConnected = (network: Network, one: NetworkInterface): boolean =>
  hostOf(network, one) !== undefined

export const connectedIn = (network: Network, vpcId: string): readonly NetworkInterface[] =>
  network.networkInterfaces.where('vpc', vpcId).filter(one => isConnected(network, one))
