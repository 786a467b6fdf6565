import type {
  RouteTable as Shown,
  RouteTableAssociation as ShownAssociation,
  Route as ShownRoute,
} from '@aws-sdk/client-ec2'
import type { Network } from '../model/network.ts'
import { isMain } from '../model/route-association.ts'
import { type EffectiveRoute, routesOf } from '../model/route-choice.ts'
import type { RouteTable, RouteTableAssociation } from '../model/route-table.ts'
import { showTags } from './tags.ts'

/** A route table on the wire: its local routes first, and of its associations the explicit ones and the main one. */
export const showRouteTable = (network: Network, table: RouteTable): Shown => ({
  RouteTableId: table.id,
  VpcId: table.vpcId,
  OwnerId: table.ownerId,
  Associations: showAssociations(network, table),
  PropagatingVgws: [],
  Routes: showRoutes(network, table),
  Tags: showTags(table.tags),
})

export const showRoutes = (network: Network, table: RouteTable): ShownRoute[] =>
  routesOf(network, table).map(route => ({
    [route.destination.version === 4 ? 'DestinationCidrBlock' : 'DestinationIpv6CidrBlock']:
      route.destination.text,
    ...showTarget(network, table, route.target),
    Origin: route.origin,
    State: route.state,
  }))

export const showAssociations = (network: Network, table: RouteTable): ShownAssociation[] =>
  network.routeTableAssociations.where('table', table.id).map(showAssociation)

const showAssociation = (association: RouteTableAssociation): ShownAssociation => ({
  Main: isMain(association),
  RouteTableAssociationId: association.id,
  RouteTableId: association.routeTableId,
  ...(association.subnetId && { SubnetId: association.subnetId }),
  AssociationState: ASSOCIATED,
})

/** An association takes effect with the call that makes it. */
export const ASSOCIATED = { State: 'associated' } as const

/** An instance and its interface are shown together, whichever of them was asked for. */
function showTarget(network: Network, table: RouteTable, target: EffectiveRoute['target']): ShownRoute {
  switch (target.kind) {
    case 'local':
      return { GatewayId: 'local' }
    case 'internet-gateway':
      return { GatewayId: target.id }
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
