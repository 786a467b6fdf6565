/** The options of a VPN connection and of its tunnels, as requests give them. */
import type { VpnConnectionOptionsSpecification, VpnTunnelOptionsSpecification } from '@aws-sdk/client-ec2'
import { refuse } from '../model/refusals.ts'
import type { TunnelSettings, VpnOptions } from '../model/vpn-connection.ts'
import type { TunnelWish } from '../model/vpn-connection-birth.ts'
import {
  tunnelLists,
  tunnelNumbers,
  tunnelWords,
  whyNotPreSharedKey,
  whyNotSettings,
} from '../model/vpn-tunnel-rules.ts'
import { readCidr } from './read-cidr.ts'
import { refuseUnsupported } from './unsupported.ts'

type Given = VpnConnectionOptionsSpecification
type GivenTunnel = VpnTunnelOptionsSpecification

const ANYWHERE = '0.0.0.0/0'

/** Acceleration, IPv6 and private addresses are for transit gateways. Refuses: UnsupportedOperation, InvalidParameterValue. */
export function readVpnOptions(given: Given): VpnOptions {
  refuseUnsupported(
    given,
    {
      EnableAcceleration: [false],
      TunnelInsideIpVersion: ['ipv4'],
      LocalIpv6NetworkCidr: [],
      RemoteIpv6NetworkCidr: [],
      OutsideIpAddressType: ['PublicIpv4'],
      TransportTransitGatewayAttachmentId: [],
      TunnelBandwidth: ['standard'],
    },
    'options.',
  )
  return {
    staticRoutesOnly: given.StaticRoutesOnly ?? false,
    localCidr: readNetwork(given.LocalIpv4NetworkCidr, 'localIpv4NetworkCidr') ?? ANYWHERE,
    remoteCidr: readNetwork(given.RemoteIpv4NetworkCidr, 'remoteIpv4NetworkCidr') ?? ANYWHERE,
  }
}

export const readNetwork = (text: string | undefined, parameter: string): string | undefined =>
  text === undefined ? undefined : readCidr(text, 4, parameter).text

/** Two tunnels, whatever is said of them. Refuses: UnsupportedOperation, InvalidParameterValue. */
export function readTunnels(given: readonly GivenTunnel[]): readonly [TunnelWish, TunnelWish] {
  if (given.length > 2) throw refuse('InvalidParameterValue/tunnels')
  return [readTunnel(given[0] ?? {}), readTunnel(given[1] ?? {})]
}

/** Refuses: UnsupportedOperation, InvalidParameterValue. */
export function readTunnel(given: GivenTunnel): TunnelWish {
  refuseUnsupported(given, { TunnelInsideIpv6Cidr: [] }, 'options.tunnelOptions.')
  refuseUnsupported(
    given.LogOptions?.CloudWatchLogOptions ?? {},
    { LogEnabled: [false], BgpLogEnabled: [false] },
    'options.tunnelOptions.logOptions.cloudWatchLogOptions.',
  )
  const { TunnelInsideCidr: inside, PreSharedKey: preSharedKey } = given
  const settings = readSettings(given)
  const no = whyNotSettings(settings) ?? (preSharedKey && whyNotPreSharedKey(preSharedKey))
  if (no) throw no
  return {
    ...(inside !== undefined && { inside: readCidr(inside, 4, 'tunnelInsideCidr') }),
    ...(preSharedKey && { preSharedKey }),
    settings,
  }
}

function readSettings(given: GivenTunnel): TunnelSettings {
  const { EnableTunnelLifecycleControl: lifecycleControl } = given
  return {
    numbers: chosen<number>(given, tunnelNumbers),
    words: chosen<string>(given, tunnelWords),
    lists: Object.fromEntries(
      Object.entries(chosen<readonly { Value?: string | number }[]>(given, tunnelLists)).map(
        ([name, list]) => [name, list.flatMap(({ Value: value }) => value ?? [])],
      ),
    ),
    ...(lifecycleControl !== undefined && { lifecycleControl }),
  }
}

/** The given ones of the settings in a table, under the names they have in it. */
function chosen<V>(given: GivenTunnel, table: object): Readonly<Record<string, V>> {
  const values = Object.keys(table).map(name => [name, given[requestMember(name)]] as const)
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Record<string, V>
}

/** In requests two abbreviations are in capitals that are not in replies. */
const requestMember = (name: string): keyof GivenTunnel =>
  `${name[0]?.toUpperCase()}${name.slice(1)}`.replace(/^(Dpd|Ike)/, text =>
    text.toUpperCase(),
  ) as keyof GivenTunnel
