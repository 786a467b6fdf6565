/**
 * Which subnets a route table may serve; gateways are in `edge-association.ts`. Every VPC has exactly one main table: its association moves, but never goes.
 * Source: VPC User Guide, "Route table association" and "Change the main route table".
 */
import { servesGateway, whyNotServeGateway } from './edge-association.ts'
import type { Network } from './network.ts'
import { type Refusal, refuse } from './refusals.ts'
import type { RouteTable, RouteTableAssociation } from './route-table.ts'
import type { Subnet } from './subnet.ts'

export const isMain = ({ subnetId, gatewayId }: RouteTableAssociation): boolean =>
  subnetId === undefined && gatewayId === undefined

/** Refuses: InvalidParameterValue (another VPC), Resource.AlreadyAssociated, whichever table the subnet has. */
export function whyNotAssociate(network: Network, table: RouteTable, subnet: Subnet): Refusal | undefined {
  if (table.vpcId !== subnet.vpcId)
    return refuse(
      'InvalidParameterValue/different-networks',
      `route table ${table.id}`,
      `subnet ${subnet.id}`,
    )
  if (network.routeTableAssociations.count('serves', subnet.id) === 0) return undefined
  return refuse('Resource.AlreadyAssociated/route-table', table.id)
}

/** Refuses: InvalidParameterValue (another VPC; a gateway's table that may not be one, or that would be the main one). */
export function whyNotReassociate(
  network: Network,
  association: RouteTableAssociation,
  table: RouteTable,
): Refusal | undefined {
  if (association.vpcId !== table.vpcId)
    return refuse(
      'InvalidParameterValue/different-networks',
      `route table association ${association.id}`,
      `route table ${table.id}`,
    )
  if (association.gatewayId !== undefined) return whyNotServeGateway(network, table)
  return isMain(association) && servesGateway(network, table)
    ? refuse('InvalidParameterValue/edge-main', table.id)
    : undefined
}

/** Refuses: InvalidParameterValue for the main one. */
export const whyNotDisassociate = (association: RouteTableAssociation): Refusal | undefined =>
  isMain(association) ? refuse('InvalidParameterValue/main-association', association.id) : undefined

/** Refuses: DependencyViolation while it serves a subnet or a gateway or is the main table. */
export const whyNotDeleteRouteTable = (network: Network, { id }: RouteTable): Refusal | undefined =>
  network.routeTableAssociations.count('table', id) > 0
    ? refuse('DependencyViolation', 'routeTable', id)
    : undefined
