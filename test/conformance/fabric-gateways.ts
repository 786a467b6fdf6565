/** The gateways of a random VPC: its own ends, and what lies behind them. */
import type { Gateway, GatewayKind, Internet, Part, Site, Uplink } from '../../src/fabric/fabric.ts'
import { type Draft, type GatewayDraft, id, ipv6Block } from './fabric-draft.ts'

const WORDS = { internet: 'igw', 'egress-only': 'eigw', vpn: 'vgw', endpoint: 'vpce' } as const

export const gatewayId = (vpc: number, kind: GatewayKind): string => id(WORDS[kind], vpc)

const MTU = 1500

export const uplinksOf = ({ number, network, hosts, gateways }: Draft): readonly Uplink[] =>
  gateways.map(({ kind, mapped, edge }) => ({
    id: gatewayId(number, kind),
    kind,
    mtu: MTU,
    ...(edge === undefined ? {} : { routeTableId: id('rtb', number, edge) }),
    mappings:
      kind === 'internet'
        ? mapped
            .filter(host => hosts.includes(host))
            .map(host => ({ private: `10.${network}.1.${host}`, public: publicAddress(number, host) }))
        : [],
  }))

export const publicAddress = (vpc: number, host: number): string => `198.18.${vpc}.${host}`

export const WORLD: Internet = { part: 'internet/world', addresses: ['198.51.100.10', '2001:db8::10'] }

export function gatewaysOf(drafts: readonly Draft[]): readonly Part[] {
  const gateways = drafts.flatMap(one => one.gateways.map(gateway => gatewayOf(one, gateway)))
  const leads = gateways.some(({ kind }) => kind === 'internet' || kind === 'egress-only')
  return [...gateways, ...(leads ? [WORLD] : [])]
}

function gatewayOf(one: Draft, { kind, sites }: GatewayDraft): Gateway {
  const gateway = gatewayId(one.number, kind)
  const mappings = uplinksOf(one).flatMap(uplink => (uplink.id === gateway ? uplink.mappings : []))
  return {
    part: `gateway/${gateway}`,
    id: gateway,
    kind,
    vpcId: id('vpc', one.number),
    mtu: MTU,
    routes: routesBack(one, kind, mappings),
    sites: kind === 'vpn' ? Array.from({ length: sites }, (_, at) => siteOf(one.number, at)) : [],
    ...(kind === 'endpoint' ? { service: { name: 's3', addresses: ['203.0.113.1', '203.0.113.129'] } } : {}),
  }
}

/** To an IPv6 block there is one way from the Internet. */
function routesBack(one: Draft, kind: GatewayKind, mappings: Uplink['mappings']): readonly string[] {
  const ipv6 = one.ipv6 ? [ipv6Block(one.number)] : []
  switch (kind) {
    case 'internet':
      return [...mappings.map(mapping => `${mapping.public}/32`), ...ipv6]
    case 'egress-only':
      return one.gateways.some(other => other.kind === 'internet') ? [] : ipv6
    default:
      return [`10.${one.network}.0.0/16`, ...ipv6]
  }
}

const siteOf = (vpc: number, at: number): Site => ({
  id: id('vpn', vpc, at),
  networks: [
    { block: `192.168.${at}.0/24`, host: `192.168.${at}.1` },
    { block: `fd00:${at + 1}::/32`, host: `fd00:${at + 1}::1` },
  ],
})
