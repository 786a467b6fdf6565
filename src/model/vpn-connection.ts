/**
 * VPN connections: between a virtual private gateway and a customer gateway, through two tunnels. What is at the other end is
 * simulated (`customer-site.ts`): a tunnel counts as up from when the connection is available.
 */
import type { Cidr } from './cidr.ts'
import type { Owned } from './owned.ts'

export interface VpnConnection extends Owned {
  readonly kind: 'vpn-connection'
  readonly customerGatewayId: string
  /** Absent: it is associated with no gateway yet. */
  readonly vpnGatewayId?: string
  readonly state: VpnConnectionState
  readonly since: number
  readonly options: VpnOptions
  readonly tunnels: readonly [Tunnel, Tunnel]
  readonly routes: readonly StaticRoute[]
}

export type VpnConnectionState = 'pending' | 'available' | 'modifying' | 'deleting' | 'deleted'

export interface VpnOptions {
  /** Without BGP. */
  readonly staticRoutesOnly: boolean
  /** The blocks that may talk through the tunnels, as they were given: on the customer's side, on Amazon's. */
  readonly localCidr: string
  readonly remoteCidr: string
}

export interface Tunnel {
  /** Amazon's public address. */
  readonly outside: string
  readonly inside: Cidr
  readonly preSharedKey: string
  readonly settings: TunnelSettings
}

/** What was given; absent: AWS's default, which is not shown. */
export interface TunnelSettings {
  readonly numbers: Readonly<Record<string, number>>
  readonly words: Readonly<Record<string, string>>
  readonly lists: Readonly<Record<string, readonly (string | number)[]>>
  readonly lifecycleControl?: boolean
}

export interface StaticRoute {
  readonly destination: Cidr
  readonly state: 'pending' | 'available' | 'deleting'
}

/** It holds its gateways. */
export const isConnected = ({ state }: VpnConnection): boolean => state !== 'deleted'

/** It has, or is being given, a place in the data plane. */
export const isUp = ({ state }: VpnConnection): boolean => state !== 'deleting' && state !== 'deleted'

/** It can be changed, and its routes propagate. */
export const isWorking = ({ state }: VpnConnection): boolean => state === 'available' || state === 'modifying'
