/** What leaves a network interface: past its groups, to a neighbour in its subnet or by the route that wins. */
import { isConnected } from '../model/connected.ts'
import { isClassic } from '../model/ec2-classic.ts'
import type { Network } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { askAmazon } from './amazon.ts'
import { passGroups } from './gates.ts'
import { hasAddress, interfaceHop, isInSubnet, notConnected, subnetOf } from './interface.ts'
import { type Hops, type Journey, meant, stop } from './journey.ts'
import { leaveClassic } from './leave-classic.ts'
import { takeRoute } from './routing.ts'

export function* leaveInterface(journey: Journey, one: NetworkInterface): Hops {
  const { network, packet } = journey
  yield interfaceHop(one, packet.source)
  if (!isConnected(network, one)) return notConnected(one)
  if (ofItsHost(network, one).some(own => hasAddress(own, packet.destination)))
    return meant(journey, one.vpcId)
      ? { arrived: { kind: 'interface', one }, journey }
      : stop('VPC_LOCAL_ROUTE_CIDR_RESTRICTION', one.vpcId)
  const answered = yield* askAmazon(journey, one)
  if (answered) return answered
  const linked = isClassic(network, one) ? yield* leaveClassic(journey, one) : undefined
  if (linked) return linked
  const denied = yield* passGroups(journey, one, 'egress')
  if (denied) return denied
  const subnet = subnetOf(network, one)
  if (!isInSubnet(subnet, packet.destination)) return yield* takeRoute(journey, subnet)
  yield { at: 'subnet', subnetId: subnet.id }
  return meant(journey, subnet.vpcId)
    ? { journey, spot: { kind: 'router', vpcId: subnet.vpcId, fromSubnetId: subnet.id } }
    : stop('VPC_LOCAL_ROUTE_CIDR_RESTRICTION', subnet.vpcId)
}

/** What an instance has on any of its interfaces it reaches without sending anything. */
const ofItsHost = (network: Network, { attachment }: NetworkInterface): readonly NetworkInterface[] =>
  attachment ? network.networkInterfaces.where('instance', attachment.instanceId) : []
