/**
 * The life cycles of virtual private gateways and their attachments, customer gateways and VPN connections. Nothing is built
 * for them yet, so they come out of the states between as soon as anybody looks. Source: EC2 API Reference, "VpnGateway",
 * "VpcAttachment", "VpnConnection".
 */
import type { CustomerGateway } from './customer-gateway.ts'
import { type Change, drop, put } from './network.ts'
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

/** When time alone next changes it; undefined if never. */
export function whenVpnDue(one: Ending): number | undefined {
  if (one.state === 'deleted') return one.since + DELETED_SHOWN_FOR
  return settled(one, one.since) ? one.since : undefined
}

/** What changes when it is due. */
export function vpnWhenDue(one: Ending, now: number): Change {
  const next = one.state === 'deleted' ? undefined : settled(one, now)
  return next ? put(next) : drop(one)
}

function settled(one: Ending, now: number): Ending | undefined {
  switch (one.kind) {
    case 'vpn-gateway':
      return settledGateway(one, now)
    case 'vpn-connection':
      return settledConnection(one, now)
    case 'customer-gateway':
      return undefined
  }
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
