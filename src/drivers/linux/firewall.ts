/**
 * The firewall of a router: security groups, network ACLs, and who may send as whom.
 *
 * A packet passes two base chains of the forward hook, and both must accept it: `egress`, what the sender may send, and
 * `ingress`, what the receiver lets in. Each is one look-up of the device in a verdict map; a device that is not in the
 * map, or a chain that ends without a verdict, is a drop. Behind the map stands a chain per interface, which checks the
 * address, asks the chain of its subnet's network ACL if the packet crosses the subnet's boundary, lets replies pass and
 * goes through the chains of its groups; a changed rule or entry rewrites one chain.
 * A group that a rule names is a set of addresses. There are rules for IPv4 only, so all IPv6 is dropped.
 */
import type { Group, Interface, NetworkAclSpec, PeeringEnd, Router, Rule } from '../../fabric/fabric.ts'
import { parseAddress } from '../../model/cidr.ts'
import { command } from './command.ts'
import { deviceName, tableNumbers } from './names.ts'
import { blockMatch, type Field, isIpv4, matches } from './packet-match.ts'
import { type NftObject, type Ruleset, rulesetOf } from './ruleset.ts'

type Direction = 'egress' | 'ingress'

/** `established,related` as `nft -n` prints it. */
const REPLIES = 'ct state 0x2,0x4 accept'

export function firewall(router: Router): Ruleset {
  return rulesetOf([
    ...Object.entries(router.groupAddresses).map(([group, addresses]) => addressSet(group, addresses)),
    ...deviceSets(router.interfaces),
    marks(router),
    ...(['egress', 'ingress'] as const).flatMap(direction => [
      devices(router, direction),
      ...router.networkAcls.map(acl => aclChain(acl, direction)),
      ...router.groups.map(group => groupChain(group, direction)),
      ...router.interfaces.map(one => interfaceChain(one, direction)),
    ]),
    ...router.peerings.map(peeringChain),
    ...BASE_CHAINS,
  ])
}

const base = (name: string, hook: string, policy: 'accept' | 'drop', ...content: string[]): NftObject => ({
  kind: 'chain',
  name,
  declaration: `type filter hook ${hook}; policy ${policy};`,
  content,
})

/** Nobody speaks to the router itself: it answers ARP, which does not come this way. */
const BASE_CHAINS = [
  base('input', 'input priority 0', 'drop'),
  base('classify', 'prerouting priority -150', 'accept', 'meta mark set iifname map @table-of'),
  base('egress', 'forward priority 0', 'drop', 'iifname vmap @egress-of'),
  base('ingress', 'forward priority 10', 'drop', 'oifname vmap @ingress-of'),
]

/** Which route table serves what comes from a device. What comes over a peering has no mark. */
function marks(router: Router): NftObject {
  const numbers = tableNumbers(router.routeTables.map(table => table.id))
  const content = router.interfaces.flatMap(({ id, routeTableId }) => {
    const number = numbers.get(routeTableId)
    return number === undefined ? [] : [element(deviceName(id), `0x${number.toString(16)}`)]
  })
  return { kind: 'map', name: 'table-of', declaration: 'type ifname : mark;', content: content.sort() }
}

/** What decides about packets from, or to, each device. */
function devices(router: Router, direction: Direction): NftObject {
  const interfaces = router.interfaces.map(({ id }) =>
    element(deviceName(id), `goto ${chainName(id, direction)}`),
  )
  const peerings = router.peerings.map(({ id }) =>
    element(deviceName(id), direction === 'egress' ? `goto ${chainName(id, 'egress')}` : 'accept'),
  )
  return {
    kind: 'map',
    name: `${direction}-of`,
    declaration: 'type ifname : verdict;',
    content: [...interfaces, ...peerings].sort(),
  }
}

const element = (device: string, value: string): string => `"${command`${device}`}" : ${value}`

/** The chain of an interface, a network ACL, a group or a peering: `egress-eni-…`. */
const chainName = (id: string, direction: Direction): string => command`${direction}-${id}`

const setName = (groupId: string): string => command`members-${groupId}`

const devicesName = (subnetId: string): string => command`devices-${subnetId}`

/**
 * The address is checked before replies pass: a known connection is no licence to spoof. So is the network ACL, which
 * keeps no state and applies to what comes from, or goes to, a device outside the subnet.
 */
function interfaceChain(one: Interface, direction: Direction): NftObject {
  const own = one.addresses.map(address => command`ip ${field(direction, 'own')} != ${address}`)
  return {
    kind: 'chain',
    name: chainName(one.id, direction),
    declaration: '',
    content: [
      ...(one.sourceDestCheck ? [`${own.join(' ')} drop`] : []),
      `${DEVICE[direction]} != @${devicesName(one.subnetId)} jump ${chainName(one.networkAclId, direction)}`,
      REPLIES,
      ...(one.groups ?? []).map(group => `jump ${chainName(group, direction)}`),
    ],
  }
}

/** What names the device on the other side. */
const DEVICE = { egress: 'oifname', ingress: 'iifname' } as const satisfies Record<Direction, string>

/** Allowed is what returns: the groups have to let it pass, too. */
function aclChain(acl: NetworkAclSpec, direction: Direction): NftObject {
  const far = field(direction, 'other')
  const entries = acl[direction].flatMap(({ allow, cidr, protocol }) =>
    matches(blockMatch(cidr, far), protocol, allow ? 'return' : 'drop'),
  )
  return { kind: 'chain', name: chainName(acl.id, direction), declaration: '', content: [...entries, 'drop'] }
}

/** What comes over a peering comes from the peer's own blocks. */
function peeringChain(peering: PeeringEnd): NftObject {
  const blocks = peering.peerBlocks.filter(isIpv4)
  return {
    kind: 'chain',
    name: chainName(peering.id, 'egress'),
    declaration: '',
    content: blocks.map(block => command`ip saddr ${block} accept`),
  }
}

function groupChain(group: Group, direction: Direction): NftObject {
  return {
    kind: 'chain',
    name: chainName(group.id, direction),
    declaration: '',
    content: group[direction].flatMap(rule => ruleText(rule, direction)),
  }
}

/** The rule's text; nothing for a rule about IPv6. */
function ruleText({ protocol, peer }: Rule, direction: Direction): readonly string[] {
  const far = field(direction, 'other')
  return 'group' in peer
    ? matches(`ip ${far} @${setName(peer.group)}`, protocol, 'accept')
    : matches(blockMatch(peer.cidr, far), protocol, 'accept')
}

/** Where the address of the interface itself, or of the other side, stands in a packet of this direction. */
const field = (direction: Direction, whose: 'own' | 'other'): Field =>
  (direction === 'egress') === (whose === 'own') ? 'saddr' : 'daddr'

/** Only addresses: the set of a group that nobody bears is empty, and lets nobody in. */
function addressSet(group: string, addresses: readonly string[]): NftObject {
  const content = addresses.filter(address => parseAddress(address)?.version === 4).sort()
  return { kind: 'set', name: setName(group), declaration: 'type ipv4_addr;', content }
}

/** The devices of each subnet: packets between two of them do not cross its boundary. */
const deviceSets = (interfaces: readonly Interface[]): readonly NftObject[] =>
  [...Map.groupBy(interfaces, one => one.subnetId)].map(([subnetId, inside]) => ({
    kind: 'set',
    name: devicesName(subnetId),
    declaration: 'type ifname;',
    content: inside.map(({ id }) => `"${command`${deviceName(id)}`}"`).sort(),
  }))
