import type {
  RouteTable as Shown,
  RouteTableAssociation as ShownAssociation,
  Route as ShownRoute,
} from '@aws-sdk/client-ec2'
import type { Network } from '../model/network.ts'
import { isMain } from '../model/route-association.ts'
import type { Destination, RouteTable, RouteTableAssociation } from '../model/route-table.ts'
import { rowsOf, type TableRow } from '../model/table-rows.ts'
import { showTags } from './tags.ts'

/** A route table on the wire: its local routes first, and of its associations the explicit ones and the main one. */
export const showRouteTable = (network: Network, table: RouteTable): Shown => ({
  RouteTableId: table.id,
  VpcId: table.vpcId,
  OwnerId: table.ownerId,
  Associations: showAssociations(network, table),
  PropagatingVgws: (table.propagates ?? []).map(GatewayId => ({ GatewayId })),
  Routes: showRoutes(network, table),
  Tags: showTags(table.tags),
})

export const showRoutes = (network: Network, table: RouteTable): ShownRoute[] =>
  rowsOf(network, table).map(route => ({
    [destinationMember(route.destination)]: route.destination.text,
    ...showTarget(network, table, route.target),
    Origin: route.origin,
    State: route.state,
  }))

function destinationMember(destination: Destination): keyof ShownRoute {
  if ('prefixListId' in destination) return 'DestinationPrefixListId'
  return destination.version === 4 ? 'DestinationCidrBlock' : 'DestinationIpv6CidrBlock'
}

export const showAssociations = (network: Network, table: RouteTable): ShownAssociation[] =>
  network.routeTableAssociations.where('table', table.id).map(showAssociation)

const showAssociation = (association: RouteTableAssociation): ShownAssociation => ({
  Main: isMain(association),
  RouteTableAssociationId: association.id,
  RouteTableId: association.routeTableId,
  ...(association.subnetId && { SubnetId: association.subnetId }),
  ...(association.gatewayId && { GatewayId: association.gatewayId }),
  AssociationState: ASSOCIATED,
})

/** An association takes effect with the call that makes it. */
export const ASSOCIATED = { State: 'associated' } as const

/** An instance and its interface are shown together, whichever of them was asked for. */
function showTarget(network: Network, table: RouteTable, target: TableRow['target']): ShownRoute {
  switch (target.kind) {
    case 'local':
      return { GatewayId: 'local' }
    case 'internet-gateway':
    case 'vpn-gateway':
    case 'vpc-endpoint':
      return { GatewayId: target.id }
    case 'egress-only-gateway':
      return { EgressOnlyInternetGatewayId: target.id }
    case 'nat-gateway':
      return { NatGatewayId: target.id }
    case 'peering':
      return { VpcPeeringConnectionId: target.id }
    case 'network-interface': {
      const instanceId = network.networkInterfaces.get(target.id)?.attachment?.instanceId
      return { NetworkInterfaceId: target.id, ...(instanceId && showInstance(table, instanceId)) }
    }
    case 'instance': {
      const [only] = network.networkInterfaces.where('instance', target.id)
      return { ...showInstance(table, target.id), ...(only && { NetworkInterfaceId: only.id }) }
    }
  }
}

const showInstance = (table: RouteTable, id: string): ShownRoute => ({
  InstanceId: id,
  InstanceOwnerId: table.ownerId,
})
