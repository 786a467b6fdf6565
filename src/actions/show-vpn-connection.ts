import type { VpnConnection as Shown, TunnelOption, VgwTelemetry } from '@aws-sdk/client-ec2'
import type { Network } from '../model/network.ts'
import { propagatedBy } from '../model/route-propagation.ts'
import { isWorking, type Tunnel, type VpnConnection } from '../model/vpn-connection.ts'
import { customerGatewayConfiguration } from './customer-gateway-configuration.ts'
import { showTags } from './tags.ts'

/** A VPN connection on the wire. What the device has to be told is shown until the connection is being deleted. */
export const showVpnConnection = (network: Network, connection: VpnConnection): Shown => ({
  VpnConnectionId: connection.id,
  Type: 'ipsec.1',
  Category: 'VPN',
  State: connection.state as Shown['State'],
  CustomerGatewayId: connection.customerGatewayId,
  ...(connection.vpnGatewayId !== undefined && { VpnGatewayId: connection.vpnGatewayId }),
  GatewayAssociationState: connection.vpnGatewayId === undefined ? 'not-associated' : 'associated',
  ...(connection.state !== 'deleting' &&
    connection.state !== 'deleted' && {
      CustomerGatewayConfiguration: customerGatewayConfiguration(network, connection),
    }),
  Options: {
    EnableAcceleration: false,
    StaticRoutesOnly: connection.options.staticRoutesOnly,
    LocalIpv4NetworkCidr: connection.options.localCidr,
    RemoteIpv4NetworkCidr: connection.options.remoteCidr,
    OutsideIpAddressType: 'PublicIpv4',
    TunnelInsideIpVersion: 'ipv4',
    TunnelOptions: connection.tunnels.map(showTunnel),
  },
  Routes: connection.routes.map(({ destination, state }) => ({
    DestinationCidrBlock: destination.text,
    Source: 'Static',
    State: state,
  })),
  VgwTelemetry: connection.tunnels.map(tunnel => showTelemetry(connection, tunnel)),
  Tags: showTags(connection.tags),
})

function showTunnel({ outside, inside, preSharedKey, settings }: Tunnel): TunnelOption {
  const { numbers, words, lists, lifecycleControl } = settings
  const plain = Object.entries({ ...numbers, ...words }).map(([name, value]) => [replyMember(name), value])
  const listed = Object.entries(lists).map(([name, values]) => [
    replyMember(name),
    values.map(Value => ({ Value })),
  ])
  return {
    OutsideIpAddress: outside,
    TunnelInsideCidr: inside.text,
    PreSharedKey: preSharedKey,
    ...Object.fromEntries([...plain, ...listed]),
    ...(lifecycleControl !== undefined && { EnableTunnelLifecycleControl: lifecycleControl }),
  }
}

const replyMember = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}`

const showTelemetry = (connection: VpnConnection, { outside }: Tunnel): VgwTelemetry => ({
  OutsideIpAddress: outside,
  Status: isWorking(connection) ? 'UP' : 'DOWN',
  StatusMessage: '',
  LastStatusChange: new Date(connection.since),
  AcceptedRouteCount: propagatedBy(connection).length,
})
