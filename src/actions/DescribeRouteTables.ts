import type { RouteTableAssociation as ShownAssociation, Route as ShownRoute } from '@aws-sdk/client-ec2'
import type { RouteTable } from '../model/route-table.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe, type FilterValue } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showAssociations, showRoutes, showRouteTable } from './show-route-table.ts'

/** Refuses: InvalidRouteTableId.Malformed, InvalidRouteTableID.NotFound, and what `describe` refuses. */
export const DescribeRouteTables: Decide<'DescribeRouteTables'> = (situation, input) => {
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids: input.RouteTableIds })
  return { reply: { RouteTables: found.map(table => showRouteTable(situation.network, table)), NextToken } }
}

/** Filters by what a route or an association shows, named after the filter's second half. */
const byRoute = {
  'destination-cidr-block': 'DestinationCidrBlock',
  'destination-ipv6-cidr-block': 'DestinationIpv6CidrBlock',
  'destination-prefix-list-id': 'DestinationPrefixListId',
  'egress-only-internet-gateway-id': 'EgressOnlyInternetGatewayId',
  'gateway-id': 'GatewayId',
  'instance-id': 'InstanceId',
  'nat-gateway-id': 'NatGatewayId',
  'transit-gateway-id': 'TransitGatewayId',
  origin: 'Origin',
  state: 'State',
  'vpc-peering-connection-id': 'VpcPeeringConnectionId',
} as const satisfies Record<string, keyof ShownRoute>

const byAssociation = {
  'gateway-id': 'GatewayId',
  'route-table-association-id': 'RouteTableAssociationId',
  'route-table-id': 'RouteTableId',
  'subnet-id': 'SubnetId',
  main: 'Main',
} as const satisfies Record<string, keyof ShownAssociation>

const catalogue = (situation: Situation): Catalogue<RouteTable> =>
  ownedCatalogue(situation, 'route-table', {
    filters: {
      ...filtersBy('route', byRoute, table => showRoutes(situation.network, table)),
      ...filtersBy('association', byAssociation, table => showAssociations(situation.network, table)),
      'owner-id': table => table.ownerId,
      'route-table-id': table => table.id,
      'vpc-id': table => table.vpcId,
    },
    indexes: { 'vpc-id': 'vpc' },
  })

/** A filter `{prefix}.{name}` for each of these members, over all that a table shows of that sort. */
function filtersBy<M extends string, P extends { readonly [member in M]?: FilterValue }>(
  prefix: string,
  members: Readonly<Record<string, M>>,
  shown: (table: RouteTable) => readonly P[],
): Catalogue<RouteTable>['filters'] {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [
      `${prefix}.${name}`,
      (table: RouteTable) => shown(table).map(part => part[member]),
    ]),
  )
}
