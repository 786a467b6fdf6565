/** A VPC with its subnets and route tables, from AWS's shapes to `SeenVpc`. */
import type { Route, RouteTable, Subnet, Vpc } from '@aws-sdk/client-ec2'
import type { SeenGroup, SeenRoute, SeenSubnet, SeenTable, SeenVpc } from '../../mesh/landscape.ts'
import type { Cidr } from '../../model/cidr.ts'
import type { Place } from '../../model/owned.ts'
import type { PrefixLists, SeenPrefixList } from './read-prefix-lists.ts'
import { cidrs, seenTags } from './seen.ts'

/** What an account in a Region answers about one VPC. */
export interface VpcParts {
  readonly dnsSupport: boolean
  readonly dnsHostnames: boolean
  readonly subnets: readonly Subnet[]
  readonly tables: readonly RouteTable[]
  readonly groups: readonly SeenGroup[]
  /** Those that the tables' routes name. */
  readonly prefixLists: PrefixLists
}

export function seenVpc(place: Place, vpc: Vpc, parts: VpcParts): SeenVpc {
  const { dnsSupport, dnsHostnames, groups, prefixLists } = parts
  const tables = parts.tables.filter(servesSubnets)
  return {
    ...place,
    id: vpc.VpcId ?? '',
    tags: seenTags(vpc.Tags),
    blocks: blocksOf(vpc),
    dnsSupport,
    dnsHostnames,
    subnets: parts.subnets.map(subnet => seenSubnet(subnet, tables)),
    tables: tables.map(table => seenTable(table, prefixLists)),
    groups,
  }
}

/** The primary IPv4 block first. */
function blocksOf(vpc: Vpc): readonly Cidr[] {
  const four = (vpc.CidrBlockAssociationSet ?? [])
    .filter(one => one.CidrBlockState?.State === 'associated')
    .map(one => one.CidrBlock)
  const six = (vpc.Ipv6CidrBlockAssociationSet ?? [])
    .filter(one => one.Ipv6CidrBlockState?.State === 'associated')
    .map(one => one.Ipv6CidrBlock)
  return cidrs([...new Set([vpc.CidrBlock, ...four, ...six])])
}

function seenSubnet(subnet: Subnet, tables: readonly RouteTable[]): SeenSubnet {
  const { SubnetId: id = '' } = subnet
  const six = (subnet.Ipv6CidrBlockAssociationSet ?? [])
    .filter(one => one.Ipv6CidrBlockState?.State === 'associated')
    .map(one => one.Ipv6CidrBlock)
  const own = tables.find(table => table.Associations?.some(one => one.SubnetId === id))
  return {
    id,
    tags: seenTags(subnet.Tags),
    blocks: cidrs([subnet.CidrBlock, ...six]),
    tableId: (own ?? tables.find(isMain))?.RouteTableId ?? '',
  }
}

/** A gateway's table has no routes that lead out of the VPC. */
const servesSubnets = (table: RouteTable): boolean =>
  !table.Associations?.some(one => one.GatewayId !== undefined)

const isMain = (table: RouteTable): boolean => table.Associations?.some(one => one.Main) ?? false

const seenTable = (table: RouteTable, prefixLists: PrefixLists): SeenTable => ({
  id: table.RouteTableId ?? '',
  tags: seenTags(table.Tags),
  isMain: isMain(table),
  routes: (table.Routes ?? []).map(route => seenRoute(route, prefixLists)),
})

function seenRoute(route: Route, prefixLists: PrefixLists): SeenRoute {
  const { DestinationPrefixListId: listId, DestinationCidrBlock: four, DestinationIpv6CidrBlock: six } = route
  return {
    ...(listId === undefined
      ? { destinations: cidrs([four ?? six]) }
      : ofList(listId, prefixLists.get(listId))),
    target: targetOf(route),
    isBlackhole: route.State === 'blackhole',
    isPropagated: route.Origin === 'EnableVgwRoutePropagation',
  }
}

const ofList = (prefixListId: string, list: SeenPrefixList | undefined) => ({
  destinations: list?.blocks ?? [],
  prefixListId,
  ...(list?.maxEntries !== undefined && { maxEntries: list.maxEntries }),
})

/** An interface of an instance is shown with both: the instance is what people know. */
const targetOf = (route: Route): string =>
  route.GatewayId ??
  route.NatGatewayId ??
  route.VpcPeeringConnectionId ??
  route.TransitGatewayId ??
  route.InstanceId ??
  route.NetworkInterfaceId ??
  route.EgressOnlyInternetGatewayId ??
  route.CarrierGatewayId ??
  route.LocalGatewayId ??
  route.CoreNetworkArn ??
  route.OdbNetworkArn ??
  ''
