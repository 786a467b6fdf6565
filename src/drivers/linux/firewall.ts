/**
 * The firewall of a router: security groups, network ACLs, and who may send as whom.
 *
 * A packet passes two base chains of the forward hook, and both must accept it: `egress`, what the sender may send, and
 * `ingress`, what the receiver lets in. Each is one look-up of the device in a verdict map; a device that is not in the
 * map, or a chain that ends without a verdict, is a drop. Behind the map stands a chain per interface
 * (security-chains.ts), peering and uplink (edge-chains.ts).
 */
import type { AmazonServices, Interface, Router } from '../../fabric/fabric.ts'
import { cidr } from '../../model/cidr.ts'
import { chainName, type Direction, element, quoted } from './chain-names.ts'
import { command } from './command.ts'
import { edgeChains } from './edge-chains.ts'
import { FAMILIES, type Family, familiesIn, only } from './family.ts'
import { puttingBack, raise, raising } from './hops.ts'
import { tableNumbers } from './names.ts'
import { baseChain, collection, type NftObject, type Ruleset, rulesetOf } from './ruleset.ts'
import { securityChains } from './security-chains.ts'
import { translation } from './translation.ts'

export const firewall = (router: Router): Ruleset =>
  rulesetOf([
    ...securityChains(router),
    ...edgeChains(router),
    ...translation(router),
    ...familiesIn(router.blocks).flatMap(family => [
      senders(router.interfaces, family),
      services(router.services, family),
      subnets(router, family),
      raise(family),
    ]),
    marks(router),
    devices(router, 'egress'),
    devices(router, 'ingress'),
    ...baseChains(familiesIn(router.blocks)),
  ])

/**
 * Nobody speaks to the router itself but the VPC's own interfaces to Amazon's services; ARP does not come this way, and in
 * IPv6 all neighbours are known.
 */
const baseChains = (families: readonly Family[]): readonly NftObject[] => [
  baseChain('input', 'filter hook input priority 0', 'drop', families.map(askingServices)),
  baseChain('classify', 'filter hook prerouting priority -150', 'accept', [
    'meta mark set iifname map @table-of',
    ...families.map(stayingInside),
    ...families.map(raising),
  ]),
  baseChain('egress', 'filter hook forward priority 0', 'drop', [
    ...families.map(puttingBack),
    'iifname vmap @egress-of',
  ]),
  baseChain('ingress', 'filter hook forward priority 10', 'drop', ['oifname vmap @ingress-of']),
  baseChain('report', 'filter hook output priority 0', 'accept', [
    `icmp type { 3, 11, 12 } ip saddr set ${NOBODY}`,
  ]),
]

/**
 * Who tells that a packet is too large, or cannot go on. Were it an address of the router's own, the router would not take
 * back what it said when a NAT gateway hands it on. Source: RFC 7600, section 4.8, the IPv4 dummy address.
 */
const NOBODY = '192.0.0.8'

function askingServices(family: Family): string {
  const { match, suffix } = FAMILIES[family]
  const from = `iifname . ${match} saddr @senders${suffix}`
  return `${from} ${match} daddr . meta l4proto . th dport @services${suffix} accept`
}

function stayingInside(family: Family): string {
  const { match, suffix } = FAMILIES[family]
  return `iifname . ${match} daddr @subnet-of${suffix} meta mark set 0x00000000`
}

/** Which address is at home behind which device. */
function senders(interfaces: readonly Interface[], family: Family): NftObject {
  const { suffix, type } = FAMILIES[family]
  const content = interfaces.flatMap(({ id, addresses }) =>
    only(family, addresses).map(address => `${quoted(id)} . ${command`${address}`}`),
  )
  return collection('set', `senders${suffix}`, `type ifname . ${type}`, content)
}

const UDP = 17
const TCP = 6

function services({ resolver, metadata }: AmazonServices, family: Family): NftObject {
  const { suffix, type } = FAMILIES[family]
  const at = (addresses: readonly string[], protocol: number, port: number) =>
    only(family, addresses).map(address => command`${address} . ${protocol} . ${port}`)
  return collection('set', `services${suffix}`, `type ${type} . inet_proto . inet_service`, [
    ...at(resolver, UDP, 53),
    ...at(resolver, TCP, 53),
    ...at(metadata, TCP, 80),
  ])
}

/** Which route table serves what comes from a device. What comes over a peering has no mark. */
function marks({ interfaces, uplinks, routeTables }: Router): NftObject {
  const numbers = tableNumbers(routeTables.map(one => one.id))
  const content = [...interfaces, ...uplinks].flatMap(({ id, routeTableId }) => {
    const number = numbers.get(routeTableId ?? '')
    return number === undefined ? [] : [element(id, `0x${number.toString(16)}`)]
  })
  return collection('map', 'table-of', 'type ifname : mark', content)
}

/** Around each interface whose route table has overrides: they do not hold for what stays inside a subnet. */
function subnets({ interfaces, routeTables }: Router, family: Family): NftObject {
  const { suffix, type } = FAMILIES[family]
  const overridden = new Set(routeTables.filter(one => one.overrides.length > 0).map(one => one.id))
  const content = interfaces
    .filter(one => overridden.has(one.routeTableId))
    .flatMap(one => only(family, subnetBlocks(one)).map(block => `${quoted(one.id)} . ${command`${block}`}`))
  return collection('set', `subnet-of${suffix}`, `type ifname . ${type}; flags interval`, content)
}

/** Of the subnet an interface is in: the IPv6 block has always the same length. */
const subnetBlocks = ({ gateway, prefix, addresses }: Interface): readonly string[] => [
  cidr(`${gateway}/${prefix}`).text,
  ...only(6, addresses)
    .slice(0, 1)
    .map(address => cidr(`${address}/${IPV6_SUBNET}`).text),
]

const IPV6_SUBNET = 64

/** What decides about packets from, or to, each device. */
const devices = ({ interfaces, peerings, uplinks }: Router, direction: Direction): NftObject =>
  collection(
    'map',
    `${direction}-of`,
    'type ifname : verdict',
    [...interfaces, ...peerings, ...uplinks].map(({ id }) => element(id, `goto ${chainName(id, direction)}`)),
  )
