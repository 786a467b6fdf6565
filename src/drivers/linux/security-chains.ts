/**
 * What security groups, network ACLs and the source/destination check become: a chain per interface, which checks the
 * address, asks the chain of its subnet's network ACL if the packet crosses the subnet's boundary, lets replies pass and
 * goes through the chains of its groups; a changed rule or entry rewrites one chain. A group that a rule names is a set
 * of addresses. There are rules for IPv4 only, so all IPv6 is dropped.
 */
import type { Group, Interface, NetworkAclSpec, Router, Rule } from '../../fabric/fabric.ts'
import { chainName, DIRECTIONS, type Direction, field, quoted } from './chain-names.ts'
import { command } from './command.ts'
import { isIpv4Address } from './family.ts'
import { blockMatch, matches, REPLIES } from './packet-match.ts'
import { chain, collection, type NftObject } from './ruleset.ts'

export const securityChains = (router: Router): readonly NftObject[] => [
  ...Object.entries(router.groupAddresses).map(([group, addresses]) => addressSet(group, addresses)),
  ...deviceSets(router.interfaces),
  ...DIRECTIONS.flatMap(direction => [
    ...router.networkAcls.map(acl => aclChain(acl, direction)),
    ...router.groups.map(group => groupChain(group, direction)),
    ...router.interfaces.map(one => interfaceChain(one, direction)),
  ]),
]

const setName = (groupId: string): string => command`members-${groupId}`

const devicesName = (subnetId: string): string => command`devices-${subnetId}`

/**
 * The address is checked before replies pass: a known connection is no licence to spoof. So is the network ACL, which
 * keeps no state and applies to what comes from, or goes to, a device outside the subnet.
 */
function interfaceChain(one: Interface, direction: Direction): NftObject {
  const own = one.addresses
    .filter(isIpv4Address)
    .map(address => command`ip ${field(direction, 'own')} != ${address}`)
  return chain(chainName(one.id, direction), [
    ...(one.sourceDestCheck ? [`${own.join(' ')} drop`] : []),
    ...(one.networkAclId === undefined ? [] : [atBoundary(one.subnetId, one.networkAclId, direction)]),
    `${REPLIES} accept`,
    ...(one.groups?.map(group => `jump ${chainName(group, direction)}`) ?? ['accept']),
  ])
}

const atBoundary = (subnetId: string, networkAclId: string, direction: Direction): string =>
  `${OTHER_DEVICE[direction]} != @${devicesName(subnetId)} jump ${chainName(networkAclId, direction)}`

/** What names the device on the other side. */
const OTHER_DEVICE = { egress: 'oifname', ingress: 'iifname' } as const satisfies Record<Direction, string>

/** Allowed is what returns: the groups have to let it pass, too. */
function aclChain(acl: NetworkAclSpec, direction: Direction): NftObject {
  const far = field(direction, 'other')
  const entries = acl[direction].flatMap(({ allow, cidr, protocol }) =>
    matches(blockMatch(cidr, far), protocol, allow ? 'return' : 'drop'),
  )
  return chain(chainName(acl.id, direction), [...entries, 'drop'])
}

const groupChain = (group: Group, direction: Direction): NftObject =>
  chain(
    chainName(group.id, direction),
    group[direction].flatMap(rule => ruleText(rule, direction)),
  )

/** The rule's text; nothing for a rule about IPv6. */
function ruleText({ protocol, peer }: Rule, direction: Direction): readonly string[] {
  const far = field(direction, 'other')
  return 'group' in peer
    ? matches(`ip ${far} @${setName(peer.group)}`, protocol, 'accept')
    : matches(blockMatch(peer.cidr, far), protocol, 'accept')
}

/** Only addresses: the set of a group that nobody bears is empty, and lets nobody in. */
const addressSet = (group: string, addresses: readonly string[]): NftObject =>
  collection('set', setName(group), 'ipv4_addr', addresses.filter(isIpv4Address))

/** The devices of each subnet: packets between two of them do not cross its boundary. */
const deviceSets = (interfaces: readonly Interface[]): readonly NftObject[] =>
  [...Map.groupBy(interfaces, one => one.subnetId)].map(([subnetId, inside]) =>
    collection(
      'set',
      devicesName(subnetId),
      'ifname',
      inside.map(({ id }) => quoted(id)),
    ),
  )
