import {
  CreateDefaultSubnetCommand,
  CreateDefaultVpcCommand,
  CreateVpcCommand,
  DeleteInternetGatewayCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeDhcpOptionsCommand,
  DescribeInternetGatewaysCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  DetachInternetGatewayCommand,
  type EC2Client,
  ModifyVpcTenancyCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSubnet, mainTable, routes } from './route-network.ts'
import { refused, startServer, type TestServer } from './server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const account = (n: number): EC2Client => server.ec2({ account: `44444444444${n}`, region: 'us-west-1' })

const defaultVpc = async (ec2: EC2Client) =>
  (await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }))).Vpcs?.[0]
const subnetsOf = async (ec2: EC2Client, vpcId = '') =>
  (await ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }))).Subnets ??
  []

/** Takes the default VPC of the Region away, with all that is in it. */
async function withoutDefaultVpc(ec2: EC2Client): Promise<void> {
  const VpcId = (await defaultVpc(ec2))?.VpcId ?? ''
  for (const { SubnetId } of await subnetsOf(ec2, VpcId))
    await ec2.send(new DeleteSubnetCommand({ SubnetId }))
  const { InternetGateways } = await ec2.send(new DescribeInternetGatewaysCommand({}))
  for (const { InternetGatewayId } of InternetGateways ?? []) {
    await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }))
    await ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId }))
  }
  await ec2.send(new DeleteVpcCommand({ VpcId }))
}

const createDefaultSubnet = (ec2: EC2Client, AvailabilityZone?: string) =>
  ec2.send(new CreateDefaultSubnetCommand({ AvailabilityZone }))

describe('shape', () => {
  test('a default VPC is made again as it was at first', async () => {
    const ec2 = account(1)
    const before = await defaultVpc(ec2)
    const subnetsBefore = await subnetsOf(ec2, before?.VpcId)
    await withoutDefaultVpc(ec2)
    expect(await defaultVpc(ec2)).toBeUndefined()
    const { Vpc: made } = await ec2.send(new CreateDefaultVpcCommand({}))
    const { DhcpOptions } = await ec2.send(new DescribeDhcpOptionsCommand({}))
    const expected = {
      ...before,
      VpcId: expect.stringMatching(/^vpc-0[0-9a-f]{16}$/),
      CidrBlockAssociationSet: [
        {
          AssociationId: expect.stringMatching(/^vpc-cidr-assoc-0[0-9a-f]{16}$/),
          CidrBlock: '172.31.0.0/16',
          CidrBlockState: { State: 'associated' },
        },
      ],
      DhcpOptionsId: DhcpOptions?.[0]?.DhcpOptionsId,
    }
    expect(made).toEqual({ ...expected, State: 'pending', Ipv6CidrBlockAssociationSet: [] })
    expect(made?.VpcId).not.toBe(before?.VpcId)
    expect(await defaultVpc(ec2)).toEqual(expected)
    const places = (subnets: Awaited<ReturnType<typeof subnetsOf>>) =>
      subnets.map(one => [one.AvailabilityZone, one.CidrBlock, one.DefaultForAz, one.MapPublicIpOnLaunch])
    expect(places(await subnetsOf(ec2, made?.VpcId))).toEqual(places(subnetsBefore))
    const table = await mainTable(ec2, made?.VpcId ?? '')
    expect(await routes(ec2, table.RouteTableId ?? '')).toEqual([
      {
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: expect.stringMatching(/^igw-/),
        Origin: 'CreateRoute',
        State: 'active',
      },
    ])
  })

  test('a default subnet is made again in the first free block', async () => {
    const ec2 = account(2)
    const vpc = await defaultVpc(ec2)
    const [first] = await subnetsOf(ec2, vpc?.VpcId)
    await ec2.send(new DeleteSubnetCommand({ SubnetId: first?.SubnetId }))
    await createSubnet(ec2, vpc?.VpcId ?? '', '172.31.0.0/24')
    const { Subnet: made } = await createDefaultSubnet(ec2, 'us-west-1a')
    expect(made).toEqual({
      ...first,
      SubnetId: expect.stringMatching(/^subnet-0[0-9a-f]{16}$/),
      SubnetArn: expect.stringContaining(made?.SubnetId ?? '?'),
      CidrBlock: '172.31.32.0/20',
      State: made?.State,
    })
  })
})

describe('refusals', () => {
  test('of a second default VPC', async () => {
    expect(await refused(account(3).send(new CreateDefaultVpcCommand({})))).toEqual({
      code: 'DefaultVpcAlreadyExists',
      message: 'A Default VPC already exists for this account in this region.',
      status: 400,
    })
  })

  test('of default subnets', async () => {
    const ec2 = account(4)
    const [first] = await subnetsOf(ec2, (await defaultVpc(ec2))?.VpcId)
    expect(await refused(createDefaultSubnet(ec2, 'us-west-1a'))).toEqual({
      code: 'DefaultSubnetAlreadyExistsInAvailabilityZone',
      message: `'${first?.SubnetId}' is already the default subnet in us-west-1a.`,
      status: 400,
    })
    expect((await refused(createDefaultSubnet(ec2, 'us-west-1z'))).code).toBe('InvalidParameterValue')
    expect((await refused(createDefaultSubnet(ec2))).code).toBe('MissingParameter')
    await withoutDefaultVpc(ec2)
    expect((await refused(createDefaultSubnet(ec2, 'us-west-1a'))).code).toBe('DefaultVpcDoesNotExist')
  })

  test('of tenancies', async () => {
    const ec2 = account(5)
    const modify = (VpcId: string, InstanceTenancy: string) =>
      ec2.send(new ModifyVpcTenancyCommand({ VpcId, InstanceTenancy: InstanceTenancy as 'default' }))
    expect((await refused(modify('vpc-00000000000000001', 'default'))).code).toBe('InvalidVpcID.NotFound')
    const VpcId = (await defaultVpc(ec2))?.VpcId ?? ''
    expect((await refused(modify(VpcId, 'dedicated'))).code).toMatch(
      /InvalidParameterValue|UnsupportedTenancy/,
    )
  })
})

describe('behaviour', () => {
  test('a dedicated VPC becomes an ordinary one', async () => {
    const ec2 = account(6)
    const { Vpc } = await ec2.send(
      new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', InstanceTenancy: 'dedicated' }),
    )
    const VpcId = Vpc?.VpcId
    expect(Vpc?.InstanceTenancy).toBe('dedicated')
    const { ReturnValue } = await ec2.send(new ModifyVpcTenancyCommand({ VpcId, InstanceTenancy: 'default' }))
    expect(ReturnValue).toBe(true)
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId ?? ''] }))
    expect(Vpcs?.[0]?.InstanceTenancy).toBe('default')
  })
})
