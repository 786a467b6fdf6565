/**
 * From the network to what must exist: `compile` makes one part, `parts` names all of them. Lists are sorted, so that
 * the same network always gives the same parts and comparing is easy.
 */
import { aclOf, entriesOf } from '../model/acl-rules.ts'
import { connectedIn } from '../model/connected.ts'
import { groupAddresses } from '../model/group-rules.ts'
import { blocksOfList } from '../model/named-prefix-list.ts'
import type { Network } from '../model/network.ts'
import type { NetworkAcl, NetworkAclEntry } from '../model/network-acl.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { isAccepted, isInterRegion, type Peering, peerOf } from '../model/peering.ts'
import { type EffectiveRoute, routesOf, tableOf } from '../model/route-choice.ts'
import type { RouteTable } from '../model/route-table.ts'
import type { RulePeer } from '../model/security-group.ts'
import { gatewayOf, type Subnet } from '../model/subnet.ts'
import { blocksOf } from '../model/vpc.ts'
import type {
  AclEntry,
  Group,
  Interface,
  Link,
  NetworkAclSpec,
  Part,
  PartId,
  PeeringEnd,
  Router,
  RouteSpec,
  RouteTableSpec,
  Rule,
} from './fabric.ts'

/** The largest packet, in bytes. Source: EC2 User Guide, "Network MTU". */
const MTU = { inRegion: 9001, betweenRegions: 8500 } as const

export const partOfVpc = (vpcId: string): Router['part'] => `vpc/${vpcId}`
export const partOfPeering = (peeringId: string): Link['part'] => `peering/${peeringId}`

/** What a part must be; undefined if it must not exist. */
export function compile(network: Network, part: PartId): Part | undefined {
  const id = part.slice(part.indexOf('/') + 1)
  if (part.startsWith('vpc/')) return router(network, id)
  if (!part.startsWith('peering/')) return undefined
  const peering = network.peerings.get(id)
  return peering && link(network, peering)
}

/** Every part that must exist. */
export function* parts(network: Network): Iterable<PartId> {
  for (const { id } of network.vpcs.values()) if (hasRouter(network, id)) yield partOfVpc(id)
  for (const peering of network.peerings.values()) if (link(network, peering)) yield partOfPeering(peering.id)
}

const hasRouter = (network: Network, vpcId: string): boolean => connectedIn(network, vpcId).length > 0

function router(network: Network, vpcId: string): Router | undefined {
  const vpc = network.vpcs.get(vpcId)
  const connected = connectedIn(network, vpcId)
  if (!vpc || connected.length === 0) return undefined
  const subnets = subnetsOf(network, connected)
  const links = network.peerings
    .where('vpc', vpcId)
    .filter(peering => isAccepted(peering) && hasRouter(network, peerOf(peering, vpcId).vpcId))
  const groups = unique(connected.flatMap(one => one.groups)).map(id => group(network, id))
  return {
    part: partOfVpc(vpcId),
    vpcId,
    blocks: blocksOf(vpc).map(block => block.text),
    gateways: subnets.map(subnet => gatewayOf(subnet).text),
    interfaces: sorted(connected).map(one => interfaceSpec(network, one)),
    routeTables: tablesOf(network, subnets).map(table => routeTable(network, table, links)),
    peerings: sorted(links).map(peering => peeringEnd(network, peering, vpcId)),
    uplinks: [],
    natGateways: [],
    services: { resolver: [], metadata: [] },
    networkAcls: sorted([...new Set(subnets.map(subnet => aclOf(network, subnet)))]).map(networkAcl),
    groups,
    groupAddresses: addressesNamedBy(network, vpcId, groups),
  }
}

/** A peering that has been accepted carries packets where both VPCs have a router. */
function link(network: Network, peering: Peering): Link | undefined {
  const { id, requester, accepter } = peering
  if (!isAccepted(peering) || !hasRouter(network, requester.vpcId) || !hasRouter(network, accepter.vpcId))
    return undefined
  return {
    part: partOfPeering(id),
    id,
    requesterVpcId: requester.vpcId,
    accepterVpcId: accepter.vpcId,
    mtu: isInterRegion(peering) ? MTU.betweenRegions : MTU.inRegion,
  }
}

function subnetsOf(network: Network, interfaces: readonly NetworkInterface[]): readonly Subnet[] {
  return unique(interfaces.map(one => one.subnetId)).map(id => subnetOf(network, id))
}

function subnetOf(network: Network, id: string): Subnet {
  const subnet = network.subnets.get(id)
  if (!subnet) throw new Error(`an interface is in ${id}, which does not exist`)
  return subnet
}

function interfaceSpec(network: Network, one: NetworkInterface): Interface {
  const subnet = subnetOf(network, one.subnetId)
  return {
    id: one.id,
    hostId: one.attachment?.instanceId ?? '',
    device: `eth${one.attachment?.deviceIndex ?? 0}`,
    mac: one.mac,
    mtu: MTU.inRegion,
    addresses: one.addresses.map(address => address.text),
    prefix: subnet.cidr.prefix,
    gateway: gatewayOf(subnet).text,
    subnetId: subnet.id,
    networkAclId: aclOf(network, subnet).id,
    routeTableId: tableOf(network, subnet).id,
    groups: [...one.groups].sort(),
    sourceDestCheck: one.sourceDestCheck,
  }
}

const tablesOf = (network: Network, subnets: readonly Subnet[]): readonly RouteTable[] =>
  sorted([...new Set(subnets.map(subnet => tableOf(network, subnet)))])

function routeTable(network: Network, table: RouteTable, links: readonly Peering[]): RouteTableSpec {
  const linked = new Set(links.map(peering => peering.id))
  const made = routesOf(network, table).filter(route => route.origin !== 'CreateRouteTable')
  const routes = made.map(route => routeSpec(route, linked))
  return {
    id: table.id,
    routes: routes.sort((a, b) => order(a.destination, b.destination)),
    overrides: [],
  }
}

/** A route whose target carries no packets drops them: it wins or loses by its prefix as any other. */
function routeSpec({ destination, target, state }: EffectiveRoute, linked: ReadonlySet<string>): RouteSpec {
  const carries = target.kind === 'peering' && state === 'active' && linked.has(target.id)
  return carries
    ? { destination: destination.text, nextHop: { peering: target.id } }
    : { destination: destination.text }
}

function peeringEnd(network: Network, peering: Peering, vpcId: string): PeeringEnd {
  const peer = network.vpcs.get(peerOf(peering, vpcId).vpcId)
  return {
    id: peering.id,
    side: peering.requester.vpcId === vpcId ? 'requester' : 'accepter',
    peerBlocks: peer ? blocksOf(peer).map(block => block.text) : [],
  }
}

const networkAcl = (acl: NetworkAcl): NetworkAclSpec => ({
  id: acl.id,
  ingress: entriesOf(acl, 'ingress').map(aclEntry),
  egress: entriesOf(acl, 'egress').map(aclEntry),
})

const aclEntry = ({ allow, protocol, cidr }: NetworkAclEntry): AclEntry => ({
  allow,
  protocol,
  cidr: cidr.text,
})

function group(network: Network, id: string): Group {
  const rules = sorted(network.securityGroupRules.where('group', id))
  const towards = (way: 'ingress' | 'egress'): readonly Rule[] =>
    rules
      .filter(rule => rule.direction === way)
      .flatMap(({ protocol, peer, region }) =>
        rulePeers(network, region, peer).map(one => ({ protocol, peer: one })),
      )
  return { id, ingress: towards('ingress'), egress: towards('egress') }
}

/** A prefix list becomes the blocks it holds. */
function rulePeers(network: Network, region: string, peer: RulePeer): readonly Rule['peer'][] {
  switch (peer.kind) {
    case 'cidr':
      return [{ cidr: peer.cidr.text }]
    case 'prefix-list':
      return blocksOfList(network, region, peer.prefixListId).map(block => ({ cidr: block.text }))
    case 'group':
      return [{ group: peer.groupId }]
  }
}

function addressesNamedBy(
  network: Network,
  vpcId: string,
  groups: readonly Group[],
): Router['groupAddresses'] {
  const rules = groups.flatMap(({ ingress, egress }) => [...ingress, ...egress])
  const named = unique(rules.flatMap(({ peer }) => ('group' in peer ? [peer.group] : [])))
  return Object.fromEntries(
    named.map(id => [id, unique(groupAddresses(network, vpcId, id).map(a => a.text))]),
  )
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort()

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const sorted = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
  [...list].sort((a, b) => order(a.id, b.id))
