import {
  type AccountAttributeName,
  DeleteInternetGatewayCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeAccountAttributesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeInternetGatewaysCommand,
  DescribeRegionsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  DetachInternetGatewayCommand,
  type EC2Client,
  type Filter,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer({ quotas: 'aws' })
  ec2 = server.ec2()
})
afterAll(() => server.close())

async function regions(
  wish: { AllRegions?: boolean; RegionNames?: string[]; Filters?: Filter[] },
  from = ec2,
) {
  return (await from.send(new DescribeRegionsCommand(wish))).Regions ?? []
}

async function zones(wish: {
  ZoneNames?: string[]
  ZoneIds?: string[]
  AllAvailabilityZones?: boolean
  Filters?: Filter[]
}) {
  return (await ec2.send(new DescribeAvailabilityZonesCommand(wish))).AvailabilityZones ?? []
}

async function attributes(from: EC2Client, ...AttributeNames: AccountAttributeName[]) {
  const { AccountAttributes } = await from.send(new DescribeAccountAttributesCommand({ AttributeNames }))
  return AccountAttributes?.map(one => [
    one.AttributeName,
    one.AttributeValues?.map(value => value.AttributeValue),
  ])
}

describe('shape', () => {
  test('a Region', async () => {
    expect(await regions({ RegionNames: ['eu-west-1', 'eu-south-2'] })).toEqual([
      {
        OptInStatus: 'opt-in-not-required',
        RegionName: 'eu-west-1',
        Endpoint: 'ec2.eu-west-1.amazonaws.com',
      },
      { OptInStatus: 'not-opted-in', RegionName: 'eu-south-2', Endpoint: 'ec2.eu-south-2.amazonaws.com' },
    ])
  })

  test('a zone', async () => {
    const zone = {
      OptInStatus: 'opt-in-not-required',
      Messages: [],
      RegionName: 'us-east-1',
      ZoneName: 'us-east-1b',
      ZoneId: 'use1-az2',
      GroupName: 'us-east-1-zg-1',
      NetworkBorderGroup: 'us-east-1',
      ZoneType: 'availability-zone',
      GroupLongName: 'US East (N. Virginia) 1',
      State: 'available',
    }
    expect(await zones({ ZoneNames: ['us-east-1b'] })).toEqual([zone])
    expect(await zones({ ZoneIds: ['use1-az2'] })).toEqual([zone])
    expect(await zones({ ZoneIds: ['use1-az2'], ZoneNames: ['us-east-1b'] })).toEqual([zone])
  })

  test('the attributes of an account', async () => {
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}))
    expect(await attributes(ec2)).toEqual([
      ['supported-platforms', ['VPC']],
      ['vpc-max-security-groups-per-interface', ['5']],
      ['max-elastic-ips', ['5']],
      ['max-instances', ['20']],
      ['vpc-max-elastic-ips', ['5']],
      ['default-vpc', [Vpcs?.[0]?.VpcId]],
    ])
    expect(await attributes(ec2, 'supported-platforms')).toEqual([['supported-platforms', ['VPC']]])
  })
})

describe('refusals', () => {
  test.each([
    ['us-east-9', () => regions({ RegionNames: ['us-east-9'] }), 'Invalid region: [us-east-9]'],
    [
      'a Region of another partition',
      () => regions({ RegionNames: ['cn-north-1'] }),
      'Invalid region: [cn-north-1]',
    ],
    ['us-east-1z', () => zones({ ZoneNames: ['us-east-1z'] }), 'Invalid availability zone: [us-east-1z]'],
    [
      'a zone of another Region',
      () => zones({ ZoneNames: ['us-west-2a'] }),
      'Invalid availability zone: [us-west-2a]',
    ],
    ['use1-az9', () => zones({ ZoneIds: ['use1-az9'] }), 'Invalid availability zone-id: [use1-az9]'],
  ] as [string, () => Promise<unknown>, string][])('%s', async (_, ask, message) => {
    expect(await refused(ask())).toEqual({ code: 'InvalidParameterValue', message, status: 400 })
  })
})

describe('behaviour', () => {
  test('Regions to opt in to are shown to who asks for all', async () => {
    const usual = await regions({})
    const all = await regions({ AllRegions: true })
    expect([usual.length, all.length]).toEqual([17, 34])
    expect(usual.filter(one => one.OptInStatus !== 'opt-in-not-required')).toEqual([])
    const gov = await regions({ AllRegions: true }, server.ec2({ region: 'us-gov-west-1' }))
    expect(gov.map(one => one.RegionName)).toEqual(['us-gov-east-1', 'us-gov-west-1'])
    const china = await regions({}, server.ec2({ region: 'cn-north-1' }))
    expect(china.map(one => one.Endpoint)).toEqual([
      'ec2.cn-north-1.amazonaws.com.cn',
      'ec2.cn-northwest-1.amazonaws.com.cn',
    ])
  })

  test('every filter on Regions', async () => {
    const table: [string, string, string[]][] = [
      ['endpoint', '*.eu-west-2.*', ['eu-west-2']],
      ['opt-in-status', 'opted-in', []],
      ['opt-in-status', 'not-opted-in', ['me-central-1', 'me-south-1']],
      ['region-name', 'us-east-*', ['us-east-1', 'us-east-2']],
    ]
    expect(untested('DescribeRegionsRequest', table)).toEqual([])
    for (const [Name, value, names] of table) {
      const Filters = [{ Name, Values: [value] }]
      if (value === 'not-opted-in') Filters.push({ Name: 'region-name', Values: ['me-*'] })
      const shown = await regions({ AllRegions: true, Filters })
      expect(
        shown.map(one => one.RegionName),
        `${Name} ${value}`,
      ).toEqual(names)
    }
  })

  test('every filter on zones', async () => {
    const all = ['a', 'b', 'c', 'd', 'e', 'f']
    const table: [string, string, string[]][] = [
      ['group-long-name', 'US East (N. Virginia) 1', all],
      ['group-name', 'us-east-1-zg-1', all],
      ['message', '*', []],
      ['opt-in-status', 'opt-in-not-required', all],
      ['opt-in-status', 'not-opted-in', []],
      ['parent-zone-id', '*', []],
      ['parent-zone-name', '*', []],
      ['region-name', 'us-east-1', all],
      ['region-name', 'us-west-2', []],
      ['state', 'available', all],
      ['zone-id', 'use1-az3', ['c']],
      ['zone-name', 'us-east-1d', ['d']],
      ['zone-type', 'availability-zone', all],
      ['zone-type', 'local-zone', []],
    ]
    expect(untested('DescribeAvailabilityZonesRequest', table)).toEqual([])
    for (const [Name, value, letters] of table) {
      const shown = await zones({ AllAvailabilityZones: true, Filters: [{ Name, Values: [value] }] })
      expect(
        shown.map(one => one.ZoneName?.at(-1)),
        `${Name} ${value}`,
      ).toEqual(letters)
    }
  })

  test('an account without a default VPC', async () => {
    const there = server.ec2({ region: 'eu-west-2' })
    const { InternetGateways } = await there.send(new DescribeInternetGatewaysCommand({}))
    const { InternetGatewayId, Attachments } = InternetGateways?.[0] ?? {}
    const VpcId = Attachments?.[0]?.VpcId
    expect(await attributes(there, 'default-vpc')).toEqual([['default-vpc', [VpcId]]])
    await there.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }))
    await there.send(new DeleteInternetGatewayCommand({ InternetGatewayId }))
    const { Subnets } = await there.send(new DescribeSubnetsCommand({}))
    for (const { SubnetId } of Subnets ?? []) await there.send(new DeleteSubnetCommand({ SubnetId }))
    await there.send(new DeleteVpcCommand({ VpcId }))
    expect(await attributes(there, 'default-vpc')).toEqual([['default-vpc', ['none']]])
  })
})
