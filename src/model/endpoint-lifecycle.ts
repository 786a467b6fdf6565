/**
 * The life cycle of VPC endpoints. An interface endpoint is `pending` until the data plane has built it, then `available`; one
 * that its owner deletes is `deleting` until the data plane has taken it away, and then no more. Where the service is an
 * account's, it may have to be accepted before. A gateway endpoint is no more than routes: available when it is made, gone
 * when it is deleted. Source: AWS PrivateLink Guide, "Interface endpoint lifecycle".
 */
import { type Change, drop, type Network, put } from './network.ts'
import type { EndpointConnection, InterfaceEndpoint, VpcEndpoint } from './vpc-endpoint.ts'

export type EndpointState = EndpointConnection['state'] | 'pending' | 'deleting'

export function stateOf(endpoint: VpcEndpoint): EndpointState {
  if (endpoint.type === 'Gateway') return 'available'
  if (endpoint.settling === 'deleting') return 'deleting'
  const { state = 'available' } = endpoint.connection ?? {}
  return state === 'available' ? (endpoint.settling ?? state) : state
}

/** It has, or is being given, a place in the data plane. */
export function isUp(endpoint: VpcEndpoint): boolean {
  const state = stateOf(endpoint)
  return state === 'pending' || state === 'available'
}

/** It waits for the data plane. */
export function isSettling(endpoint: VpcEndpoint): boolean {
  const state = stateOf(endpoint)
  return state === 'pending' || state === 'deleting'
}

/**
 * What follows when the data plane is as it should be, with the endpoint in it or without; nothing if that was not awaited.
 * One without subnets has nothing to be built.
 */
export function endpointSettled(
  network: Network,
  endpoint: VpcEndpoint,
  isThere: boolean,
): readonly Change[] {
  if (endpoint.type === 'Gateway') return []
  const state = stateOf(endpoint)
  const interfaces = endpoint.interfaceIds.flatMap(id => network.networkInterfaces.get(id) ?? [])
  if (state === 'deleting') return isThere ? [] : [...interfaces, endpoint].map(drop)
  return state === 'pending' && (isThere || interfaces.length === 0) ? [put(settled(endpoint))] : []
}

/** It waits for nothing any more. */
export function settled<Endpoint extends InterfaceEndpoint>(endpoint: Endpoint): Endpoint {
  const { settling: _, ...rest } = endpoint
  return rest as Endpoint
}
