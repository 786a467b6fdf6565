/** What is read from a real server. */
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateRouteCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DescribeRouteTablesCommand,
  type EC2Client,
  ModifyVpcAttributeCommand,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { ACCOUNT, OTHER_ACCOUNT, useServer } from '../../../test/api/server.ts'
import { cidr } from '../../model/cidr.ts'
import type { Place } from '../../model/owned.ts'
import { readLandscape } from './read-landscape.ts'
import type { Question } from './read-place.ts'
import type { Sessions } from './sessions.ts'

const server = await useServer()
const HERE: Place = { ownerId: ACCOUNT, region: 'us-east-1' }
const EUROPE: Place = { ownerId: ACCOUNT, region: 'eu-west-1' }
const PARTNER: Place = { ownerId: OTHER_ACCOUNT, region: 'eu-west-1' }

const at = ({ ownerId, region }: Place): EC2Client => server.ec2({ account: ownerId, region })

/** Credentials for one account only. */
const sessions: Sessions = {
  identities: new Map(),
  places: () => [],
  isKnown: ownerId => ownerId === ACCOUNT,
  ec2: at,
  arn: place => `arn:aws:iam::${place.ownerId}:root`,
  access: () => ({}),
  close: () => undefined,
}

const question = (ids: readonly string[], more: Partial<Question> = {}): Question => ({
  mesh: 'prod',
  selects: vpc => ids.includes(vpc.id),
  dns: false,
  rules: false,
  ...more,
})

async function vpc(place: Place, block: string) {
  const { Vpc } = await at(place).send(
    new CreateVpcCommand({ CidrBlock: block, AmazonProvidedIpv6CidrBlock: true }),
  )
  await server.settled()
  const Filters = [{ Name: 'vpc-id', Values: [Vpc?.VpcId ?? ''] }]
  const { RouteTables } = await at(place).send(new DescribeRouteTablesCommand({ Filters }))
  return { id: Vpc?.VpcId ?? '', table: RouteTables?.[0]?.RouteTableId ?? '' }
}

async function ask(from: Place, fromId: string, to: Place, toId: string, tag?: string): Promise<string> {
  const peer = { VpcId: fromId, PeerVpcId: toId, PeerOwnerId: to.ownerId, PeerRegion: to.region }
  const asked = await at(from).send(new CreateVpcPeeringConnectionCommand(peer))
  const id = asked.VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
  if (tag)
    await at(from).send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: tag, Value: 'made' }] }))
  await server.settled()
  return id
}

test('a VPC with all that is in it, as far as one wants to know', async () => {
  const { id, table } = await vpc(HERE, '10.1.0.0/16')
  const ec2 = at(HERE)
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: id, CidrBlock: '10.1.1.0/24' }))
  const entries = { MaxEntries: 7, Entries: [{ Cidr: '10.77.0.0/16' }] }
  const named = { PrefixListName: 'far', AddressFamily: 'IPv4', ...entries }
  const { PrefixList } = await ec2.send(new CreateManagedPrefixListCommand(named))
  const { PrefixListId } = PrefixList ?? {}
  const far = await ask(HERE, id, EUROPE, (await vpc(EUROPE, '10.9.0.0/16')).id)
  const route = { RouteTableId: table, DestinationPrefixListId: PrefixListId, VpcPeeringConnectionId: far }
  await ec2.send(new CreateRouteCommand(route))
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId: id, EnableDnsHostnames: { Value: true } }))
  const group = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId: id, GroupName: 'front', Description: 'front' }),
  )
  const GroupId = group.GroupId ?? ''
  const IpPermissions = [
    { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.2.0.0/16' }] },
    { IpProtocol: '-1', PrefixListIds: [{ PrefixListId }] },
  ]
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))

  const little = await readLandscape(sessions, [HERE], question([id]))
  expect(little.landscape.vpcs).toMatchObject([{ id, dnsSupport: false, dnsHostnames: false, groups: [] }])
  expect(little.others.map(one => one.id)).not.toContain(id)
  const { landscape, objections } = await readLandscape(
    sessions,
    [HERE],
    question([id], { dns: true, rules: true }),
  )
  expect(objections).toEqual([])
  const [seen] = landscape.vpcs
  expect(seen).toMatchObject({
    ...HERE,
    id,
    blocks: [cidr('10.1.0.0/16'), { version: 6 }],
    dnsSupport: true,
    dnsHostnames: true,
    subnets: [{ id: Subnet?.SubnetId, blocks: [cidr('10.1.1.0/24')], tableId: table }],
  })
  expect(seen?.tables[0]?.routes).toContainEqual({
    destinations: [cidr('10.77.0.0/16')],
    prefixListId: PrefixListId,
    maxEntries: 7,
    target: far,
    isBlackhole: true,
    isPropagated: false,
  })
  expect(seen?.groups.find(one => one.name === 'front')).toMatchObject({
    id: GroupId,
    rules: [{ from: cidr('10.2.0.0/16'), protocol: 'tcp', fromPort: 443, toPort: 443 }],
    counts: { 4: 8, 6: 0 },
  })
})

test('both ends of what bears the mesh’s tag, wherever one can look; and no others', async () => {
  const member = await vpc(HERE, '10.1.0.0/16')
  const [left, foreign] = [await vpc(EUROPE, '10.2.0.0/16'), await vpc(PARTNER, '10.3.0.0/16')]
  const unrelated = await vpc(EUROPE, '10.4.0.0/16')
  const ours = await ask(HERE, member.id, EUROPE, left.id, 'isthmus:mesh:prod')
  const beyond = await ask(HERE, member.id, PARTNER, foreign.id, 'isthmus:mesh:prod')
  const other = await ask(HERE, member.id, EUROPE, unrelated.id, 'isthmus:mesh:other')
  await at(EUROPE).send(
    new CreateTagsCommand({ Resources: [ours], Tags: [{ Key: 'isthmus:mesh:prod', Value: 'made' }] }),
  )
  const { landscape } = await readLandscape(sessions, [HERE], question([member.id]))
  expect(landscape.vpcs.map(one => one.id).sort()).toEqual([member.id, left.id].sort())
  const tagsOf = (id: string) => landscape.peerings.find(one => one.id === id)?.tags
  expect(tagsOf(ours)).toEqual({
    '111111111111/us-east-1': { 'isthmus:mesh:prod': 'made' },
    '111111111111/eu-west-1': { 'isthmus:mesh:prod': 'made' },
  })
  expect(tagsOf(beyond)).toEqual({ '111111111111/us-east-1': { 'isthmus:mesh:prod': 'made' } })
  expect(tagsOf(other)).toEqual({
    '111111111111/us-east-1': { 'isthmus:mesh:other': 'made' },
    '111111111111/eu-west-1': {},
  })
})
