import {
  type AddPrefixListEntry,
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  type CreateManagedPrefixListCommandInput,
  CreateRouteCommand,
  DeleteManagedPrefixListCommand,
  DeleteRouteCommand,
  DescribeManagedPrefixListsCommand,
  DescribePrefixListsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  GetManagedPrefixListAssociationsCommand,
  GetManagedPrefixListEntriesCommand,
  type IpPermission,
  ModifyManagedPrefixListCommand,
  type ModifyManagedPrefixListCommandInput,
  ReplaceRouteCommand,
  RestoreManagedPrefixListVersionCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { createGateway, createTable, createVpc, routes } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

const UNKNOWN = 'pl-00000000000000001'
const BLOCKS = [{ Cidr: '10.1.0.0/16', Description: 'a' }, { Cidr: '10.2.0.0/16' }]

const wish = { PrefixListName: 'peers', MaxEntries: 5, AddressFamily: 'IPv4', Entries: BLOCKS }

async function create(
  more: Partial<CreateManagedPrefixListCommandInput> = {},
  there: EC2Client = ec2,
): Promise<string> {
  const { PrefixList } = await there.send(new CreateManagedPrefixListCommand({ ...wish, ...more }))
  return PrefixList?.PrefixListId as string
}
const modify = (PrefixListId: string, change: Omit<ModifyManagedPrefixListCommandInput, 'PrefixListId'>) =>
  ec2.send(new ModifyManagedPrefixListCommand({ PrefixListId, ...change }))
const add = (id: string, CurrentVersion: number, ...AddEntries: AddPrefixListEntry[]) =>
  modify(id, { CurrentVersion, AddEntries })
const remove = (PrefixListId: string) => ec2.send(new DeleteManagedPrefixListCommand({ PrefixListId }))
const list = async (id: string, there = ec2) =>
  (await there.send(new DescribeManagedPrefixListsCommand({ PrefixListIds: [id] }))).PrefixLists?.[0]
const named = async (there: EC2Client, name: string) =>
  (
    await there.send(
      new DescribeManagedPrefixListsCommand({ Filters: [{ Name: 'prefix-list-name', Values: [name] }] }),
    )
  ).PrefixLists?.[0]
const entries = async (PrefixListId: string, TargetVersion?: number) =>
  (await ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId, TargetVersion }))).Entries
const associations = async (PrefixListId: string) =>
  (await ec2.send(new GetManagedPrefixListAssociationsCommand({ PrefixListId }))).PrefixListAssociations

async function defaultGroup(vpcId: string, there = ec2): Promise<string> {
  const Filters = [{ Name: 'vpc-id', Values: [vpcId] }]
  const { SecurityGroups } = await there.send(new DescribeSecurityGroupsCommand({ Filters }))
  return SecurityGroups?.[0]?.GroupId as string
}
const letsIn = (PrefixListId: string, Description?: string): IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: 22,
  ToPort: 22,
  PrefixListIds: [{ PrefixListId, Description }],
})
const authorize = (GroupId: string, IpPermissions: IpPermission[], there = ec2) =>
  there.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))

describe('shape', () => {
  test('made, described, changed, restored, deleted', async () => {
    const { PrefixList: made } = await ec2.send(
      new CreateManagedPrefixListCommand({
        ...wish,
        TagSpecifications: [{ ResourceType: 'prefix-list', Tags: [{ Key: 'Name', Value: 'a' }] }],
      }),
    )
    const id = made?.PrefixListId ?? ''
    const shown = {
      PrefixListId: expect.stringMatching(/^pl-0[0-9a-f]{16}$/),
      AddressFamily: 'IPv4',
      State: 'create-in-progress',
      PrefixListArn: `arn:aws:ec2:us-east-1:${ACCOUNT}:prefix-list/${id}`,
      PrefixListName: 'peers',
      MaxEntries: 5,
      Version: 1,
      Tags: [{ Key: 'Name', Value: 'a' }],
      OwnerId: ACCOUNT,
    }
    expect(made).toEqual(shown)
    expect(await list(id)).toEqual({ ...shown, State: 'create-complete' })
    expect(await entries(id)).toEqual(BLOCKS)

    const second = { ...shown, Version: 2 }
    expect((await add(id, 1, { Cidr: '10.3.0.1/16' })).PrefixList).toEqual({
      ...second,
      State: 'modify-in-progress',
    })
    expect(await list(id)).toEqual({ ...second, State: 'modify-complete' })
    expect(await entries(id)).toEqual([...BLOCKS, { Cidr: '10.3.0.0/16' }])
    expect(await entries(id, 1)).toEqual(BLOCKS)

    const restore = { PrefixListId: id, PreviousVersion: 1, CurrentVersion: 2 }
    const { PrefixList: restored } = await ec2.send(new RestoreManagedPrefixListVersionCommand(restore))
    expect(restored).toEqual({ ...shown, Version: 3, State: 'restore-in-progress' })
    expect(await list(id)).toEqual({ ...shown, Version: 3, State: 'restore-complete' })
    expect(await entries(id)).toEqual(BLOCKS)

    expect((await remove(id)).PrefixList).toEqual({ ...shown, Version: 3, State: 'delete-in-progress' })
    expect((await refused(list(id))).code).toBe('InvalidPrefixListID.NotFound')
  })

  test('what Amazon manages, in each Region', async () => {
    const there = server.ec2({ region: 'eu-west-1' })
    const s3 = await named(there, 'com.amazonaws.eu-west-1.s3')
    expect(s3).toEqual({
      PrefixListId: expect.stringMatching(/^pl-[0-9a-f]{8}$/),
      AddressFamily: 'IPv4',
      State: 'create-complete',
      PrefixListArn: `arn:aws:ec2:eu-west-1:aws:prefix-list/${s3?.PrefixListId}`,
      PrefixListName: 'com.amazonaws.eu-west-1.s3',
      Tags: [],
      OwnerId: 'AWS',
    })
    expect(await named(there, 'com.amazonaws.us-east-1.s3')).toBeUndefined()
    expect((await named(ec2, 'com.amazonaws.us-east-1.s3'))?.PrefixListId).not.toBe(s3?.PrefixListId)
    const { PrefixLists } = await there.send(new DescribePrefixListsCommand({}))
    expect(PrefixLists?.map(one => [one.PrefixListName, one.PrefixListId === s3?.PrefixListId])).toEqual([
      ['com.amazonaws.eu-west-1.s3', true],
      ['com.amazonaws.eu-west-1.dynamodb', false],
    ])
    expect(PrefixLists?.[0]?.Cidrs).toContain('54.231.0.0/16')
  })

  test('a route and a rule that name a list', async () => {
    const id = await create()
    const vpc = await createVpc(ec2)
    const RouteTableId = await createTable(ec2, vpc)
    const GatewayId = await createGateway(ec2, vpc)
    await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationPrefixListId: id, GatewayId }))
    expect(await routes(ec2, RouteTableId)).toEqual([
      { DestinationPrefixListId: id, GatewayId, Origin: 'CreateRoute', State: 'active' },
    ])
    const group = await defaultGroup(vpc)
    const { SecurityGroupRules } = await authorize(group, [letsIn(id, 'peers')])
    const SecurityGroupRuleId = SecurityGroupRules?.[0]?.SecurityGroupRuleId
    const rule = {
      SecurityGroupRuleId,
      SecurityGroupRuleArn: `arn:aws:ec2:us-east-1:${ACCOUNT}:security-group-rule/${SecurityGroupRuleId}`,
      GroupId: group,
      GroupOwnerId: ACCOUNT,
      IsEgress: false,
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      PrefixListId: id,
      Description: 'peers',
      Tags: [],
    }
    expect(SecurityGroupRules).toEqual([rule])
    const SecurityGroupRuleIds = [SecurityGroupRuleId ?? '']
    const { SecurityGroupRules: described } = await ec2.send(
      new DescribeSecurityGroupRulesCommand({ SecurityGroupRuleIds }),
    )
    expect(described).toEqual([rule])
    const Filters = [{ Name: 'ip-permission.prefix-list-id', Values: [id] }]
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
    expect(SecurityGroups?.map(one => one.GroupId)).toEqual([group])
    expect(SecurityGroups?.[0]?.IpPermissions?.[1]).toEqual({
      ...letsIn(id, 'peers'),
      IpRanges: [],
      Ipv6Ranges: [],
      UserIdGroupPairs: [],
    })
    expect(await associations(id)).toEqual([
      { ResourceId: RouteTableId, ResourceOwner: ACCOUNT },
      { ResourceId: group, ResourceOwner: ACCOUNT },
    ])
  })
})

describe('refusals', () => {
  test.each([
    ['pl-x', 'InvalidPrefixListId.Malformed', 'Invalid id: "pl-x" (expecting "pl-...")'],
    [UNKNOWN, 'InvalidPrefixListID.NotFound', `The prefix list ID '${UNKNOWN}' does not exist`],
  ])('of ids: %s', async (id, code, message) => {
    const RouteTableId = await createTable(ec2, await createVpc(ec2))
    const group = await defaultGroup(await createVpc(ec2))
    const route = { RouteTableId, DestinationPrefixListId: id }
    for (const call of [
      modify(id, { PrefixListName: 'b' }),
      remove(id),
      list(id),
      entries(id),
      associations(id),
      ec2.send(new DescribePrefixListsCommand({ PrefixListIds: [id] })),
      ec2.send(
        new RestoreManagedPrefixListVersionCommand({
          PrefixListId: id,
          PreviousVersion: 1,
          CurrentVersion: 1,
        }),
      ),
      ec2.send(new DeleteRouteCommand(route)),
      authorize(group, [letsIn(id)]),
    ])
      expect(await refused(call)).toEqual({ code, message, status: 400 })
  })

  test("another account's list does not exist", async () => {
    const theirs = await create({}, server.ec2({ account: OTHER_ACCOUNT }))
    expect((await refused(list(theirs))).code).toBe('InvalidPrefixListID.NotFound')
  })

  test("Amazon's lists cannot be changed", async () => {
    const id = (await named(ec2, 'com.amazonaws.us-east-1.s3'))?.PrefixListId ?? ''
    for (const call of [modify(id, { PrefixListName: 'b' }), remove(id), associations(id)])
      expect((await refused(call)).code).toBe('OperationNotPermitted')
  })

  test.each<[string, Partial<CreateManagedPrefixListCommandInput>, string]>([
    ['a name of Amazon', { PrefixListName: 'com.amazonaws.x' }, 'InvalidParameterValue'],
    ['no family', { AddressFamily: 'IPv5' }, 'InvalidParameterValue'],
    ['no entries at most', { MaxEntries: 0 }, 'InvalidParameterValue'],
    ['too many at most', { MaxEntries: 1001 }, 'PrefixListMaxEntriesExceeded'],
    ['more than at most', { MaxEntries: 1 }, 'PrefixListMaxEntriesExceeded'],
    ['no block', { Entries: [{ Cidr: '10.0.0.0' }] }, 'InvalidParameterValue'],
    ['a block of the other family', { Entries: [{ Cidr: '2600::/16' }] }, 'InvalidParameterValue'],
    ['a block twice', { Entries: [...BLOCKS, ...BLOCKS] }, 'InvalidPrefixListModification'],
  ])('of creation: %s', async (_, more, code) => {
    expect((await refused(create(more))).code).toBe(code)
  })

  test.each<[string, Omit<ModifyManagedPrefixListCommandInput, 'PrefixListId'>, string, string]>([
    [
      'another version',
      { CurrentVersion: 2, AddEntries: [{ Cidr: '10.3.0.0/16' }] },
      'PrefixListVersionMismatch',
      'The prefix list has the incorrect version number.',
    ],
    [
      'no version',
      { AddEntries: [{ Cidr: '10.3.0.0/16' }] },
      'MissingParameter',
      'The request must contain the parameter currentVersion',
    ],
    [
      'a block that is there',
      { CurrentVersion: 1, AddEntries: [{ Cidr: '10.1.0.0/16', Description: 'b' }] },
      'InvalidPrefixListModification',
      'An entry with the CIDR (10.1.0.0/16) and description (a) already exists.',
    ],
    [
      'a block that is not there',
      { CurrentVersion: 1, RemoveEntries: [{ Cidr: '10.9.0.0/16' }] },
      'InvalidPrefixListModification',
      'There is no entry with the CIDR (10.9.0.0/16).',
    ],
    [
      'entries and size',
      { CurrentVersion: 1, AddEntries: [{ Cidr: '10.3.0.0/16' }], MaxEntries: 9 },
      'InvalidParameterCombination',
      'You cannot modify the entries and the maximum entries for the prefix list in the same request.',
    ],
    [
      'too small a size',
      { MaxEntries: 1 },
      'PrefixListMaxEntriesExceeded',
      'The prefix list cannot have more than its maximum number of entries (1).',
    ],
  ])('of a change: %s', async (_, change, code, message) => {
    expect(await refused(modify(await create(), change))).toEqual({ code, message, status: 400 })
  })

  test('of what AWS has and Isthmus does not', async () => {
    const id = await create()
    expect((await refused(modify(id, { IpamPrefixListResolverSyncEnabled: true }))).code).toBe(
      'UnsupportedOperation',
    )
  })

  test('of a version that never was', async () => {
    const PrefixListId = await create()
    const wanted = { PrefixListId, PreviousVersion: 2, CurrentVersion: 1 }
    expect((await refused(entries(PrefixListId, 2))).code).toBe('InvalidPrefixListVersion.NotFound')
    expect((await refused(ec2.send(new RestoreManagedPrefixListVersionCommand(wanted)))).code).toBe(
      'InvalidPrefixListVersion.NotFound',
    )
  })

  test('of deleting what is named', async () => {
    const id = await create()
    const group = await defaultGroup(await createVpc(ec2))
    await authorize(group, [letsIn(id)])
    expect((await refused(remove(id))).code).toBe('DependencyViolation')
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [letsIn(id)] }))
    await remove(id)
  })

  test('a second rule or route to the same list', async () => {
    const id = await create()
    const vpc = await createVpc(ec2)
    const group = await defaultGroup(vpc)
    await authorize(group, [letsIn(id)])
    expect(await refused(authorize(group, [letsIn(id)]))).toEqual({
      code: 'InvalidPermission.Duplicate',
      message: `the specified rule "peer: ${id}, TCP, from port: 22, to port: 22, ALLOW" already exists`,
      status: 400,
    })
    const RouteTableId = await createTable(ec2, vpc)
    const route = { RouteTableId, DestinationPrefixListId: id }
    await ec2.send(new CreateRouteCommand({ ...route, GatewayId: await createGateway(ec2, vpc) }))
    expect(
      (
        await refused(
          ec2.send(new DeleteRouteCommand({ ...route, RouteTableId: await createTable(ec2, vpc) })),
        )
      ).message,
    ).toMatch(/^no route with destination-prefix-list-id pl-\w+ in route table rtb-\w+$/)
  })

  test('what a list may hold counts in full', async () => {
    const narrow = await startServer({
      quota: { 'routes-per-table': 8, 'rules-per-security-group': 8, 'prefix-lists-per-region': 2 },
    })
    const there = narrow.ec2()
    const [small, large] = [await create({ MaxEntries: 3 }, there), await create({ MaxEntries: 6 }, there)]
    expect((await refused(create({}, there))).code).toBe('PrefixListLimitExceeded')
    const vpc = await createVpc(there)
    const group = await defaultGroup(vpc, there)
    await authorize(group, [letsIn(small)], there)
    expect((await refused(authorize(group, [letsIn(large)], there))).code).toBe(
      'RulesPerSecurityGroupLimitExceeded',
    )
    const RouteTableId = await createTable(there, vpc)
    const GatewayId = await createGateway(there, vpc)
    const routeTo = (DestinationPrefixListId: string) =>
      there.send(new CreateRouteCommand({ RouteTableId, DestinationPrefixListId, GatewayId }))
    await routeTo(small)
    expect((await refused(routeTo(large))).code).toBe('RouteLimitExceeded')
    const grow = (MaxEntries: number) =>
      there.send(new ModifyManagedPrefixListCommand({ PrefixListId: small, MaxEntries }))
    expect((await refused(grow(9))).code).toBe('RouteLimitExceeded')
    expect((await refused(grow(8))).code).toBe('RulesPerSecurityGroupLimitExceeded')
    expect((await grow(7)).PrefixList?.MaxEntries).toBe(7)
    await narrow.close()
  })
})

describe('behaviour', () => {
  test('a name and a size change without a new version', async () => {
    const id = await create()
    await modify(id, { PrefixListName: 'others' })
    await modify(id, { MaxEntries: 9 })
    const changed = await list(id)
    expect([changed?.PrefixListName, changed?.MaxEntries, changed?.Version]).toEqual(['others', 9, 1])
  })

  test('entries are added and removed in one new version', async () => {
    const id = await create()
    await modify(id, {
      CurrentVersion: 1,
      AddEntries: [{ Cidr: '10.3.0.0/16' }],
      RemoveEntries: [{ Cidr: '10.1.0.0/16' }],
    })
    expect(await entries(id)).toEqual([{ Cidr: '10.2.0.0/16' }, { Cidr: '10.3.0.0/16' }])
    expect((await list(id))?.Version).toBe(2)
  })

  test('a route to a list gets another target, and goes', async () => {
    const id = await create()
    const vpc = await createVpc(ec2)
    const RouteTableId = await createTable(ec2, vpc)
    const route = { RouteTableId, DestinationPrefixListId: id }
    const GatewayId = await createGateway(ec2, vpc)
    expect((await refused(ec2.send(new ReplaceRouteCommand({ ...route, GatewayId })))).message).toBe(
      `There is no route defined for '${id}' in the route table. Use CreateRoute instead.`,
    )
    await ec2.send(new CreateRouteCommand({ ...route, GatewayId }))
    await ec2.send(new ReplaceRouteCommand({ ...route, GatewayId }))
    await ec2.send(new DeleteRouteCommand(route))
    expect(await routes(ec2, RouteTableId)).toEqual([])
  })

  test('page by page', async () => {
    const Entries = Array.from({ length: 7 }, (_, n) => ({ Cidr: `10.${n}.0.0/16` }))
    const PrefixListId = await create({ Entries, MaxEntries: 7 })
    const first = await ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId, MaxResults: 5 }))
    const rest = await ec2.send(
      new GetManagedPrefixListEntriesCommand({ PrefixListId, MaxResults: 5, NextToken: first.NextToken }),
    )
    expect([...(first.Entries ?? []), ...(rest.Entries ?? [])]).toEqual(Entries)
    expect([first.Entries?.length, rest.NextToken]).toEqual([5, undefined])
  })

  test('every filter', async () => {
    const there = server.ec2({ region: 'eu-central-1' })
    const id = await create({ PrefixListName: 'mine' }, there)
    const table: [string, string, string[]][] = [
      ['owner-id', ACCOUNT, ['mine']],
      ['prefix-list-id', id, ['mine']],
      ['prefix-list-name', 'm*', ['mine']],
      ['prefix-list-name', '*.dynamodb', ['com.amazonaws.eu-central-1.dynamodb']],
    ]
    expect(untested('DescribeManagedPrefixListsRequest', table)).toEqual([])
    for (const [Name, value, names] of table) {
      const Filters = [{ Name, Values: [value] }]
      const { PrefixLists } = await there.send(new DescribeManagedPrefixListsCommand({ Filters }))
      expect(
        PrefixLists?.map(one => one.PrefixListName),
        `${Name} ${value}`,
      ).toEqual(names)
    }
    const older = (Name: string, value: string) =>
      there.send(new DescribePrefixListsCommand({ Filters: [{ Name, Values: [value] }] }))
    const [s3] = (await older('prefix-list-name', '*.s3')).PrefixLists ?? []
    expect(s3?.PrefixListName).toBe('com.amazonaws.eu-central-1.s3')
    expect((await older('prefix-list-id', s3?.PrefixListId ?? '')).PrefixLists).toEqual([s3])
  })
})
