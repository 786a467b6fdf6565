/**
 * The life cycles of virtual private gateways and their attachments, customer gateways and VPN connections. They come out of
 * the states between when the data plane is as it should be. Source: EC2 API Reference, "VpnGateway", "VpcAttachment",
 * "VpnConnection".
 */
import type { CustomerGateway } from './customer-gateway.ts'
import { type Change, type Network, put } from './network.ts'
import type { StaticRoute, VpnConnection, VpnConnectionState } from './vpn-connection.ts'
import type { VpnGateway, VpnGatewayAttachment } from './vpn-gateway.ts'

type Ending = VpnGateway | CustomerGateway | VpnConnection

/** How long a deleted one is shown, in milliseconds. How long AWS shows it is not documented: about an hour. */
const DELETED_SHOWN_FOR = 3_600_000

/** What becomes of the states between. */
const attachmentSettles = {
  attaching: 'attached',
  detaching: 'detached',
} as const satisfies Partial<Record<VpnGatewayAttachment['state'], VpnGatewayAttachment['state']>>

const connectionSettles = {
  pending: 'available',
  modifying: 'available',
  deleting: 'deleted',
} as const satisfies Partial<Record<VpnConnectionState, VpnConnectionState>>

/** When a deleted one disappears; undefined for any other. */
export const whenVpnGone = ({ state, since }: Ending): number | undefined =>
  state === 'deleted' ? since + DELETED_SHOWN_FOR : undefined

/** It waits for the data plane. */
export const isSettling = (one: VpnGateway | VpnConnection): boolean =>
  (one.kind === 'vpn-gateway' ? settledGateway(one, 0) : settledConnection(one, 0)) !== undefined

/**
 * What follows when the data plane is what a gateway and its connections say; nothing if that was not awaited. The id is the
 * gateway's, or that of a connection that has none yet.
 */
export function vpnSettled(network: Network, id: string, now: number): readonly Change[] {
  const gateway = network.vpnGateways.get(id)
  const alone = network.vpnConnections.get(id)
  const connections = alone ? [alone] : network.vpnConnections.where('gateway', id)
  return [
    gateway && settledGateway(gateway, now),
    ...connections.map(connection => settledConnection(connection, now)),
  ].flatMap(settled => (settled ? [put(settled)] : []))
}

function settledGateway(gateway: VpnGateway, now: number): VpnGateway | undefined {
  const { attachment } = gateway
  const state = attachment && next(attachmentSettles, attachment.state)
  return state && { ...gateway, attachment: { ...attachment, state }, since: now }
}

function settledConnection(connection: VpnConnection, now: number): VpnConnection | undefined {
  const state = next(connectionSettles, connection.state)
  const isSettled = connection.routes.every(route => route.state === 'available')
  if (!state && isSettled) return undefined
  const routes = connection.routes.flatMap(settledRoute)
  return { ...connection, routes, ...(state && { state, since: now }) }
}

const settledRoute = (route: StaticRoute): readonly StaticRoute[] =>
  route.state === 'deleting' ? [] : [{ ...route, state: 'available' }]

const next = <S extends string>(table: Readonly<Partial<Record<S, S>>>, state: S): S | undefined =>
  table[state]

/** It ends; it is shown a while longer. */
export const deleted = <G extends VpnGateway | CustomerGateway>(gateway: G, now: number): G => ({
  ...gateway,
  state: 'deleted',
  since: now,
})
