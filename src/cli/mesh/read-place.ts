/** One account in one Region, read with as few Describe calls as it takes; all of them in pages. */
import {
  DescribeVpcAttributeCommand,
  type EC2Client,
  paginateDescribeRouteTables,
  paginateDescribeSubnets,
  paginateDescribeVpcPeeringConnections,
  paginateDescribeVpcs,
  type Vpc,
  type VpcAttributeName,
} from '@aws-sdk/client-ec2'
import type { SeenPeering, SeenVpc } from '../../mesh/landscape.ts'
import { markKey, originOf } from '../../mesh/marks.ts'
import type { Place, Tags } from '../../model/owned.ts'
import { placeKey } from '../../model/owned.ts'
import { gather, inBatches } from './gather.ts'
import { readGroups } from './read-groups.ts'
import { readPrefixLists } from './read-prefix-lists.ts'
import { seenTags } from './seen.ts'
import { seenPeering } from './seen-peering.ts'
import { seenVpc, type VpcParts } from './seen-vpc.ts'

export interface Question {
  readonly mesh: string
  /** Which VPCs are meant, by id and tags. */
  selects(vpc: { readonly id: string; readonly tags: Tags }): boolean
  /** Whether DNS support and DNS hostnames matter: two calls for each VPC. */
  readonly dns: boolean
  /** Whether all rules of the members' security groups matter; the mesh's own always do. */
  readonly rules: boolean
}

/** The VPCs that matter, the others with nothing that is in them, and all peerings that are shown there. */
export interface PlaceView {
  readonly vpcs: readonly SeenVpc[]
  readonly others: readonly SeenVpc[]
  readonly peerings: readonly SeenPeering[]
}

/** Throws what AWS answers if one of the calls is refused. */
export async function readPlace(client: EC2Client, place: Place, question: Question): Promise<PlaceView> {
  const [all, peerings] = await Promise.all([readVpcs(client, place), readPeerings(client, place)])
  const ours = endsOf(peerings, place, question.mesh)
  const matters = ({ VpcId: id = '', Tags }: Vpc): boolean =>
    ours.has(id) || question.selects({ id, tags: seenTags(Tags) })
  const vpcs = all.filter(matters)
  const ids = vpcs.map(vpc => vpc.VpcId ?? '')
  const [subnets, tables, groups, dns] = await Promise.all([
    inBatches(ids, Values => readSubnets(client, Values)),
    inBatches(ids, Values => readTables(client, Values)),
    readGroups(client, { vpcIds: question.rules ? ids : [], mark: markKey(question.mesh) }),
    question.dns ? readDns(client, ids) : new Map<string, Dns>(),
  ])
  const routed = tables
    .flatMap(table => table.Routes ?? [])
    .flatMap(route => route.DestinationPrefixListId ?? [])
  const prefixLists = await readPrefixLists(client, routed)
  return {
    peerings,
    others: all.filter(vpc => !matters(vpc)).map(vpc => seenVpc(place, vpc, UNREAD)),
    vpcs: vpcs.map(vpc =>
      seenVpc(place, vpc, {
        ...(dns.get(vpc.VpcId ?? '') ?? UNASKED),
        subnets: subnets.filter(subnet => subnet.VpcId === vpc.VpcId),
        tables: tables.filter(table => table.VpcId === vpc.VpcId),
        groups: groups.filter(group => group.vpcId === vpc.VpcId).map(group => group.seen),
        prefixLists,
      }),
    ),
  }
}

/** The account's own: of a VPC whose subnets others share with it, routes and peerings are its owner's business. */
function readVpcs(client: EC2Client, { ownerId }: Place): Promise<readonly Vpc[]> {
  const Filters = [{ Name: 'owner-id', Values: [ownerId] }]
  return gather(paginateDescribeVpcs({ client, pageSize: 1_000 }, { Filters }), page => page.Vpcs)
}

const readPeerings = async (client: EC2Client, place: Place): Promise<readonly SeenPeering[]> =>
  (
    await gather(
      paginateDescribeVpcPeeringConnections({ client, pageSize: 1_000 }, {}),
      page => page.VpcPeeringConnections,
    )
  ).map(peering => seenPeering(place, peering))

/** The VPCs here at the ends of the mesh's own peerings. */
function endsOf(peerings: readonly SeenPeering[], place: Place, mesh: string): ReadonlySet<string> {
  return new Set(
    peerings
      .filter(({ tags }) => originOf(tags[placeKey(place)] ?? {}, mesh) !== undefined)
      .flatMap(({ requester, accepter }) => [requester, accepter])
      .filter(side => placeKey(side) === placeKey(place))
      .map(side => side.vpcId),
  )
}

const ofVpcs = (Values: readonly string[]) => ({ Filters: [{ Name: 'vpc-id', Values: [...Values] }] })

const readSubnets = (client: EC2Client, vpcIds: readonly string[]) =>
  gather(paginateDescribeSubnets({ client, pageSize: 1_000 }, ofVpcs(vpcIds)), page => page.Subnets)

/** DescribeRouteTables has pages of 100 at most. */
const readTables = (client: EC2Client, vpcIds: readonly string[]) =>
  gather(paginateDescribeRouteTables({ client, pageSize: 100 }, ofVpcs(vpcIds)), page => page.RouteTables)

interface Dns {
  readonly dnsSupport: boolean
  readonly dnsHostnames: boolean
}

const UNASKED: Dns = { dnsSupport: false, dnsHostnames: false }
const UNREAD: VpcParts = { ...UNASKED, subnets: [], tables: [], groups: [], prefixLists: new Map() }

async function readDns(client: EC2Client, vpcIds: readonly string[]): Promise<ReadonlyMap<string, Dns>> {
  const ask = (VpcId: string, Attribute: VpcAttributeName) =>
    client.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }))
  const entries = vpcIds.map(async id => {
    const [support, hostnames] = await Promise.all([
      ask(id, 'enableDnsSupport'),
      ask(id, 'enableDnsHostnames'),
    ])
    const dnsSupport = support.EnableDnsSupport?.Value ?? false
    return [id, { dnsSupport, dnsHostnames: hostnames.EnableDnsHostnames?.Value ?? false }] as const
  })
  return new Map(await Promise.all(entries))
}
