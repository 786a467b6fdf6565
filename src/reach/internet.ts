/** On the simulated Internet: to the host there, into the VPC that has the address, or out to the machine's network. */
import type { Address } from '../model/cidr.ts'
import { INTERNET_HOST } from '../model/internet.ts'
import type { Network } from '../model/network.ts'
import { privateOf } from '../model/public-mapping.ts'
import { held } from '../model/vpc.ts'
import { leaveByEgress } from './egress.ts'
import { enterByEgressOnlyGateway } from './egress-only-gateway.ts'
import { isIn, isSame } from './interface.ts'
import { enterByInternetGateway } from './internet-gateway.ts'
import { arrive, type Hops, type Journey, stop } from './journey.ts'

export function* crossInternet(journey: Journey): Hops {
  const { network, packet } = journey
  const { source, destination } = packet
  yield { at: 'internet', from: source.text, to: destination.text }
  if (INTERNET_HOST.some(host => isSame(host, destination)))
    return arrive(journey, { kind: 'internet' }, destination.text)
  const owner = destination.version === 4 ? mapped(network, destination) : unmapped(network, destination)
  if (!owner) return yield* leaveByEgress(journey)
  const [gateway] = network.internetGateways.where('vpc', owner.vpcId)
  if (gateway) return yield* enterByInternetGateway(journey, gateway, owner.address)
  const [egressOnly] = network.egressOnlyGateways.where('vpc', owner.vpcId)
  return egressOnly
    ? yield* enterByEgressOnlyGateway(journey, egressOnly)
    : stop('UNKNOWN_DESTINATION', destination.text)
}

/** The VPC that has a public address, and the address that it has there. */
interface Owner {
  readonly vpcId: string
  readonly address: Address
}

function mapped(network: Network, at: Address): Owner | undefined {
  const end = privateOf(network, at)
  return end && { vpcId: end.interface.vpcId, address: end.address }
}

function unmapped(network: Network, address: Address): Owner | undefined {
  for (const { id, ipv6Blocks } of network.vpcs.values())
    if (
      isIn(
        ipv6Blocks.filter(held).map(block => block.cidr),
        address,
      )
    )
      return { vpcId: id, address }
  return undefined
}
