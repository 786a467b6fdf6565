import {
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DeleteTagsCommand,
  DescribeNetworkAclsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeTagsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  RunInstancesCommand,
  type Tag,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { createGateway, createSubnet, createTable, createVpc } from './route-network.ts'
import { OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

const set = (Resources: string[], tags: Record<string, string>, as = ec2) =>
  as.send(
    new CreateTagsCommand({ Resources, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
  )
const unset = (Resources: string[], Tags?: Tag[]) => ec2.send(new DeleteTagsCommand({ Resources, Tags }))

async function tags(id: string, as = ec2): Promise<Record<string, string>> {
  const Filters = [{ Name: 'resource-id', Values: [id] }]
  const { Tags } = await as.send(new DescribeTagsCommand({ Filters }))
  return Object.fromEntries((Tags ?? []).map(tag => [tag.Key ?? '', tag.Value ?? '']))
}

/** One of every kind that can be tagged: its id, by its type. */
async function oneOfEach(as: EC2Client): Promise<Record<string, string>> {
  const VpcId = await createVpc(as, '10.1.0.0/16')
  const inVpc = [{ Name: 'vpc-id', Values: [VpcId] }]
  const { GroupId = '' } = await as.send(
    new CreateSecurityGroupCommand({ VpcId, GroupName: 'web', Description: 'web' }),
  )
  const { SecurityGroupRules } = await as.send(
    new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [GroupId] }] }),
  )
  const { NetworkAcls } = await as.send(new DescribeNetworkAclsCommand({ Filters: inVpc }))
  const SubnetId = await createSubnet(as, VpcId, '10.1.1.0/24')
  const launch = { ImageId: 'ami-00000000000000001', MinCount: 1, MaxCount: 1, SubnetId }
  const launched = (await as.send(new RunInstancesCommand(launch))).Instances?.[0]
  return {
    vpc: VpcId,
    subnet: SubnetId,
    'route-table': await createTable(as, VpcId),
    'vpc-peering-connection': await request(as, VpcId, await createVpc(as, '10.2.0.0/16')),
    'internet-gateway': await createGateway(as),
    'security-group': GroupId,
    'security-group-rule': SecurityGroupRules?.[0]?.SecurityGroupRuleId ?? '',
    'network-acl': NetworkAcls?.[0]?.NetworkAclId ?? '',
    'network-interface': launched?.NetworkInterfaces?.[0]?.NetworkInterfaceId ?? '',
    instance: launched?.InstanceId ?? '',
  }
}

async function request(
  as: EC2Client,
  VpcId: string,
  PeerVpcId: string,
  PeerOwnerId?: string,
): Promise<string> {
  const { VpcPeeringConnection } = await as.send(
    new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId, PeerOwnerId }),
  )
  return VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
}

describe('shape', () => {
  test('tags of every kind of resource', async () => {
    const there = server.ec2({ region: 'eu-west-1' })
    const ids = await oneOfEach(there)
    await set(Object.values(ids), { Name: 'a', stage: '' }, there)
    const { Tags, NextToken } = await there.send(new DescribeTagsCommand({}))
    expect(Tags).toEqual(
      Object.entries(ids).flatMap(([ResourceType, ResourceId]) => [
        { Key: 'Name', ResourceId, ResourceType, Value: 'a' },
        { Key: 'stage', ResourceId, ResourceType, Value: '' },
      ]),
    )
    expect(NextToken).toBeUndefined()
  })
})

describe('refusals', () => {
  test.each([
    ['nonsense', 'InvalidID', "The ID 'nonsense' is not valid"],
    ['vpc-xyz', 'InvalidID', "The ID 'vpc-xyz' is not valid"],
    ['rtbassoc-00000000000000001', 'InvalidID', "The ID 'rtbassoc-00000000000000001' is not valid"],
    ['vpc-00000000000000001', 'InvalidVpcID.NotFound', "The vpc ID 'vpc-00000000000000001' does not exist"],
    [
      'pcx-00000000000000001',
      'InvalidVpcPeeringConnectionID.NotFound',
      "The vpcPeeringConnection ID 'pcx-00000000000000001' does not exist",
    ],
  ])('unknown: %s', async (id, code, message) => {
    const own = await createVpc(ec2)
    const no = { code, message, status: 400 }
    expect(await refused(set([own, id], { Name: 'a' }))).toEqual(no)
    expect(await refused(unset([own, id]))).toEqual(no)
    expect(await tags(own)).toEqual({})
  })

  test("another account's resource does not exist", async () => {
    const foreign = await createVpc(server.ec2({ account: OTHER_ACCOUNT }))
    expect((await refused(set([foreign], { Name: 'a' }))).code).toBe('InvalidVpcID.NotFound')
  })

  test('too many, reserved, too long', async () => {
    const id = await createVpc(ec2)
    const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, 'v']))
    await set([id], fifty)
    expect(await refused(set([id], { one: 'more' }))).toEqual({
      code: 'TagLimitExceeded',
      message: 'The maximum number of Tags for a resource has been reached.',
      status: 400,
    })
    await set([id], { k0: 'other' })
    expect(await tags(id)).toEqual({ ...fifty, k0: 'other' })
    const reserved = {
      code: 'InvalidParameterValue',
      message: "Tag keys starting with 'aws:' are reserved for internal use",
      status: 400,
    }
    expect(await refused(set([id], { 'aws:x': 'v' }))).toEqual(reserved)
    expect(await refused(unset([id], [{ Key: 'aws:x' }]))).toEqual(reserved)
    expect((await refused(set([id], { ['k'.repeat(129)]: 'v' }))).code).toBe('InvalidParameterValue')
    expect((await refused(set([id], { k0: 'v'.repeat(257) }))).code).toBe('InvalidParameterValue')
  })

  test('a key twice, or none', async () => {
    const id = await createVpc(ec2)
    const twice = [
      { Key: 'a', Value: '1' },
      { Key: 'a', Value: '2' },
    ]
    const Resources = [id]
    const calls = [
      ec2.send(new CreateTagsCommand({ Resources, Tags: twice })),
      ec2.send(
        new CreateVpcCommand({
          CidrBlock: '10.0.0.0/16',
          TagSpecifications: [{ ResourceType: 'vpc', Tags: twice }],
        }),
      ),
      ec2.send(new CreateTagsCommand({ Resources, Tags: [{ Key: '', Value: '1' }] })),
    ]
    const refusal = (message: string) => ({ code: 'InvalidParameterValue', message, status: 400 })
    expect(await Promise.all(calls.map(refused))).toEqual([
      refusal("Duplicate tag key 'a' specified."),
      refusal("Duplicate tag key 'a' specified."),
      refusal("Value ( '' ) for parameter Tag key is invalid. Tag key cannot be null or empty."),
    ])
    expect(await tags(id)).toEqual({})
  })

  test('nothing to tag, or no tags', async () => {
    const id = await createVpc(ec2)
    expect((await refused(set([], { Name: 'a' }))).code).toBe('MissingParameter')
    expect((await refused(set([id], {}))).code).toBe('MissingParameter')
    expect((await refused(unset([]))).code).toBe('MissingParameter')
  })
})

describe('behaviour', () => {
  test('a key is set again, and a resource may be named twice', async () => {
    const id = await createVpc(ec2)
    await set([id, id], { Name: 'a', stage: 'test' })
    await set([id], { Name: 'b' })
    expect(await tags(id)).toEqual({ Name: 'b', stage: 'test' })
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [id] }))
    expect(Vpcs?.[0]?.Tags).toEqual([
      { Key: 'Name', Value: 'b' },
      { Key: 'stage', Value: 'test' },
    ])
  })

  test.each<[string, Tag[] | undefined, Record<string, string>]>([
    ['by key', [{ Key: 'a' }], { b: '', c: '3' }],
    ['by key and value', [{ Key: 'a', Value: '1' }], { b: '', c: '3' }],
    ['by another value: none', [{ Key: 'a', Value: '2' }], { a: '1', b: '', c: '3' }],
    ['by an empty value', [{ Key: 'b', Value: '' }], { a: '1', c: '3' }],
    ['by an empty value that is not there: none', [{ Key: 'a', Value: '' }], { a: '1', b: '', c: '3' }],
    ['several', [{ Key: 'a' }, { Key: 'c', Value: '3' }, { Key: 'd' }], { b: '' }],
    ['all', undefined, {}],
  ])('taken away %s', async (_, taken, left) => {
    const id = await createVpc(ec2)
    await set([id], { a: '1', b: '', c: '3' })
    await unset([id, id], taken)
    expect(await tags(id)).toEqual(left)
  })

  test('each side of a peering has its own tags', async () => {
    const theirs = server.ec2({ account: OTHER_ACCOUNT })
    const id = await request(
      ec2,
      await createVpc(ec2, '10.1.0.0/16'),
      await createVpc(theirs, '10.2.0.0/16'),
      OTHER_ACCOUNT,
    )
    await server.settled()
    await set([id], { Name: 'mine' })
    await set([id], { Name: 'theirs', seen: 'yes' }, theirs)
    expect([await tags(id), await tags(id, theirs)]).toEqual([
      { Name: 'mine' },
      { Name: 'theirs', seen: 'yes' },
    ])
    const ask = new DescribeVpcPeeringConnectionsCommand({ VpcPeeringConnectionIds: [id] })
    const { VpcPeeringConnections } = await ec2.send(ask)
    expect(VpcPeeringConnections?.[0]?.Tags).toEqual([{ Key: 'Name', Value: 'mine' }])
  })

  test('every filter', async () => {
    const there = server.ec2({ region: 'ap-northeast-1' })
    const create = async (name: string, team: string) => {
      const made = await there.send(
        new CreateVpcCommand({
          CidrBlock: '10.0.0.0/16',
          TagSpecifications: [
            {
              ResourceType: 'vpc',
              Tags: [
                { Key: 'Name', Value: name },
                { Key: 'team', Value: team },
              ],
            },
          ],
        }),
      )
      return made.Vpc?.VpcId ?? ''
    }
    const [a, b] = [await create('a', 'red'), await create('b', 'red')]
    const subnet = await createSubnet(there, a, '10.0.1.0/24')
    await set([subnet], { Name: 'a' }, there)
    const name = new Map([
      [a, 'a'],
      [b, 'b'],
      [subnet, 'subnet'],
    ])
    const table: [string, string, string[]][] = [
      ['key', 'Name', ['a Name', 'b Name', 'subnet Name']],
      ['key', 'te*', ['a team', 'b team']],
      ['value', 'a', ['a Name', 'subnet Name']],
      ['resource-id', a, ['a Name', 'a team']],
      ['resource-id', 'vpc-00000000000000001', []],
      ['resource-id', 'nonsense', []],
      ['resource-type', 'subnet', ['subnet Name']],
      ['tag:team', 'red', ['a team', 'b team']],
      ['tag:Name', 'b', ['b Name']],
    ]
    expect(untested('DescribeTagsRequest', table)).toEqual([])
    for (const [Name, value, expected] of table) {
      const { Tags } = await there.send(new DescribeTagsCommand({ Filters: [{ Name, Values: [value] }] }))
      const shown = Tags?.map(tag => `${name.get(tag.ResourceId ?? '')} ${tag.Key}`)
      expect(shown, `${Name} ${value}`).toEqual(expected)
    }
  })

  test('page by page', async () => {
    const there = server.ec2({ region: 'ap-south-1' })
    const id = await createVpc(there)
    await set([id], { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' }, there)
    const first = await there.send(new DescribeTagsCommand({ MaxResults: 5 }))
    const second = await there.send(new DescribeTagsCommand({ MaxResults: 5, NextToken: first.NextToken }))
    expect([first, second].map(page => page.Tags?.map(tag => tag.Key))).toEqual([
      ['a', 'b', 'c', 'd', 'e'],
      ['f'],
    ])
  })
})
