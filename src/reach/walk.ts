/**
 * The way of one packet through the network, in AWS's order: groups of the source, network ACL of its subnet, route
 * table, peering connection, network ACL of the destination's subnet, groups of the destination. Each hop says which
 * objects it met and what matched there. Inside a subnet only the groups apply.
 * Sources: VPC User Guide, "Route tables" and "Security groups"; VPC Peering Guide, "Limitations".
 */
import { type Address, type Cidr, holds } from '../model/cidr.ts'
import { isConnected } from '../model/connected.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import type { Subnet } from '../model/subnet.ts'
import { held } from '../model/vpc.ts'
import { passAcl, passGroups } from './gates.ts'
import { type End, type Hop, type Hops, type Journey, meant, type Stopped, stop } from './hop.ts'
import { takeRoute } from './routing.ts'

/** Walks a packet from an interface to where it arrives or stops. */
export function* walk(journey: Journey, from: NetworkInterface): Hops<End> {
  const { network, packet } = journey
  yield interfaceHop(from, packet.source)
  if (!isConnected(network, from)) return notConnected(from)
  if (ownAddresses(network, from).some(own => own.at === packet.destination.at))
    return meant(journey, from.vpcId)
      ? { arrived: from }
      : stop('VPC_LOCAL_ROUTE_CIDR_RESTRICTION', from.vpcId)
  const denied = yield* passGroups(journey, from, 'egress')
  if (denied) return denied
  const subnet = subnetOf(network, from)
  return [subnet.cidr, ...ipv6Of(subnet)].some(block => holds(block, packet.destination))
    ? yield* insideSubnet(journey, subnet)
    : yield* leaveSubnet(journey, subnet)
}

function* insideSubnet(journey: Journey, { id, vpcId }: Subnet): Hops<End> {
  yield { at: 'subnet', subnetId: id }
  if (!meant(journey, vpcId)) return stop('VPC_LOCAL_ROUTE_CIDR_RESTRICTION', vpcId)
  return yield* deliver(journey, vpcId, id)
}

function* leaveSubnet(journey: Journey, subnet: Subnet): Hops<End> {
  const denied = yield* passAcl(journey, subnet, 'egress')
  if (denied) return denied
  const next = yield* takeRoute(journey, subnet)
  return 'stopped' in next ? next : yield* deliver(journey, next.vpcId, subnet.id)
}

/** From the router of a VPC to the interface that has the address. */
function* deliver(journey: Journey, vpcId: string, fromSubnetId: string): Hops<End> {
  const { network, packet } = journey
  const to = network.networkInterfaces.where('vpc', vpcId).find(one => hasAddress(one, packet.destination))
  if (!to) return stop('UNKNOWN_DESTINATION', vpcId)
  const entered = to.subnetId === fromSubnetId ? undefined : subnetOf(network, to)
  const denied =
    (entered && (yield* passAcl(journey, entered, 'ingress'))) ?? (yield* passGroups(journey, to, 'ingress'))
  if (denied) return denied
  yield interfaceHop(to, packet.destination)
  return isConnected(network, to) ? { arrived: to } : notConnected(to)
}

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

const ipv6Of = (subnet: Subnet): readonly Cidr[] => subnet.ipv6Blocks.filter(held).map(block => block.cidr)
