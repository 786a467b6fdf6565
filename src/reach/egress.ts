/**
 * Out of the simulated Internet to the machine's own network, where the operator has allowed it (`isthmus serve --egress`).
 * Who is there, and whether they answer, the network does not know. Nobody comes in by it.
 */
import { IPV6_POOL } from '../model/amazon-ipv6.ts'
import { PUBLIC_POOL } from '../model/public-pool.ts'
import { isIn } from './interface.ts'
import { arrive, type Hops, type Journey, stop } from './journey.ts'

/** A packet to an address that nobody on the simulated Internet has. */
export function* leaveByEgress(journey: Journey): Hops {
  const { packet, isReply, egress } = journey
  const to = packet.destination.text
  const isOurs = isIn([PUBLIC_POOL, IPV6_POOL], packet.destination)
  if (!egress || isReply || isOurs) return stop('UNKNOWN_DESTINATION', to)
  yield { at: 'egress', to }
  return packet.payload.protocol === 'icmpv6'
    ? stop('PROTOCOL_RESTRICTION', to)
    : arrive(journey, { kind: 'internet' }, to)
}
