/** Builds what a sketch says with API calls, by all of its accounts. What the API refuses is not there then. */
import type * as Ec2 from '@aws-sdk/client-ec2'
import { nthBlock } from '../../src/model/cidr.ts'
import type { Place } from '../../src/model/owned.ts'
import { Refusal } from '../../src/model/refusals.ts'
import type { Vpc } from '../../src/model/vpc.ts'
import type { NetworkSketch, PeeringSketch, RouteSketch, VpcSketch } from './sketch.ts'
import { World } from './world.ts'

export interface Built {
  readonly world: World
  readonly vpcs: readonly BuiltVpc[]
}

export interface BuiltVpc {
  readonly id: string
  readonly place: Place
  readonly groupId: string
}

const ACCOUNTS = ['111111111111', '222222222222'] as const
const REGIONS = ['us-east-1', 'eu-west-1'] as const
export const PLACES: readonly Place[] = ACCOUNTS.flatMap(ownerId =>
  REGIONS.map(region => ({ ownerId, region })),
)

const WEEK_AND_A_DAY = 8 * 86_400_000

export function build(sketch: NetworkSketch): Built {
  const world = new World()
  const vpcs = sketch.vpcs.map((vpc, at) => buildVpc(world, sketch.vpcs, vpc, at))
  const expired = sketch.peerings.filter(({ fate }) => fate === 'expired')
  const rest = sketch.peerings.filter(({ fate }) => fate !== 'expired')
  const old = expired.map(peering => buildPeering(world, vpcs, peering))
  world.pass(WEEK_AND_A_DAY)
  const peerings = [...old, ...rest.map(peering => buildPeering(world, vpcs, peering))]
  for (const route of sketch.routes) buildRoute(world, vpcs, peerings, route)
  for (const [at, peering] of [...expired, ...rest].entries()) endPeering(world, peering, peerings[at])
  return { world, vpcs }
}

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T

/** What the API refuses is left undone. */
function attempt<T>(call: () => T): T | undefined {
  try {
    return call()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function buildVpc(world: World, all: readonly VpcSketch[], sketch: VpcSketch, at: number): BuiltVpc {
  const place = { ownerId: pick(ACCOUNTS, sketch.account), region: pick(REGIONS, sketch.region) }
  const number = sketch.twin === undefined ? at : sketch.twin % all.length
  const made = world.call<Ec2.CreateVpcResult>(place, 'CreateVpc', {
    CidrBlock: `10.${number}.0.0/16`,
    AmazonProvidedIpv6CidrBlock: sketch.isIpv6,
  })
  const id = made.Vpc?.VpcId ?? ''
  furnish(world, place, id, sketch)
  const groupId = buildGroup(world, place, id, sketch.isOpen)
  for (const [n, hasTable] of sketch.ownTables.entries()) {
    const subnetId = buildSubnet(world, place, world.network.vpcs.get(id) as Vpc, n)
    if (hasTable) buildTable(world, place, id, subnetId)
    world.call(place, 'RunInstances', {
      ImageId: 'ami-0123456789abcdef0',
      MinCount: 1,
      MaxCount: 1,
      SubnetId: subnetId,
      SecurityGroupIds: [groupId],
      ...(sketch.isIpv6 && { Ipv6AddressCount: 1 }),
    })
  }
  return { id, place, groupId }
}

function furnish(world: World, place: Place, VpcId: string, { second, hostnames }: VpcSketch): void {
  if (second !== undefined)
    attempt(() =>
      world.call(place, 'AssociateVpcCidrBlock', { VpcId, CidrBlock: `10.${20 + second}.0.0/16` }),
    )
  if (hostnames) world.call(place, 'ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: true } })
  const made = world.call<Ec2.CreateInternetGatewayResult>(place, 'CreateInternetGateway', {})
  const { InternetGatewayId } = made.InternetGateway ?? {}
  world.call(place, 'AttachInternetGateway', { VpcId, InternetGatewayId })
}

function buildGroup(world: World, place: Place, VpcId: string, isOpen: boolean): string {
  const group = { VpcId, GroupName: 'web', Description: 'web' }
  const { GroupId = '' } = world.call<Ec2.CreateSecurityGroupResult>(place, 'CreateSecurityGroup', group)
  const everything = {
    IpProtocol: '-1',
    IpRanges: [{ CidrIp: '0.0.0.0/0' }],
    Ipv6Ranges: [{ CidrIpv6: '::/0' }],
  }
  const out = { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }
  world.call(place, 'AuthorizeSecurityGroupEgress', { GroupId, IpPermissions: [out] })
  if (isOpen) world.call(place, 'AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: [everything] })
  return GroupId
}

function buildSubnet(world: World, place: Place, vpc: Vpc, n: number): string {
  const made = world.call<Ec2.CreateSubnetResult>(place, 'CreateSubnet', {
    VpcId: vpc.id,
    CidrBlock: nthBlock(vpc.blocks[0].cidr, 24, n).text,
    ...(vpc.ipv6Blocks[0] && { Ipv6CidrBlock: nthBlock(vpc.ipv6Blocks[0].cidr, 64, n).text }),
  })
  return made.Subnet?.SubnetId ?? ''
}

function buildTable(world: World, place: Place, VpcId: string, SubnetId: string): void {
  const made = world.call<Ec2.CreateRouteTableResult>(place, 'CreateRouteTable', { VpcId })
  const { RouteTableId } = made.RouteTable ?? {}
  world.call(place, 'AssociateRouteTable', { SubnetId, RouteTableId })
}

interface BuiltPeering {
  readonly id: string
  readonly requester: BuiltVpc
  readonly accepter: BuiltVpc
}

function buildPeering(
  world: World,
  vpcs: readonly BuiltVpc[],
  { from, to, fate, dns, isTagged }: PeeringSketch,
): BuiltPeering | undefined {
  const [requester, accepter] = [pick(vpcs, from), pick(vpcs, to)]
  const made = attempt(() =>
    world.call<Ec2.CreateVpcPeeringConnectionResult>(requester.place, 'CreateVpcPeeringConnection', {
      VpcId: requester.id,
      PeerVpcId: accepter.id,
      PeerOwnerId: accepter.place.ownerId,
      PeerRegion: accepter.place.region,
    }),
  )
  const id = made?.VpcPeeringConnection?.VpcPeeringConnectionId
  if (id === undefined) return undefined
  const input = { VpcPeeringConnectionId: id }
  if (isTagged)
    attempt(() =>
      world.call(requester.place, 'CreateTags', { Resources: [id], Tags: [{ Key: 'by', Value: 'hand' }] }),
    )
  if (fate === 'active' || fate === 'deleted')
    attempt(() => world.call(accepter.place, 'AcceptVpcPeeringConnection', input))
  for (const [at, side] of (['Requester', 'Accepter'] as const).entries())
    if (dns[at])
      attempt(() =>
        world.call([requester, accepter][at]?.place as Place, 'ModifyVpcPeeringConnectionOptions', {
          ...input,
          [`${side}PeeringConnectionOptions`]: { AllowDnsResolutionFromRemoteVpc: true },
        }),
      )
  return { id, requester, accepter }
}

/** Last: so that routes to what has ended may be there, as blackholes. */
function endPeering(world: World, { fate }: PeeringSketch, peering: BuiltPeering | undefined): void {
  if (!peering) return
  const input = { VpcPeeringConnectionId: peering.id }
  if (fate === 'rejected')
    attempt(() => world.call(peering.accepter.place, 'RejectVpcPeeringConnection', input))
  if (fate === 'deleted')
    attempt(() => world.call(peering.requester.place, 'DeleteVpcPeeringConnection', input))
}

function buildRoute(
  world: World,
  vpcs: readonly BuiltVpc[],
  peerings: readonly (BuiltPeering | undefined)[],
  sketch: RouteSketch,
): void {
  const vpc = pick(vpcs, sketch.vpc)
  const own = peerings.filter(one => one?.requester === vpc || one?.accepter === vpc)
  const table = pick(world.network.routeTables.where('vpc', vpc.id), sketch.table)
  const gateway = world.network.internetGateways.where('vpc', vpc.id)[0]
  const peering = sketch.peering === undefined || own.length === 0 ? undefined : pick(own, sketch.peering)
  const destination = destinationOf(world, vpc.place, sketch)
  attempt(() =>
    world.call(vpc.place, 'CreateRoute', {
      RouteTableId: table.id,
      ...destination,
      ...(peering ? { VpcPeeringConnectionId: peering.id } : { GatewayId: gateway?.id }),
    }),
  )
}

function destinationOf(world: World, place: Place, { destination, isListed }: RouteSketch): object {
  const isIpv6 = destination.includes(':')
  if (!isListed) return { [isIpv6 ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock']: destination }
  const made = world.call<Ec2.CreateManagedPrefixListResult>(place, 'CreateManagedPrefixList', {
    PrefixListName: 'elsewhere',
    AddressFamily: isIpv6 ? 'IPv6' : 'IPv4',
    MaxEntries: 2,
    Entries: [{ Cidr: destination }],
  })
  return { DestinationPrefixListId: made.PrefixList?.PrefixListId }
}
