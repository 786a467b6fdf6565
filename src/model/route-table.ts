/** Route tables, their routes and their associations. Which route wins is in `route-choice.ts`. */
import type { Cidr } from './cidr.ts'
import type { Owned } from './owned.ts'

export interface RouteTable extends Owned {
  readonly kind: 'route-table'
  readonly vpcId: string
  readonly createdAt: number
  /** The virtual private gateways whose routes come into the table by themselves. */
  readonly propagates?: readonly string[]
}

/**
 * A table serves a subnet; or a gateway: what comes into the VPC through it; or it is the main table of its VPC: then it
 * serves every subnet without one of its own.
 */
export interface RouteTableAssociation extends Owned {
  readonly kind: 'route-table-association'
  readonly vpcId: string
  readonly routeTableId: string
  /** Neither: this is the main association of the VPC. */
  readonly subnetId?: string
  /** An internet gateway or a virtual private gateway. */
  readonly gatewayId?: string
}

/** What a route leads to: one kind of target and its id. */
export type RouteTarget = {
  readonly [K in RouteTargetKind]: { readonly kind: K; readonly id: string }
}[RouteTargetKind]

export type RouteTargetKind =
  | 'internet-gateway'
  | 'vpc-endpoint'
  | 'egress-only-gateway'
  | 'nat-gateway'
  | 'vpn-gateway'
  | 'peering'
  | 'network-interface'
  | 'instance'

/** Whatever a managed prefix list holds, at any time. The text is the list's id. */
export interface ListDestination {
  readonly version: Cidr['version']
  readonly text: string
  readonly prefixListId: string
}

export type Destination = Cidr | ListDestination

/**
 * A route someone made; for one of the VPC's blocks it is the local route with another target. Other local routes are not
 * stored: they follow from the blocks. The id is `{route table}|{destination}`, so a table has one route per destination
 * by construction.
 */
export interface Route extends Owned {
  readonly kind: 'route'
  readonly vpcId: string
  readonly routeTableId: string
  readonly destination: Destination
  readonly target: RouteTarget
  readonly createdAt: number
}

export const newRoute = (
  { id, ownerId, region, vpcId }: RouteTable,
  destination: Destination,
  target: RouteTarget,
  createdAt: number,
): Route => ({
  kind: 'route',
  id: routeId(id, destination),
  ownerId,
  region,
  vpcId,
  routeTableId: id,
  destination,
  target,
  tags: {},
  createdAt,
})

export const routeId = (routeTableId: string, destination: Destination): string =>
  `${routeTableId}|${destination.text}`
