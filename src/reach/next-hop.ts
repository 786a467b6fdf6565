/**
 * A route to a network interface: that of a NAT gateway, or of a middlebox, which is an instance of the tenant's. What a
 * middlebox does with the packets of others only its owner knows; here it sends them on as they are.
 * Sources: VPC User Guide, "NAT instances" and "Middlebox routing"; EC2 User Guide, "Source/destination checking".
 */
import { isConnected } from '../model/connected.ts'
import { addressesOf, type NetworkInterface } from '../model/network-interface.ts'
import { passAcl, passGroups } from './gates.ts'
import { hasAddress, interfaceHop, notConnected, subnetOf } from './interface.ts'
import { arrive, type Hops, type Journey, type Spot, sendOn, stop } from './journey.ts'
import { enterNatGateway, natGatewayOf } from './nat-gateway.ts'

type AtNextHop = Extract<Spot, { readonly kind: 'next-hop' }>

export function* takeNextHop(journey: Journey, { one, fromSubnetId }: AtNextHop): Hops {
  const { network } = journey
  const entered = one.subnetId === fromSubnetId ? undefined : subnetOf(network, one)
  const denied = entered && (yield* passAcl(journey, entered, 'ingress'))
  if (denied) return denied
  const nat = natGatewayOf(network, one)
  return nat ? yield* enterNatGateway(journey, nat, one) : yield* passMiddlebox(journey, one)
}

function* passMiddlebox(journey: Journey, one: NetworkInterface): Hops {
  const { network, packet } = journey
  const denied = yield* passGroups(journey, one, 'ingress')
  if (denied) return denied
  yield interfaceHop(one, packet.destination)
  if (!isConnected(network, one) || !one.attachment) return notConnected(one)
  if (addressesOf(one, packet.destination.version).length === 0)
    return stop('ENI_ADDRESS_RESTRICTION', one.id)
  if (hasAddress(one, packet.destination)) return arrive(journey, { kind: 'interface', one }, one.id)
  if (one.sourceDestCheck) return stop('ENI_SOURCE_DEST_CHECK_RESTRICTION', one.id)
  yield { at: 'middlebox', interfaceId: one.id, instanceId: one.attachment.instanceId }
  return sendOn(journey, one)
}
