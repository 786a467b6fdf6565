import {
  AssociateRouteTableCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteSubnetCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  type EC2Client,
  ModifySubnetAttributeCommand,
  RunInstancesCommand,
  type Subnet,
  TerminateInstancesCommand,
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

const UNKNOWN = 'subnet-00000000000000001'
const anId = (prefix: string) => expect.stringMatching(new RegExp(`^${prefix}-0[0-9a-f]{16}$`))

async function subnet(id: string): Promise<Subnet | undefined> {
  return (await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [id] }))).Subnets?.[0]
}

/** A VPC with an IPv6 block, and the first /64 of that. */
async function dualStack(CidrBlock = '10.0.0.0/16'): Promise<{ VpcId: string; ipv6: string }> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock, AmazonProvidedIpv6CidrBlock: true }))
  const block = Vpc?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? ''
  return { VpcId: Vpc?.VpcId ?? '', ipv6: block.replace('/56', '/64') }
}

describe('shape', () => {
  test('a new subnet, with all its fields', async () => {
    const { VpcId, ipv6 } = await dualStack()
    const { Subnet: made } = await ec2.send(
      new CreateSubnetCommand({
        VpcId,
        CidrBlock: '10.0.1.7/24',
        Ipv6CidrBlock: ipv6,
        AvailabilityZone: 'us-east-1c',
        TagSpecifications: [{ ResourceType: 'subnet', Tags: [{ Key: 'Name', Value: 'a' }] }],
      }),
    )
    const block = {
      AssociationId: anId('subnet-cidr-assoc'),
      Ipv6CidrBlock: ipv6,
      Ipv6AddressAttribute: 'public',
      IpSource: 'amazon',
    }
    const shown = {
      AvailabilityZoneId: 'use1-az3',
      MapCustomerOwnedIpOnLaunch: false,
      OwnerId: ACCOUNT,
      AssignIpv6AddressOnCreation: false,
      Tags: [{ Key: 'Name', Value: 'a' }],
      SubnetArn: `arn:aws:ec2:us-east-1:${ACCOUNT}:subnet/${made?.SubnetId}`,
      EnableDns64: false,
      Ipv6Native: false,
      PrivateDnsNameOptionsOnLaunch: {
        HostnameType: 'ip-name',
        EnableResourceNameDnsARecord: false,
        EnableResourceNameDnsAAAARecord: false,
      },
      BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
      SubnetId: anId('subnet'),
      State: 'available',
      VpcId,
      CidrBlock: '10.0.1.0/24',
      AvailableIpAddressCount: 251,
      AvailabilityZone: 'us-east-1c',
      DefaultForAz: false,
      MapPublicIpOnLaunch: false,
    }
    const six = (State: string) => [{ ...block, Ipv6CidrBlockState: { State } }]
    expect(made).toEqual({ ...shown, Ipv6CidrBlockAssociationSet: six('associating') })
    expect(await subnet(made?.SubnetId ?? '')).toEqual({
      ...shown,
      Ipv6CidrBlockAssociationSet: six('associated'),
    })
  })

  test('another partition has other ARNs', async () => {
    const china = server.ec2({ region: 'cn-north-1' })
    const id = await createSubnet(china, await createVpc(china))
    const { Subnets } = await china.send(new DescribeSubnetsCommand({ SubnetIds: [id] }))
    expect(Subnets?.[0]?.SubnetArn).toBe(`arn:aws-cn:ec2:cn-north-1:${ACCOUNT}:subnet/${id}`)
  })

  test.each([
    [{}, 'us-east-1a', 'use1-az1'],
    [{ AvailabilityZone: 'us-east-1e' }, 'us-east-1e', 'use1-az5'],
    [{ AvailabilityZoneId: 'use1-az6' }, 'us-east-1f', 'use1-az6'],
  ])('the zone by name, by id, or the first: %j', async (wish, name, id) => {
    const VpcId = await createVpc(ec2)
    const { Subnet: made } = await ec2.send(
      new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24', ...wish }),
    )
    expect([made?.AvailabilityZone, made?.AvailabilityZoneId]).toEqual([name, id])
  })
})

describe('refusals', () => {
  const ZONES = 'us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f'
  test.each([
    [{}, 'MissingParameter', 'The request must contain the parameter cidrBlock'],
    [
      { CidrBlock: 'ten' },
      'InvalidParameterValue',
      'Value (ten) for parameter cidrBlock is invalid. This is not a valid CIDR block.',
    ],
    [{ CidrBlock: '10.1.0.0/24' }, 'InvalidSubnet.Range', "The CIDR '10.1.0.0/24' is invalid."],
    [{ CidrBlock: '10.0.0.0/29' }, 'InvalidSubnet.Range', "The CIDR '10.0.0.0/29' is invalid."],
    [
      { CidrBlock: '10.0.9.128/25' },
      'InvalidSubnet.Conflict',
      "The CIDR '10.0.9.128/25' conflicts with another subnet",
    ],
    [
      { CidrBlock: '10.0.1.0/24', Ipv6CidrBlock: '2001:db8::/64' },
      'InvalidSubnet.Range',
      "The CIDR '2001:db8::/64' is invalid.",
    ],
    [
      { CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1z' },
      'InvalidParameterValue',
      `Value (us-east-1z) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${ZONES}.`,
    ],
    [
      { CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1a', AvailabilityZoneId: 'use1-az1' },
      'InvalidParameterCombination',
      'The parameter availabilityZone cannot be used with the parameter availabilityZoneId',
    ],
    [
      { Ipv6Native: true },
      'UnsupportedOperation',
      'Amazon EC2 takes the parameter ipv6Native here, but Isthmus does not do that yet.',
    ],
    [
      { CidrBlock: '10.0.1.0/24', OutpostArn: 'arn:aws:outposts:us-east-1:111111111111:outpost/op-1' },
      'UnsupportedOperation',
      'Amazon EC2 takes the parameter outpostArn here, but Isthmus does not do that yet.',
    ],
    [
      { Ipv4IpamPoolId: 'ipam-pool-01' },
      'InvalidIpamPoolId.NotFound',
      "The ipam-pool ID 'ipam-pool-01' does not exist",
    ],
  ])('CreateSubnet %j: %s', async (wish, code, message) => {
    const VpcId = await createVpc(ec2)
    await createSubnet(ec2, VpcId, '10.0.9.0/24')
    expect(await refused(ec2.send(new CreateSubnetCommand({ VpcId, ...wish })))).toEqual({
      code,
      message,
      status: 400,
    })
  })

  test.each([
    ['subnet-xyz', 'InvalidSubnetId.Malformed', 'Invalid id: "subnet-xyz" (expecting "subnet-...")'],
    [UNKNOWN, 'InvalidSubnetID.NotFound', `The subnet ID '${UNKNOWN}' does not exist`],
  ])('of ids: %s', async (SubnetId, code, message) => {
    const no = { code, message, status: 400 }
    expect(await refused(ec2.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] })))).toEqual(no)
    expect(await refused(ec2.send(new DeleteSubnetCommand({ SubnetId })))).toEqual(no)
    const modify = new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: true } })
    expect(await refused(ec2.send(modify))).toEqual(no)
  })

  test("another account's VPC does not exist", async () => {
    const VpcId = await createVpc(server.ec2({ account: OTHER_ACCOUNT }))
    expect((await refused(createSubnet(ec2, VpcId))).code).toBe('InvalidVpcID.NotFound')
  })

  test('the quota', async () => {
    const narrow = await startServer({ quota: { 'subnets-per-vpc': 1 } })
    const there = narrow.ec2()
    const VpcId = await createVpc(there)
    await createSubnet(there, VpcId, '10.0.1.0/24')
    expect((await refused(createSubnet(there, VpcId, '10.0.2.0/24'))).code).toBe('SubnetLimitExceeded')
    await narrow.close()
  })

  test('of attributes', async () => {
    const SubnetId = await createSubnet(ec2, await createVpc(ec2))
    const modify = (wish: object) =>
      refused(ec2.send(new ModifySubnetAttributeCommand({ SubnetId, ...wish })))
    expect((await modify({})).code).toBe('MissingParameter')
    expect(await modify({ MapPublicIpOnLaunch: { Value: true }, EnableDns64: { Value: false } })).toEqual({
      code: 'InvalidParameterCombination',
      message: 'Fields for multiple attribute types specified',
      status: 400,
    })
    expect(await modify({ AssignIpv6AddressOnCreation: { Value: true } })).toEqual({
      code: 'InvalidParameterValue',
      message: `Invalid value for parameter assignIpv6AddressOnCreation. The subnet '${SubnetId}' has no IPv6 CIDR block.`,
      status: 400,
    })
    expect((await modify({ EnableDns64: { Value: true } })).code).toBe('InvalidParameterValue')
    expect((await modify({ MapCustomerOwnedIpOnLaunch: { Value: true } })).code).toBe('UnsupportedOperation')
    expect((await modify({ EnableLniAtDeviceIndex: 1 })).code).toBe('UnsupportedOperation')
  })
})

describe('behaviour', () => {
  test('each attribute is set, and shown', async () => {
    const { VpcId, ipv6 } = await dualStack()
    const { Subnet: made } = await ec2.send(
      new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24', Ipv6CidrBlock: ipv6 }),
    )
    const SubnetId = made?.SubnetId ?? ''
    const on = { Value: true }
    for (const wish of [
      { MapPublicIpOnLaunch: on },
      { AssignIpv6AddressOnCreation: on },
      { EnableDns64: on },
      { PrivateDnsHostnameTypeOnLaunch: 'resource-name' as const },
      { EnableResourceNameDnsARecordOnLaunch: on },
      { EnableResourceNameDnsAAAARecordOnLaunch: on },
      { MapCustomerOwnedIpOnLaunch: { Value: false } },
    ])
      await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, ...wish }))
    const before = await subnet(SubnetId)
    expect(before).toEqual({
      ...made,
      Ipv6CidrBlockAssociationSet: before?.Ipv6CidrBlockAssociationSet,
      MapPublicIpOnLaunch: true,
      AssignIpv6AddressOnCreation: true,
      EnableDns64: true,
      PrivateDnsNameOptionsOnLaunch: {
        HostnameType: 'resource-name',
        EnableResourceNameDnsARecord: true,
        EnableResourceNameDnsAAAARecord: true,
      },
    })
    await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: false } }))
    expect(await subnet(SubnetId)).toEqual({ ...before, MapPublicIpOnLaunch: false })
  })

  test('its associations go with it', async () => {
    const VpcId = await createVpc(ec2)
    const SubnetId = await createSubnet(ec2, VpcId)
    const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }))
    const RouteTableId = RouteTable?.RouteTableId ?? ''
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }))
    const associations = async () => {
      const { RouteTables } = await ec2.send(
        new DescribeRouteTablesCommand({ RouteTableIds: [RouteTableId] }),
      )
      const { NetworkAcls } = await ec2.send(
        new DescribeNetworkAclsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
      )
      return [RouteTables?.[0]?.Associations?.length, NetworkAcls?.[0]?.Associations?.length]
    }
    expect(await associations()).toEqual([1, 1])
    await ec2.send(new DeleteSubnetCommand({ SubnetId }))
    expect(await associations()).toEqual([0, 0])
    expect((await refused(subnet(SubnetId))).code).toBe('InvalidSubnetID.NotFound')
  })

  test('an instance takes an address, and keeps the subnet until it is terminated', async () => {
    const SubnetId = await createSubnet(ec2, await createVpc(ec2))
    const { Instances } = await ec2.send(
      new RunInstancesCommand({ ImageId: 'ami-00000000000000001', MinCount: 2, MaxCount: 2, SubnetId }),
    )
    await server.settled()
    expect((await subnet(SubnetId))?.AvailableIpAddressCount).toBe(256 - 5 - 2)
    expect(await refused(ec2.send(new DeleteSubnetCommand({ SubnetId })))).toEqual({
      code: 'DependencyViolation',
      message: `The subnet '${SubnetId}' has dependencies and cannot be deleted.`,
      status: 400,
    })
    const InstanceIds = Instances?.map(one => one.InstanceId ?? '') ?? []
    await ec2.send(new TerminateInstancesCommand({ InstanceIds }))
    await server.settled()
    await ec2.send(new DeleteSubnetCommand({ SubnetId }))
  })

  test('every filter', async () => {
    const there = server.ec2({ region: 'us-west-2' })
    const { Vpc } = await there.send(
      new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true }),
    )
    const VpcId = Vpc?.VpcId ?? ''
    const six = Vpc?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock?.replace('/56', '/64')
    const create = async (wish: { CidrBlock: string; AvailabilityZone: string; Ipv6CidrBlock?: string }) =>
      (await there.send(new CreateSubnetCommand({ VpcId, ...wish }))).Subnet
    const a = await create({
      CidrBlock: '10.0.1.0/24',
      AvailabilityZone: 'us-west-2a',
      ...(six && { Ipv6CidrBlock: six }),
    })
    const b = await create({ CidrBlock: '10.0.2.0/28', AvailabilityZone: 'us-west-2b' })
    await there.send(
      new ModifySubnetAttributeCommand({ SubnetId: a?.SubnetId, MapPublicIpOnLaunch: { Value: true } }),
    )
    await there.send(
      new ModifySubnetAttributeCommand({ SubnetId: a?.SubnetId, EnableDns64: { Value: true } }),
    )
    const name = new Map([
      [a?.SubnetId, 'a'],
      [b?.SubnetId, 'b'],
    ])
    const both = ['a', 'b']
    const launch = 'private-dns-name-options-on-launch'
    const table: [string, string | undefined, string[]][] = [
      ['availability-zone', 'us-west-2a', ['a']],
      ['availabilityZone', 'us-west-2b', ['b']],
      ['availability-zone-id', 'usw2-az1', ['a']],
      ['availabilityZoneId', 'usw2-az2', ['b']],
      ['available-ip-address-count', '251', ['a']],
      ['available-ip-address-count', '11', ['b']],
      ['cidr-block', '10.0.1.0/24', ['a']],
      ['cidr', '10.0.2.0/28', ['b']],
      ['cidrBlock', '10.0.?.0/*', both],
      ['customer-owned-ipv4-pool', '*', []],
      ['default-for-az', 'false', both],
      ['defaultForAz', 'true', []],
      ['enable-dns64', 'true', ['a']],
      ['enable-lni-at-device-index', '1', []],
      ['ipv6-cidr-block-association.ipv6-cidr-block', six, ['a']],
      [
        'ipv6-cidr-block-association.association-id',
        a?.Ipv6CidrBlockAssociationSet?.[0]?.AssociationId,
        ['a'],
      ],
      ['ipv6-cidr-block-association.state', 'associated', ['a']],
      ['ipv6-native', 'false', both],
      ['map-customer-owned-ip-on-launch', 'false', both],
      ['map-public-ip-on-launch', 'true', ['a']],
      ['outpost-arn', '*', []],
      ['owner-id', ACCOUNT, both],
      [`${launch}.hostname-type`, 'ip-name', both],
      [`${launch}.enable-resource-name-dns-a-record`, 'false', both],
      [`${launch}.enable-resource-name-dns-aaaa-record`, 'true', []],
      ['state', 'available', both],
      ['state', 'pending', []],
      ['subnet-arn', b?.SubnetArn, ['b']],
      ['subnet-id', a?.SubnetId, ['a']],
      ['tag-key', 'Name', []],
      ['tag:Name', 'a', []],
      ['vpc-id', VpcId, both],
    ]
    expect(untested('DescribeSubnetsRequest', table)).toEqual([])
    const inVpc = { Name: 'vpc-id', Values: [VpcId] }
    for (const [Name, value, names] of table) {
      const { Subnets } = await there.send(
        new DescribeSubnetsCommand({ Filters: [inVpc, { Name, Values: [value ?? ''] }] }),
      )
      expect(
        Subnets?.map(one => name.get(one.SubnetId)),
        `${Name} ${value}`,
      ).toEqual(names)
    }
  })
})
