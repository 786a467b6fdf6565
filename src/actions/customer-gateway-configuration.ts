/**
 * What the device at the other end of a VPN connection has to be told, in AWS's native XML. Clients read the addresses, the
 * secrets and the BGP numbers out of it. Source: Site-to-Site VPN User Guide, "Customer gateway device configuration".
 */
import { type Cidr, nth } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import type { Tunnel, VpnConnection } from '../model/vpn-connection.ts'

const HOLD_TIME = 30
const NETMASK = '255.255.255.252'

/** An element: its text, or the elements in it. */
type Element = readonly [name: string, content: string | number | readonly Element[]]

export function customerGatewayConfiguration(network: Network, connection: VpnConnection): string {
  const { id, customerGatewayId, vpnGatewayId = '', options } = connection
  const customer = network.customerGateways.get(customerGatewayId)
  const device = { address: customer?.address ?? '', asn: customer?.asn ?? 0 }
  const amazonAsn = network.vpnGateways.get(vpnGatewayId)?.asn ?? 0
  const elements: readonly Element[] = [
    ['customer_gateway_id', customerGatewayId],
    ['vpn_gateway_id', vpnGatewayId],
    ['vpn_connection_type', 'ipsec.1'],
    ...(options.staticRoutesOnly ? [['vpn_connection_attributes', 'NoBGPVPNConnection'] as const] : []),
    ...connection.tunnels.map(tunnel => ipsecTunnel(connection, tunnel, device, amazonAsn)),
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<vpn_connection id="${id}">`,
    ...elements.map(element => written(element, '  ')),
    '</vpn_connection>',
    '',
  ].join('\n')
}

interface Device {
  readonly address: string
  readonly asn: number
}

function ipsecTunnel({ options }: VpnConnection, tunnel: Tunnel, device: Device, amazonAsn: number): Element {
  const bgp = (asn: number): readonly Element[] =>
    options.staticRoutesOnly
      ? []
      : [
          [
            'bgp',
            [
              ['asn', asn],
              ['hold_time', HOLD_TIME],
            ],
          ],
        ]
  return [
    'ipsec_tunnel',
    [
      ['customer_gateway', [...ends(device.address, tunnel.inside, 2), ...bgp(device.asn)]],
      ['vpn_gateway', [...ends(tunnel.outside, tunnel.inside, 1), ...bgp(amazonAsn)]],
      ['ike', [...ike(tunnel), ['pre_shared_key', tunnel.preSharedKey]]],
      ['ipsec', ipsec(tunnel)],
    ],
  ]
}

/** The addresses of one end; inside, Amazon's is the first of the block and the device's the second. */
const ends = (outside: string, inside: Cidr, host: 1 | 2): readonly Element[] => [
  ['tunnel_outside_address', [['ip_address', outside]]],
  [
    'tunnel_inside_address',
    [
      ['ip_address', nth(inside, host).text],
      ['network_mask', NETMASK],
      ['network_cidr', inside.prefix],
    ],
  ],
]

const ike = ({ settings: { numbers } }: Tunnel): readonly Element[] => [
  ['authentication_protocol', 'sha1'],
  ['encryption_protocol', 'aes-128-cbc'],
  ['lifetime', numbers.phase1LifetimeSeconds ?? 28_800],
  ['perfect_forward_secrecy', 'group2'],
  ['mode', 'main'],
]

const ipsec = ({ settings: { numbers } }: Tunnel): readonly Element[] => [
  ['protocol', 'esp'],
  ['authentication_protocol', 'hmac-sha1-96'],
  ['encryption_protocol', 'aes-128-cbc'],
  ['lifetime', numbers.phase2LifetimeSeconds ?? 3_600],
  ['perfect_forward_secrecy', 'group2'],
  ['mode', 'tunnel'],
  ['clear_df_bit', 'true'],
  ['fragmentation_before_encryption', 'true'],
  ['tcp_mss_adjustment', 1_379],
  [
    'dead_peer_detection',
    [
      ['interval', 10],
      ['retries', 3],
    ],
  ],
]

/** No text in here has a character that XML gives a meaning to: ids, addresses, numbers, secrets of letters, digits, `.`, `_`. */
function written([name, content]: Element, indent: string): string {
  if (!Array.isArray(content)) return `${indent}<${name}>${content as string | number}</${name}>`
  const inner = (content as readonly Element[]).map(element => written(element, `${indent}  `))
  return [`${indent}<${name}>`, ...inner, `${indent}</${name}>`].join('\n')
}
