/** The calls that make, change and delete routes. */
import type { Cidr } from '../model/cidr.ts'
import { type Frame, goesTo, type PeeringRef, withPeering } from './calls.ts'
import type { LinkRoute } from './link.ts'
import type { Call } from './plan.ts'

const destinationOf = (block: Cidr) =>
  block.version === 4 ? { DestinationCidrBlock: block.text } : { DestinationIpv6CidrBlock: block.text }

export const routeKey = (
  operation: 'CreateRoute' | 'ReplaceRoute' | 'DeleteRoute',
  route: LinkRoute,
): string => `${operation} ${route.tableId} ${route.destination.text}`

export const setRoute = (
  frame: Frame,
  operation: 'CreateRoute' | 'ReplaceRoute',
  peering: PeeringRef,
  route: LinkRoute,
): Call => ({
  key: routeKey(operation, route),
  operation,
  ...frame,
  what: `${operation === 'CreateRoute' ? 'route' : 'lead the stale route'} ${route.destination.text} in ${route.tableId} to ${peering.called}`,
  input: { RouteTableId: route.tableId, ...destinationOf(route.destination), ...withPeering(peering) },
  ...goesTo(peering),
})

export const deleteRoute = (frame: Frame, route: LinkRoute): Call => ({
  key: routeKey('DeleteRoute', route),
  operation: 'DeleteRoute',
  ...frame,
  what: `take the route ${route.destination.text} from ${route.tableId}`,
  input: { RouteTableId: route.tableId, ...destinationOf(route.destination) },
})
