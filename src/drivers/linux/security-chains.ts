/**
 * What security groups, network ACLs and the source/destination check become: a chain per interface, which checks the
 * address, asks the chain of its subnet's network ACL if the packet crosses the subnet's boundary, lets replies pass and
 * goes through the chains of its groups; a changed rule or entry rewrites one chain. A group that a rule names is a set
 * of addresses for each family.
 */
import type { Group, Interface, NetworkAclSpec, Router, Rule } from '../../fabric/fabric.ts'
import { chainName, DIRECTIONS, type Direction, field, quoted } from './chain-names.ts'
import { command } from './command.ts'
import { BOTH, FAMILIES, type Family, familiesIn, familyOf, only } from './family.ts'
import { blockMatch, matches, REPLIES } from './packet-match.ts'
import { chain, collection, type NftObject } from './ruleset.ts'

export const securityChains = (router: Router): readonly NftObject[] => [
  ...familiesIn(router.blocks).flatMap(family => addressSets(router, family)),
  ...deviceSets(router.interfaces),
  ...DIRECTIONS.flatMap(direction => [
    ...router.networkAcls.map(acl => aclChain(acl, direction)),
    ...router.groups.map(group => groupChain(group, direction, familiesIn(router.blocks))),
    ...router.interfaces.map(one => interfaceChain(one, direction)),
  ]),
]

const setName = (groupId: string, family: Family): string =>
  `members${FAMILIES[family].suffix}-${command`${groupId}`}`

const devicesName = (subnetId: string): string => command`devices-${subnetId}`

/**
 * The address is checked before replies pass: a known connection is no licence to spoof. So is the network ACL, which
 * keeps no state and applies to what comes from, or goes to, a device outside the subnet.
 */
function interfaceChain(one: Interface, direction: Direction): NftObject {
  return chain(chainName(one.id, direction), [
    ...(direction === 'egress' ? [command`ether saddr != ${one.mac.toLowerCase()} drop`] : []),
    ...(one.sourceDestCheck ? BOTH.map(family => foreign(one, direction, family)) : []),
    ...(one.networkAclId === undefined ? [] : [atBoundary(one.subnetId, one.networkAclId, direction)]),
    `${REPLIES} accept`,
    ...(one.groups?.map(group => `jump ${chainName(group, direction)}`) ?? ['accept']),
  ])
}

/** Drops what is not from, or for, an address of the interface; in a family of which it has none, everything. */
function foreign({ addresses }: Interface, direction: Direction, family: Family): string {
  const { match, number } = FAMILIES[family]
  const own = only(family, addresses).map(
    address => command`${match} ${field(direction, 'own')} != ${address}`,
  )
  return `${own.join(' ') || command`meta nfproto ${number}`} drop`
}

const atBoundary = (subnetId: string, networkAclId: string, direction: Direction): string =>
  `${OTHER_DEVICE[direction]} != @${devicesName(subnetId)} jump ${chainName(networkAclId, direction)}`

/** What names the device on the other side. */
const OTHER_DEVICE = { egress: 'oifname', ingress: 'iifname' } as const satisfies Record<Direction, string>

/** Allowed is what returns: the groups have to let it pass, too. */
function aclChain(acl: NetworkAclSpec, direction: Direction): NftObject {
  const far = field(direction, 'other')
  const entries = acl[direction].flatMap(({ allow, cidr, protocol }) =>
    matches(familyOf(cidr), blockMatch(cidr, far), protocol, allow ? 'return' : 'drop'),
  )
  return chain(chainName(acl.id, direction), [...entries, 'drop'])
}

const groupChain = (group: Group, direction: Direction, families: readonly Family[]): NftObject =>
  chain(
    chainName(group.id, direction),
    group[direction].flatMap(rule => ruleTexts(rule, direction, families)),
  )

/** A rule that names a group is a rule for each family. */
function ruleTexts(
  { protocol, peer }: Rule,
  direction: Direction,
  families: readonly Family[],
): readonly string[] {
  const far = field(direction, 'other')
  if ('cidr' in peer) return matches(familyOf(peer.cidr), blockMatch(peer.cidr, far), protocol, 'accept')
  return families.flatMap(family => {
    const members = `${FAMILIES[family].match} ${far} @${setName(peer.group, family)}`
    return matches(family, members, protocol, 'accept')
  })
}

/** Only addresses: the set of a group that nobody bears is empty, and lets nobody in. */
const addressSets = ({ groupAddresses }: Router, family: Family): readonly NftObject[] =>
  Object.entries(groupAddresses).map(([group, addresses]) =>
    collection('set', setName(group, family), `type ${FAMILIES[family].type}`, only(family, addresses)),
  )

/** The devices of each subnet: packets between two of them do not cross its boundary. */
const deviceSets = (interfaces: readonly Interface[]): readonly NftObject[] =>
  [...Map.groupBy(interfaces, one => one.subnetId)].map(([subnetId, inside]) =>
    collection(
      'set',
      devicesName(subnetId),
      'type ifname',
      inside.map(({ id }) => quoted(id)),
    ),
  )
