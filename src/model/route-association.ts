/**
 * Which subnets a route table may serve. Every VPC has exactly one main table: its association moves, but never goes.
 * Source: VPC User Guide, "Route table association" and "Change the main route table".
 */
import type { Network } from './network.ts'
import { type Refusal, refuse } from './refusals.ts'
import type { RouteTable, RouteTableAssociation } from './route-table.ts'
import type { Subnet } from './subnet.ts'

export const isMain = (association: RouteTableAssociation): boolean => association.subnetId === undefined

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

/** Refuses: InvalidParameterValue (another VPC). */
export function whyNotReassociate(
  association: RouteTableAssociation,
  table: RouteTable,
): Refusal | undefined {
  if (association.vpcId === table.vpcId) return undefined
  return refuse(
    'InvalidParameterValue/different-networks',
    `route table association ${association.id}`,
    `route table ${table.id}`,
  )
}

/** Refuses: InvalidParameterValue for the main one. */
export const whyNotDisassociate = (association: RouteTableAssociation): Refusal | undefined =>
  isMain(association) ? refuse('InvalidParameterValue/main-association', association.id) : undefined

/** Refuses: DependencyViolation while it serves a subnet or is the main table. */
export const whyNotDeleteRouteTable = (network: Network, { id }: RouteTable): Refusal | undefined =>
  network.routeTableAssociations.count('table', id) > 0
    ? refuse('DependencyViolation', 'routeTable', id)
    : undefined
