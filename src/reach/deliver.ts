/** From the router of a VPC to the interface that has the address. */
import { isConnected } from '../model/connected.ts'
import { passAcl, passGroups } from './gates.ts'
import { interfaceAt, interfaceHop, notConnected, subnetOf } from './interface.ts'
import { arrive, type Hops, type Journey, type Spot, stop } from './journey.ts'
import { enterNatGateway, natGatewayOf } from './nat-gateway.ts'

type AtRouter = Extract<Spot, { readonly kind: 'router' }>

export function* deliver(journey: Journey, { vpcId, fromSubnetId }: AtRouter): Hops {
  const { network, packet } = journey
  const to = interfaceAt(network, vpcId, packet.destination)
  if (!to) return stop('UNKNOWN_DESTINATION', vpcId)
  const entered = to.subnetId === fromSubnetId ? undefined : subnetOf(network, to)
  const denied = entered && (yield* passAcl(journey, entered, 'ingress'))
  if (denied) return denied
  const nat = natGatewayOf(network, to)
  if (nat) return yield* enterNatGateway(journey, nat, to)
  const dropped = yield* passGroups(journey, to, 'ingress')
  if (dropped) return dropped
  yield interfaceHop(to, packet.destination)
  return isConnected(network, to) ? arrive(journey, { kind: 'interface', one: to }, vpcId) : notConnected(to)
}
