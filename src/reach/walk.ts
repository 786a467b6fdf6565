/**
 * The way of one packet through the network, in AWS's order: groups of the source, network ACL of its subnet, route
 * table, peering connection, network ACL of the destination's subnet, groups of the destination. Each hop says which
 * objects it met and what matched there. Inside a subnet only the groups apply.
 * Sources: VPC User Guide, "Route tables" and "Security groups"; VPC Peering Guide, "Limitations".
 */
import { whichEntry } from '../model/acl-rules.ts'
import { type Address, type Cidr, holds } from '../model/cidr.ts'
import { isConnected } from '../model/connected.ts'
import { groupAddresses, whichRule } from '../model/group-rules.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import type { Packet } from '../model/packet.ts'
import { peerOf } from '../model/peering.ts'
import { choose, type EffectiveRoute, routesOf, tableOf } from '../model/route-choice.ts'
import type { Subnet } from '../model/subnet.ts'
import { blocksOf } from '../model/vpc.ts'
import type { CauseCode } from './causes.ts'

export type Way = 'egress' | 'ingress'

/** One thing the packet met. The last hop of a walk that stopped is where it stopped. */
export type Hop =
  | {
      readonly at: 'interface'
      readonly interfaceId: string
      readonly instanceId?: string
      readonly address: string
      readonly subnetId: string
      readonly vpcId: string
    }
  | {
      readonly at: 'groups'
      readonly interfaceId: string
      readonly groupIds: readonly string[]
      readonly way: Way
      /** The rule that let it pass (`sgr-…`), or that it belongs to a connection that was let pass. */
      readonly matched?: string | 'connection'
    }
  | {
      readonly at: 'network-acl'
      readonly networkAclId: string
      readonly subnetId: string
      readonly way: Way
      readonly entry: number | '*'
      readonly allow: boolean
    }
  /** Source and destination are in one subnet: no network ACL, no route. */
  | { readonly at: 'subnet'; readonly subnetId: string }
  | {
      readonly at: 'route'
      readonly routeTableId: string
      readonly subnetId: string
      /** The route that wins; absent if none holds the destination. */
      readonly route?: Pick<EffectiveRoute, 'target' | 'state'> & { readonly destination: string }
    }
  | {
      readonly at: 'peering'
      readonly peeringId: string
      readonly fromVpcId: string
      readonly toVpcId: string
    }

export interface Journey {
  readonly network: Network
  readonly packet: Packet
  /** It answers a packet that was let pass: the groups keep state. */
  readonly isReply: boolean
  /** Whom it is meant for; absent: whoever has the address. */
  readonly target?: NetworkInterface
}

export type End =
  | { readonly arrived: NetworkInterface }
  /** `about`: the id of the object that stopped it. */
  | { readonly stopped: CauseCode; readonly about: string }

type Hops<Result> = Generator<Hop, Result>
type Stopped = Extract<End, { readonly stopped: CauseCode }>

const stop = (stopped: CauseCode, about: string): Stopped => ({ stopped, about })

/** Walks a packet from an interface to where it arrives or stops. */
export function* walk(journey: Journey, from: NetworkInterface): Hops<End> {
  const { network, packet } = journey
  yield interfaceHop(from, packet.source)
  if (!isConnected(network, from)) return notConnected(from)
  if (ownAddresses(network, from).some(own => own.at === packet.destination.at))
    return meant(journey, from.vpcId) ? { arrived: from } : stop('VPC_LOCAL_ROUTE_CIDR_RESTRICTION', from.vpcId)
  const held = yield* passGroups(journey, from, 'egress')
  if (held) return held
  const subnet = subnetOf(network, from)
  return isIn(subnet, packet.destination)
    ? yield* insideSubnet(journey, subnet)
    : yield* leaveSubnet(journey, subnet)
}

function* insideSubnet(journey: Journey, { id, vpcId }: Subnet): Hops<End> {
  yield { at: 'subnet', subnetId: id }
  if (!meant(journey, vpcId)) return stop('VPC_LOCAL_ROUTE_CIDR_RESTRICTION', vpcId)
  return yield* deliver(journey, vpcId, id)
}

function* leaveSubnet(journey: Journey, subnet: Subnet): Hops<End> {
  const held = yield* passAcl(journey, subnet, 'egress')
  if (held) return held
  const next = yield* takeRoute(journey, subnet)
  return 'stopped' in next ? next : yield* deliver(journey, next.vpcId, subnet.id)
}

/** The VPC that the route of the subnet leads to. */
function* takeRoute(journey: Journey, subnet: Subnet): Hops<Stopped | { readonly vpcId: string }> {
  const { network, packet } = journey
  const table = tableOf(network, subnet)
  const routes = routesOf(network, table)
  const winner = localFirst(routes, packet.destination)
  yield { at: 'route', routeTableId: table.id, subnetId: subnet.id, ...(winner && { route: shown(winner) }) }
  if (!winner) return stop('NO_ROUTE_TO_DESTINATION', table.id)
  if (winner.target.kind === 'local') {
    const isMeant = meant(journey, subnet.vpcId)
    return isMeant ? subnet : stop('VPC_LOCAL_ROUTE_CIDR_RESTRICTION', table.id)
  }
  if (winner.state === 'blackhole') return stop('BAD_STATE_ROUTE', table.id)
  const peerVpcId = leadsTo(network, subnet.vpcId, winner)
  if (peerVpcId === undefined) return stop('NO_POSSIBLE_DESTINATION', winner.target.id)
  if (!meant(journey, peerVpcId)) return stop(strayed(journey, subnet.vpcId, routes), table.id)
  return yield* cross(journey, winner.target.id, subnet.vpcId, peerVpcId)
}

/** Inside the VPC's own blocks nothing wins over the local route. */
const localFirst = (routes: readonly EffectiveRoute[], to: Address): EffectiveRoute | undefined =>
  choose(
    routes.filter(route => route.target.kind === 'local'),
    to,
  ) ?? choose(routes, to)

const shown = ({ destination, target, state }: EffectiveRoute) => ({
  destination: destination.text,
  target,
  state,
})

/** The VPC at the other end of a route; undefined if its target is no peering. */
function leadsTo(network: Network, vpcId: string, { target }: EffectiveRoute): string | undefined {
  const peering = target.kind === 'peering' ? network.peerings.get(target.id) : undefined
  return peering && peerOf(peering, vpcId).vpcId
}

/** Why the packet goes to another VPC than it should: some route would have been right, or none. */
function strayed({ network, packet, target }: Journey, vpcId: string, routes: readonly EffectiveRoute[]): CauseCode {
  const isRight = (route: EffectiveRoute) =>
    holds(route.destination, packet.destination) && leadsTo(network, vpcId, route) === target?.vpcId
  return routes.some(isRight) ? 'MORE_SPECIFIC_ROUTE' : 'NO_ROUTE_TO_DESTINATION'
}

/** Only from the blocks of the one VPC to those of the other: what makes peering not transitive. */
function* cross(
  { network, packet }: Journey,
  peeringId: string,
  fromVpcId: string,
  toVpcId: string,
): Hops<Stopped | { readonly vpcId: string }> {
  yield { at: 'peering', peeringId, fromVpcId, toVpcId }
  const isBetween =
    isIn(blocks(network, fromVpcId), packet.source) && isIn(blocks(network, toVpcId), packet.destination)
  return isBetween ? { vpcId: toVpcId } : stop('PCX_REQUIRES_ADDRESS_IN_VPC_CIDR', peeringId)
}

/** From the router of a VPC to the interface that has the address. */
function* deliver(journey: Journey, vpcId: string, fromSubnetId: string): Hops<End> {
  const { network, packet } = journey
  const to = network.networkInterfaces.where('vpc', vpcId).find(one => hasAddress(one, packet.destination))
  if (!to) return stop('UNKNOWN_DESTINATION', vpcId)
  const entered = to.subnetId === fromSubnetId ? undefined : subnetOf(network, to)
  const held =
    (entered && (yield* passAcl(journey, entered, 'ingress'))) ?? (yield* passGroups(journey, to, 'ingress'))
  if (held) return held
  yield interfaceHop(to, packet.destination)
  return isConnected(network, to) ? { arrived: to } : notConnected(to)
}

function* passGroups(journey: Journey, one: NetworkInterface, way: Way): Hops<Stopped | undefined> {
  const { network, packet, isReply } = journey
  const hop = { at: 'groups', interfaceId: one.id, groupIds: one.groups, way } as const
  if (isReply) {
    yield { ...hop, matched: 'connection' }
    return undefined
  }
  const rules = one.groups
    .flatMap(id => network.securityGroupRules.where('group', id))
    .filter(rule => rule.direction === way)
  const matched = whichRule(rules, way, packet, id => groupAddresses(network, one.vpcId, id))
  yield matched ? { ...hop, matched: matched.id } : hop
  if (matched) return undefined
  return stop(rules.length > 0 ? 'ENI_SG_RULES_MISMATCH' : 'SG_HAS_NO_RULES', one.id)
}

function* passAcl({ network, packet }: Journey, subnet: Subnet, way: Way): Hops<Stopped | undefined> {
  const [association] = network.networkAclAssociations.where('subnet', subnet.id)
  const acl = association && network.networkAcls.get(association.networkAclId)
  if (!acl) throw new Error(`no network ACL guards ${subnet.id}`)
  const entry = whichEntry(acl, way, packet)
  const allow = entry?.allow ?? false
  yield { at: 'network-acl', networkAclId: acl.id, subnetId: subnet.id, way, entry: entry?.number ?? '*', allow }
  return allow ? undefined : stop('SUBNET_ACL_RESTRICTION', acl.id)
}

const meant = ({ target }: Journey, vpcId: string): boolean => !target || target.vpcId === vpcId

const notConnected = ({ id, attachment }: NetworkInterface): Stopped =>
  attachment ? stop('BAD_STATE', attachment.instanceId) : stop('UNASSOCIATED_COMPONENT', id)

const interfaceHop = (one: NetworkInterface, { text }: Address): Hop => ({
  at: 'interface',
  interfaceId: one.id,
  ...(one.attachment && { instanceId: one.attachment.instanceId }),
  address: text,
  subnetId: one.subnetId,
  vpcId: one.vpcId,
})

/** What an instance has on any of its interfaces it reaches without sending anything. */
const ownAddresses = (network: Network, { attachment }: NetworkInterface): readonly Address[] =>
  attachment
    ? network.networkInterfaces.where('instance', attachment.instanceId).flatMap(one => one.addresses)
    : []

const hasAddress = (one: NetworkInterface, wanted: Address): boolean =>
  one.addresses.some(own => own.version === wanted.version && own.at === wanted.at)

function subnetOf(network: Network, { subnetId }: NetworkInterface): Subnet {
  const subnet = network.subnets.get(subnetId)
  if (!subnet) throw new Error(`an interface is in ${subnetId}, which does not exist`)
  return subnet
}

const blocks = (network: Network, vpcId: string): readonly Cidr[] => {
  const vpc = network.vpcs.get(vpcId)
  return vpc ? blocksOf(vpc) : []
}
