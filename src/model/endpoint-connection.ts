/**
 * How an interface endpoint is connected to an endpoint service of an account: the owner of the service accepts and
 * rejects. Source: AWS PrivateLink Guide, "Accept or reject connection requests".
 */
import { type EndpointState, settled, stateOf } from './endpoint-lifecycle.ts'
import type { Network } from './network.ts'
import { type Refusal, refuse } from './refusals.ts'
import type { EndpointConnection, InterfaceEndpoint, VpcEndpoint } from './vpc-endpoint.ts'

type ConnectionState = EndpointConnection['state']
export type ConnectionAnswer = 'accept' | 'reject'

/** A connection that was rejected may be accepted later, and one that was accepted rejected. */
const answers = {
  pendingAcceptance: { accept: 'available', reject: 'rejected' },
  available: { reject: 'rejected' },
  rejected: { accept: 'available' },
} as const satisfies Record<ConnectionState, Partial<Record<ConnectionAnswer, ConnectionState>>>

/** An endpoint to an endpoint service of an account. */
export type ConnectedEndpoint = InterfaceEndpoint & { readonly connection: EndpointConnection }

export const isConnection = (endpoint: VpcEndpoint): endpoint is ConnectedEndpoint =>
  endpoint.type === 'Interface' && endpoint.connection !== undefined

/** All that have been made to a service and not deleted. */
export const connectionsTo = (network: Network, serviceId: string): readonly ConnectedEndpoint[] =>
  network.vpcEndpoints.where('service', serviceId).filter(isConnection)

/** The endpoint after the answer. Refuses: InvalidState. */
export function answered(endpoint: ConnectedEndpoint, answer: ConnectionAnswer): ConnectedEndpoint | Refusal {
  const { connection } = endpoint
  const next: Partial<Record<ConnectionAnswer, ConnectionState>> = answers[connection.state]
  const state = next[answer]
  const isDeleting = stateOf(endpoint) === 'deleting'
  if (!state || isDeleting)
    return refuse('InvalidState/endpoint-connection', endpoint.id, isDeleting ? 'deleting' : connection.state)
  const after = { ...settled(endpoint), connection: { ...connection, state } }
  return state === 'available' ? { ...after, settling: 'pending' } : after
}

const hasParted = (state: EndpointState): boolean => state === 'rejected' || state === 'deleting'

/** Refuses: ExistingVpcEndpointConnections, while endpoints wait for the service or are connected to it. */
export const whyNotLetGo = (network: Network, serviceId: string): Refusal | undefined =>
  connectionsTo(network, serviceId).some(endpoint => !hasParted(stateOf(endpoint)))
    ? refuse('ExistingVpcEndpointConnections')
    : undefined
