/**
 * The way of one packet through the network, in AWS's order: groups of the source, network ACL of its subnet, route
 * table, peering connection or gateway, network ACL of the destination's subnet, groups of the destination. Each hop says
 * which objects it met and what matched there. A walk is a row of steps, one from each spot to the next; there is a file for
 * every kind of spot. Sources: VPC User Guide, "Route tables" and "Security groups"; VPC Peering Guide, "Limitations".
 */
import { answerOfAmazon } from './amazon.ts'
import { deliver } from './deliver.ts'
import { enterByEdge } from './edge.ts'
import { leaveService } from './gateway-endpoint.ts'
import { crossInternet } from './internet.ts'
import type { End, Hops, Journey, Next, Spot, Terminus } from './journey.ts'
import { leaveInterface } from './leave.ts'
import { deliverLinked } from './link-ends.ts'
import { takeNextHop } from './next-hop.ts'
import { leaveSite } from './vpn.ts'

/** Walks a packet from where it begins to where it arrives or stops. */
export function* walk(journey: Journey, from: Terminus): Hops<End> {
  let next: Next = { journey, spot: from }
  while ('spot' in next) next = yield* step(next.journey, next.spot)
  return next
}

function step(journey: Journey, spot: Spot): Hops {
  switch (spot.kind) {
    case 'interface':
      return leaveInterface(journey, spot.one)
    case 'router':
      return deliver(journey, spot)
    case 'link':
      return deliverLinked(journey, spot.to)
    case 'next-hop':
      return takeNextHop(journey, spot)
    case 'edge':
      return enterByEdge(journey, spot)
    case 'internet':
      return crossInternet(journey)
    case 'site':
      return leaveSite(journey, spot.connection)
    case 'service':
      return leaveService(journey, spot.endpoint)
    case 'amazon':
      return answerOfAmazon(journey, spot.asker)
  }
}
