import {
  CreateFlowLogsCommand,
  type CreateFlowLogsCommandInput,
  DeleteFlowLogsCommand,
  DescribeFlowLogsCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { createSubnet, createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

const UNKNOWN = 'fl-00000000000000001'
const BUCKET = 'arn:aws:s3:::bucket/logs'
const ROLE = `arn:aws:iam::${ACCOUNT}:role/flow-logs`
const FORMAT =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: AWS writes the fields like this
  '${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}'

const toBucket = (...ResourceIds: string[]): CreateFlowLogsCommandInput => ({
  ResourceIds,
  ResourceType: 'VPC',
  TrafficType: 'ALL',
  LogDestinationType: 's3',
  LogDestination: BUCKET,
})
const create = (wish: CreateFlowLogsCommandInput, there = ec2) => there.send(new CreateFlowLogsCommand(wish))
const idOf = async (wish: CreateFlowLogsCommandInput) => (await create(wish)).FlowLogIds?.[0] as string
const remove = (...FlowLogIds: string[]) => ec2.send(new DeleteFlowLogsCommand({ FlowLogIds }))
const log = async (id: string, there = ec2) =>
  (await there.send(new DescribeFlowLogsCommand({ FlowLogIds: [id] }))).FlowLogs?.[0]

describe('shape', () => {
  test('of a VPC, into a log group', async () => {
    const vpc = await createVpc(ec2)
    const made = await create({
      ResourceIds: [vpc],
      ResourceType: 'VPC',
      TrafficType: 'REJECT',
      LogGroupName: 'group',
      DeliverLogsPermissionArn: ROLE,
      TagSpecifications: [{ ResourceType: 'vpc-flow-log', Tags: [{ Key: 'Name', Value: 'a' }] }],
    })
    expect(made).toMatchObject({
      FlowLogIds: [expect.stringMatching(/^fl-0[0-9a-f]{16}$/)],
      Unsuccessful: [],
    })
    const id = made.FlowLogIds?.[0] ?? ''
    expect(await log(id)).toEqual({
      CreationTime: expect.any(Date),
      DeliverLogsPermissionArn: ROLE,
      FlowLogId: id,
      FlowLogStatus: 'ACTIVE',
      LogGroupName: 'group',
      ResourceId: vpc,
      TrafficType: 'REJECT',
      LogDestinationType: 'cloud-watch-logs',
      LogFormat: FORMAT,
      Tags: [{ Key: 'Name', Value: 'a' }],
      MaxAggregationInterval: 600,
    })
    expect((await remove(id)).Unsuccessful).toEqual([])
    expect((await refused(log(id))).code).toBe('InvalidFlowLogId.NotFound')
  })

  test('of a subnet, into a bucket', async () => {
    const subnet = await createSubnet(ec2, await createVpc(ec2))
    const id = await idOf({
      ...toBucket(subnet),
      ResourceType: 'Subnet',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: AWS writes the fields like this
      LogFormat: '${vpc-id} ${traffic-path}',
      MaxAggregationInterval: 60,
      DestinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: false },
    })
    expect(await log(id)).toEqual({
      CreationTime: expect.any(Date),
      FlowLogId: id,
      FlowLogStatus: 'ACTIVE',
      ResourceId: subnet,
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: BUCKET,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: AWS writes the fields like this
      LogFormat: '${vpc-id} ${traffic-path}',
      Tags: [],
      MaxAggregationInterval: 60,
      DestinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: false },
    })
  })
})

describe('refusals', () => {
  test.each([
    ['fl-1', 'InvalidFlowLogId.Malformed', 'Invalid id: "fl-1" (expecting "fl-...")'],
    [
      UNKNOWN,
      'InvalidFlowLogId.NotFound',
      `These flow log ids in the input list are not found: [TotalCount: 1] ${UNKNOWN}`,
    ],
  ])('of ids: %s', async (id, code, message) => {
    expect(await refused(log(id))).toEqual({ code, message, status: 400 })
  })

  test('deletion names those that do not exist', async () => {
    expect((await remove(UNKNOWN)).Unsuccessful?.map(one => [one.ResourceId, one.Error?.Code])).toEqual([
      [UNKNOWN, 'InvalidFlowLogId.NotFound'],
    ])
  })

  test.each<[string, Partial<CreateFlowLogsCommandInput>, string, string]>([
    [
      'no traffic',
      { TrafficType: undefined },
      'MissingParameter',
      'The request must contain the parameter trafficType',
    ],
    [
      'a log group without permission',
      { LogDestinationType: 'cloud-watch-logs', LogDestination: undefined, LogGroupName: 'a' },
      'InvalidParameter',
      "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
    ],
    [
      'no log group',
      { LogDestinationType: 'cloud-watch-logs', LogDestination: undefined, DeliverLogsPermissionArn: ROLE },
      'InvalidParameter',
      "LogGroupName can't be empty if LogDestinationType is cloud-watch-logs.",
    ],
    [
      'a log group named twice',
      { LogDestinationType: 'cloud-watch-logs', LogGroupName: 'a', DeliverLogsPermissionArn: ROLE },
      'InvalidParameter',
      'Please only provide LogGroupName or only provide LogDestination.',
    ],
    [
      'no bucket',
      { LogDestination: undefined },
      'InvalidParameter',
      "LogDestination can't be empty if LogDestinationType is s3.",
    ],
    [
      'a bucket and a log group',
      { LogGroupName: 'a' },
      'InvalidParameter',
      'LogGroupName is not applicable if LogDestinationType is s3.',
    ],
    [
      'no ARN',
      { LogDestination: 'bucket' },
      'InvalidParameter',
      'LogDestination: bucket is not a valid ARN.',
    ],
    [
      'an unknown field',
      { LogFormat: '$' + '{weather}' },
      'InvalidParameter',
      'LogFormat has an unknown field: $' + '{weather}',
    ],
    [
      'an interval',
      { MaxAggregationInterval: 90 },
      'InvalidParameter',
      'MaxAggregationInterval must be 60 or 600.',
    ],
  ])('of creation: %s', async (_, more, code, message) => {
    const wish = { ...toBucket(await createVpc(ec2)), ...more }
    expect(await refused(create(wish))).toEqual({ code, message, status: 400 })
  })

  test('what cannot be made is named, and the rest is made', async () => {
    const [a, b] = [await createVpc(ec2), await createVpc(ec2)]
    await create(toBucket(a))
    const unknown = 'vpc-00000000000000001'
    const { FlowLogIds, Unsuccessful } = await create(toBucket(a, b, unknown))
    expect((await log(FlowLogIds?.[0] ?? ''))?.ResourceId).toBe(b)
    expect(FlowLogIds?.length).toBe(1)
    expect(Unsuccessful).toEqual([
      {
        ResourceId: a,
        Error: {
          Code: 'FlowLogAlreadyExists',
          Message: 'Error. There is an existing Flow Log with the same configuration and log destination.',
        },
      },
      {
        ResourceId: unknown,
        Error: { Code: 'InvalidVpcID.NotFound', Message: `The vpc ID '${unknown}' does not exist` },
      },
    ])
  })

  test("another account's log does not exist", async () => {
    const id = await idOf(toBucket(await createVpc(ec2)))
    expect((await refused(log(id, server.ec2({ account: OTHER_ACCOUNT })))).code).toBe(
      'InvalidFlowLogId.NotFound',
    )
  })
})

describe('behaviour', () => {
  test('every filter', async () => {
    const there = server.ec2({ region: 'eu-central-1' })
    const vpc = await createVpc(there)
    await create(toBucket(vpc), there)
    await create(
      {
        ResourceIds: [vpc],
        ResourceType: 'VPC',
        TrafficType: 'ACCEPT',
        LogGroupName: 'group',
        DeliverLogsPermissionArn: ROLE,
      },
      there,
    )
    const { FlowLogs: both } = await there.send(new DescribeFlowLogsCommand({}))
    const table: [string, string, string[]][] = [
      ['deliver-log-status', 'SUCCESS', []],
      ['log-destination-type', 's3', ['ALL']],
      ['flow-log-id', both?.[1]?.FlowLogId ?? '', ['ACCEPT']],
      ['log-group-name', 'group', ['ACCEPT']],
      ['resource-id', vpc, ['ALL', 'ACCEPT']],
      ['traffic-type', 'ALL', ['ALL']],
      ['tag-key', '*', []],
    ]
    expect(untested('DescribeFlowLogsRequest', table)).toEqual([])
    for (const [Name, value, traffic] of table) {
      const Filter = [{ Name, Values: [value] }]
      const { FlowLogs } = await there.send(new DescribeFlowLogsCommand({ Filter }))
      expect(
        FlowLogs?.map(one => one.TrafficType),
        `${Name} ${value}`,
      ).toEqual(traffic)
    }
  })
})
