/**
 * What may stand in a route table. Checks return a refusal or nothing; which route then wins is in `route-choice.ts`.
 * Sources: VPC User Guide, "Route tables" and "Considerations for replacing or restoring the target of a local route";
 * VPC Peering Guide, "Update your route tables"; the messages as seen from AWS.
 */
import { type Cidr, cidr, contains } from './cidr.ts'
import { whyNotEdgeRoute } from './edge-association.ts'
import { notFound } from './identities.ts'
import { localBlocksOf } from './local-routes.ts'
import { prefixListIn } from './named-prefix-list.ts'
import type { Network } from './network.ts'
import { type Peering, type PeeringState, sidesOf } from './peering.ts'
import { type Refusal, refuse } from './refusals.ts'
import {
  type Destination,
  type Route,
  type RouteTable,
  type RouteTarget,
  type RouteTargetKind,
  routeId,
} from './route-table.ts'
import type { Subnet } from './subnet.ts'
import { blocksOf, held } from './vpc.ts'
import { attachedTo } from './vpn-gateway.ts'

/** The route that somebody wants in a table. */
export interface RouteWish {
  readonly table: RouteTable
  readonly destination: Destination
  readonly target: RouteTarget
}

/**
 * The states of a peering that a new route may lead to: it is there, or may come. What AWS answers for the others, which
 * are still shown for a while, is not documented; here such a peering is gone.
 */
const ROUTABLE: readonly PeeringState[] = [
  'initiating-request',
  'pending-acceptance',
  'provisioning',
  'active',
]

/** AWS's own services answer in these; a larger block that holds one of them is allowed. */
export const RESERVED = [cidr('169.254.168.0/22'), cidr('fd00:ec2::/32')]

/**
 * Why a new route may not be made. `most` is the quota of routes in a table for one family; local routes do not count.
 * Refuses: InvalidVpcPeeringConnectionID.NotFound, InvalidInstanceID, InvalidParameterValue (another network, reserved,
 * inside the VPC), RouteAlreadyExists, RouteLimitExceeded.
 */
export function whyNotCreateRoute(network: Network, wish: RouteWish, most: number): Refusal | undefined {
  const { table, destination } = wish
  const no = whyNotRoute(network, wish)
  if (no) return no
  const before = routeTo(network, table, destination)
  if (before && leadsTo(network, before, wish.target)) return undefined
  if (before || isLocal(network, table, destination)) return refuse('RouteAlreadyExists', destination.text)
  const inFamily = weightOfRoutes(network, table, destination.version)
  return inFamily + weight(network, table, destination) <= most ? undefined : refuse('RouteLimitExceeded')
}

/** As how many routes those of a table count in a family: one to a prefix list as often as that may have entries. */
export function weightOfRoutes(network: Network, table: RouteTable, version: Cidr['version']): number {
  const local = new Set(localBlocks(network, table).map(block => block.text))
  return network.routes
    .where('table', table.id)
    .filter(({ destination }) => destination.version === version && !local.has(destination.text))
    .reduce((sum, route) => sum + weight(network, table, route.destination), 0)
}

const weight = (network: Network, { region }: RouteTable, destination: Destination): number =>
  'prefixListId' in destination
    ? (prefixListIn(network, region, destination.prefixListId)?.maxEntries ?? 0)
    : 1

/**
 * Why a route may not get that target. Refuses: what `whyNotCreateRoute` refuses of target and destination,
 * InvalidParameterValue where there is no route. There is always one for a block of the VPC.
 */
export function whyNotReplaceRoute(network: Network, wish: RouteWish): Refusal | undefined {
  const { table, destination } = wish
  const no = whyNotRoute(network, wish)
  if (no) return no
  if (isBlock(network, table, destination)) return undefined
  const route = routeTo(network, table, destination)
  if (route?.target.kind === 'vpc-endpoint')
    return refuse('InvalidParameterValue/endpoint-route-change', destination.text, table.id)
  if (route) return undefined
  return refuse('InvalidParameterValue/no-route-to-replace', destination.text)
}

/** Why a destination may not be led back to `local`: it is not one of the VPC's blocks. Refuses: InvalidParameterValue. */
export const whyNotLocalTarget = (
  network: Network,
  table: RouteTable,
  destination: Destination,
): Refusal | undefined =>
  isBlock(network, table, destination) ? undefined : refuse('InvalidParameterValue/local-target')

const FAMILY = { 4: 'cidr-block', 6: 'ipv6-cidr-block' } as const

/** Why a route may not go. Refuses: InvalidParameterValue for a local one or an endpoint's, InvalidRoute.NotFound. */
export function whyNotDeleteRoute(
  network: Network,
  table: RouteTable,
  destination: Destination,
): Refusal | undefined {
  const { text, version } = destination
  if (isLocal(network, table, destination)) return refuse('InvalidParameterValue/local-route', text, table.id)
  const route = routeTo(network, table, destination)
  if (route?.target.kind === 'vpc-endpoint')
    return refuse('InvalidParameterValue/endpoint-route', text, table.id)
  if (route) return undefined
  return refuse(
    'InvalidRoute.NotFound',
    'prefixListId' in destination ? 'prefix-list-id' : FAMILY[version],
    text,
    table.id,
  )
}

/** The route that someone made for exactly this destination. */
export const routeTo = (network: Network, table: RouteTable, destination: Destination): Route | undefined =>
  network.routes.get(routeId(table.id, destination))

/** What holds for every route, new or changed; the first refusal counts. */
const rules: readonly ((network: Network, wish: RouteWish) => Refusal | undefined)[] = [
  whyNotTarget,
  whyNotThisNetwork,
  whyNotReserved,
  whyNotEdgeRoute,
  whyNotInsideVpc,
]

function whyNotRoute(network: Network, wish: RouteWish): Refusal | undefined {
  for (const rule of rules) {
    const no = rule(network, wish)
    if (no) return no
  }
  return undefined
}

interface TargetRule {
  /** What AWS calls it in its refusals. */
  readonly called: string
  /** Whether it may take addresses of the VPC itself: a middlebox in front of a whole subnet. */
  readonly inside: boolean
  /** The VPCs it belongs to. */
  vpcs(network: Network, id: string): readonly (string | undefined)[]
}

const targets: Readonly<Record<RouteTargetKind, TargetRule>> = {
  'internet-gateway': {
    called: 'network gateway',
    inside: false,
    vpcs: (network, id) => [network.internetGateways.get(id)?.vpcId],
  },
  'vpc-endpoint': {
    called: 'network gateway',
    inside: false,
    vpcs: (network, id) => [network.vpcEndpoints.get(id)?.vpcId],
  },
  'egress-only-gateway': {
    called: 'network gateway',
    inside: false,
    vpcs: (network, id) => [network.egressOnlyGateways.get(id)?.vpcId],
  },
  'nat-gateway': {
    called: 'NAT gateway',
    inside: true,
    vpcs: (network, id) => [network.natGateways.get(id)?.vpcId],
  },
  'vpn-gateway': {
    called: 'network gateway',
    inside: false,
    vpcs: (network, id) => [attachedTo(network.vpnGateways.get(id))],
  },
  peering: {
    called: 'network gateway',
    inside: false,
    vpcs: (network, id) => vpcsOf(network.peerings.get(id)),
  },
  'network-interface': {
    called: 'interface',
    inside: true,
    vpcs: (network, id) => [network.networkInterfaces.get(id)?.vpcId],
  },
  instance: {
    called: 'instance',
    inside: true,
    vpcs: (network, id) => [network.instances.get(id)?.vpcId],
  },
}

const vpcsOf = (peering: Peering | undefined) => (peering ? sidesOf(peering).map(side => side.vpcId) : [])

/**
 * The target by itself: a peering or a NAT gateway that has not ended, an instance with exactly one interface; an egress-only
 * internet gateway for IPv6.
 */
function whyNotTarget(
  network: Network,
  { destination, target: { kind, id } }: RouteWish,
): Refusal | undefined {
  if (kind === 'nat-gateway')
    return network.natGateways.get(id)?.state === 'available'
      ? undefined
      : refuse('InvalidNatGatewayID.NotFound', id)
  if (kind === 'egress-only-gateway' && destination.version === 4)
    return refuse('InvalidParameterValue/egress-only-ipv4', destination.text, id)
  if (kind === 'peering') {
    const state = network.peerings.get(id)?.state
    return state && ROUTABLE.includes(state) ? undefined : notFound('peering', id)
  }
  if (kind !== 'instance') return undefined
  const interfaces = network.networkInterfaces.count('instance', id)
  if (interfaces === 0) return refuse('InvalidParameterValue/instance-without-interface', id)
  return interfaces === 1 ? undefined : refuse('InvalidInstanceID/interfaces', id)
}

function whyNotThisNetwork(network: Network, { table, target }: RouteWish): Refusal | undefined {
  const { called, vpcs } = targets[target.kind]
  if (vpcs(network, target.id).includes(table.vpcId)) return undefined
  return refuse(
    'InvalidParameterValue/different-networks',
    `route table ${table.id}`,
    `${called} ${target.id}`,
  )
}

function whyNotReserved(_: Network, { destination }: RouteWish): Refusal | undefined {
  if ('prefixListId' in destination) return undefined
  const reserved = RESERVED.find(range => contains(range, destination))
  return reserved && refuse('InvalidParameterValue/route-reserved', destination.text, reserved.text)
}

/**
 * Inside the VPC only a whole block or a whole subnet may be led elsewhere, and only to a middlebox. What to say of a whole
 * block depends on the operation. What a prefix list holds is not looked at: inside the VPC the local route wins over it.
 */
function whyNotInsideVpc(network: Network, { table, destination, target }: RouteWish): Refusal | undefined {
  if ('prefixListId' in destination) return undefined
  const { text } = destination
  if (!localBlocks(network, table).some(block => contains(block, destination))) return undefined
  if (!targets[target.kind].inside) return refuse('InvalidParameterValue/route-inside-vpc', text)
  if (isLocal(network, table, destination)) return undefined
  const subnets = network.subnets.where('vpc', table.vpcId).flatMap(subnetBlocks)
  return subnets.some(block => block.text === text)
    ? undefined
    : refuse('InvalidParameterValue/route-not-a-subnet')
}

const subnetBlocks = (subnet: Subnet): readonly Cidr[] => [
  subnet.cidr,
  ...subnet.ipv6Blocks.filter(held).map(association => association.cidr),
]

function localBlocks(network: Network, { vpcId }: RouteTable): readonly Cidr[] {
  const vpc = network.vpcs.get(vpcId)
  return vpc ? localBlocksOf(network, vpc) : []
}

/** Whether a destination is a whole block of the VPC: the local route for it may get another target. */
function isBlock(network: Network, { vpcId }: RouteTable, { text }: Destination): boolean {
  const vpc = network.vpcs.get(vpcId)
  return vpc !== undefined && blocksOf(vpc).some(block => block.text === text)
}

const isLocal = (network: Network, table: RouteTable, { text }: Destination): boolean =>
  localBlocks(network, table).some(block => block.text === text)

/** Whether a route leads there already; an instance and its only interface are the same target. */
const leadsTo = (network: Network, route: Route, target: RouteTarget): boolean =>
  hop(network, route.target) === hop(network, target)

function hop(network: Network, { kind, id }: RouteTarget): string {
  const [only] = kind === 'instance' ? network.networkInterfaces.where('instance', id) : []
  return only?.id ?? id
}
