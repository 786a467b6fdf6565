/** Three VPCs of two accounts in two Regions; what is made of them, told so that it can be compared. */
import {
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcPeeringConnectionsCommand,
  type EC2Client,
  ModifyVpcAttributeCommand,
  type Route,
} from '@aws-sdk/client-ec2'
import { readPlace } from '../../src/cli/mesh/read-place.ts'
import { merged } from '../../src/cli/mesh/seen-peering.ts'
import type { Landscape } from '../../src/mesh/landscape.ts'
import type { Member } from '../../src/mesh/wish.ts'
import { cidr } from '../../src/model/cidr.ts'
import { documents, put } from '../../src/model/network.ts'
import type { Place } from '../../src/model/owned.ts'
import { declarePrincipals } from '../../src/server/principals.ts'
import { allow, policy, trust } from '../api/principals.ts'
import { createVpc, mainTable } from '../api/route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, type TestServer } from '../api/server.ts'

export const HERE: Place = { ownerId: ACCOUNT, region: 'eu-west-1' }
export const THERE: Place = { ownerId: OTHER_ACCOUNT, region: 'us-east-1' }
const PLACES = [HERE, THERE]

const PARTS: readonly (readonly [label: string, block: string, place: Place])[] = [
  ["web's", '10.0.0.0/16', HERE],
  ['cache', '10.1.0.0/16', HERE],
  ['database', '10.2.0.0/16', THERE],
]

/** A role of the other account that the first one may assume, for everything in EC2. */
export const ROLE = `arn:aws:iam::${THERE.ownerId}:role/mesh`

const PRINCIPALS = {
  Roles: [
    {
      RoleName: 'mesh',
      AssumeRolePolicyDocument: trust(HERE.ownerId),
      Policies: [policy(allow('ec2:*'))],
    },
  ],
}

export const clientAt = (server: TestServer, { ownerId, region }: Place): EC2Client =>
  server.ec2({ account: ownerId, region })

/** Makes them, and the role; all have a default group, of which cache lets others in to port 443. */
export async function threeVpcs(server: TestServer): Promise<readonly Member[]> {
  const { engine } = server
  await engine.install('DeclareRole', declarePrincipals(engine.network, THERE.ownerId, PRINCIPALS))
  const members: Member[] = []
  for (const [label, block, place] of PARTS) {
    const ec2 = clientAt(server, place)
    const vpcId = await createVpc(ec2, block)
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId: vpcId, EnableDnsHostnames: { Value: true } }))
    const table = (await mainTable(ec2, vpcId)).RouteTableId as string
    const admits = label === 'cache' ? [{ groupId: await defaultGroup(ec2, vpcId), ...HTTPS }] : []
    members.push({ vpcId, label, ...place, announces: [cidr(block)], tableIds: [table], admits })
  }
  return members
}

const HTTPS = { protocol: 'tcp', fromPort: 443, toPort: 443 }

async function defaultGroup(ec2: EC2Client, vpcId: string): Promise<string> {
  const byVpc = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand(byVpc))
  return SecurityGroups?.[0]?.GroupId as string
}

/** As the mesh tool reads both places. */
export async function landscapeOf(server: TestServer): Promise<Landscape> {
  const question = { mesh: 'prod', selects: () => true, dns: true, rules: true }
  const views = await Promise.all(PLACES.map(place => readPlace(clientAt(server, place), place, question)))
  const peerings = Map.groupBy(
    views.flatMap(view => view.peerings),
    ({ id }) => id,
  )
  return {
    vpcs: views.flatMap(view => view.vpcs),
    peerings: [...peerings.values()].map(sides => sides.reduce(merged)),
  }
}

/** Everything that one server has, on another one, with the same ids. */
export const copy = (from: TestServer, to: TestServer): Promise<void> =>
  to.engine.install('Copy', [...documents(from.engine.network)].map(put))

/** Peerings, route tables and rules as both places describe them; a peering's id is its VPCs, a rule has none. */
export async function told(server: TestServer): Promise<readonly string[]> {
  const lists = await Promise.all(PLACES.map(place => described(clientAt(server, place))))
  const peerings = new Map(lists.flatMap(list => list.peerings))
  const rename = (text: string) =>
    text.replace(/pcx-\w+/g, id => peerings.get(id) ?? id).replace(/sgr-\w+/g, 'sgr')
  return lists.flatMap((list, at) => list.all.map(each => `${at} ${rename(JSON.stringify(each))}`)).sort()
}

async function described(ec2: EC2Client) {
  const { VpcPeeringConnections = [] } = await ec2.send(new DescribeVpcPeeringConnectionsCommand())
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand())
  for (const { Routes } of RouteTables) Routes?.sort((a, b) => (block(a) < block(b) ? -1 : 1))
  const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand())
  const peerings = VpcPeeringConnections.map(
    ({ VpcPeeringConnectionId: id = '', RequesterVpcInfo, AccepterVpcInfo }) =>
      [id, `${RequesterVpcInfo?.VpcId} to ${AccepterVpcInfo?.VpcId}`] as const,
  )
  return { peerings, all: [...VpcPeeringConnections, ...RouteTables, ...SecurityGroupRules] }
}

const block = ({ DestinationCidrBlock }: Route): string => DestinationCidrBlock ?? ''

/** For what others than the mesh tool make: it bears no marks, and CloudFormation's rules bear no tags at all. */
export const withoutTags = (lines: readonly string[]): readonly string[] =>
  lines.map(line => line.replace(/"Tags":\[[^\]]*\]/, '"Tags":[]')).sort()
