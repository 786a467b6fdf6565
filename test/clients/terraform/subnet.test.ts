/** aws_subnet. */
import {
  CreateSubnetCommand,
  DeleteSubnetCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  ModifySubnetAttributeCommand,
  type ModifySubnetAttributeCommandInput,
  RunInstancesCommand,
  type Subnet,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { createVpc } from '../../api/route-network.ts'
import { ACCOUNT, refused, useServer } from '../../api/server.ts'
import { tagged, unless, waitFor, where } from './provider.ts'

const server = await useServer()
const ec2 = server.ec2()

async function find(SubnetId: string): Promise<Subnet | undefined> {
  const read = ec2.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] }))
  return (await unless('InvalidSubnetID.NotFound', read))?.Subnets?.[0]
}

async function create(VpcId: string): Promise<string> {
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({
      VpcId,
      CidrBlock: '10.0.1.0/24',
      AvailabilityZone: 'us-east-1b',
      TagSpecifications: tagged('subnet', { Name: 'one' }),
    }),
  )
  const id = Subnet?.SubnetId ?? ''
  await waitFor(server, {
    pending: ['pending'],
    target: ['available'],
    refresh: async () => (await find(id))?.State,
  })
  return id
}

/** One attribute in each call, and then until it is seen. */
async function modify(
  SubnetId: string,
  change: Omit<ModifySubnetAttributeCommandInput, 'SubnetId'>,
  seen: (subnet: Subnet) => boolean,
): Promise<void> {
  await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, ...change }))
  await waitFor(server, {
    pending: ['false'],
    target: ['true'],
    refresh: async () => String(seen((await find(SubnetId)) ?? {})),
  })
}

/** First the interfaces that Lambda or EKS may have left, then the subnet. */
async function destroy(SubnetId: string): Promise<void> {
  const left = await ec2.send(new DescribeNetworkInterfacesCommand(where({ 'subnet-id': SubnetId })))
  expect(left.NetworkInterfaces).toEqual([])
  await ec2.send(new DeleteSubnetCommand({ SubnetId }))
  await waitFor(server, {
    pending: ['available'],
    target: [],
    refresh: async () => (await find(SubnetId))?.State,
  })
}

test('aws_subnet', async () => {
  const vpc = await createVpc(ec2)
  const id = await create(vpc)
  const read = await find(id)
  expect(read).toEqual({
    SubnetId: id,
    SubnetArn: `arn:aws:ec2:us-east-1:${ACCOUNT}:subnet/${id}`,
    VpcId: vpc,
    OwnerId: ACCOUNT,
    State: 'available',
    CidrBlock: '10.0.1.0/24',
    Ipv6CidrBlockAssociationSet: [],
    AvailabilityZone: 'us-east-1b',
    AvailabilityZoneId: expect.stringMatching(/^use1-az\d$/),
    AvailableIpAddressCount: 251,
    AssignIpv6AddressOnCreation: false,
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    DefaultForAz: false,
    EnableDns64: false,
    Ipv6Native: false,
    MapCustomerOwnedIpOnLaunch: false,
    MapPublicIpOnLaunch: false,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    Tags: [{ Key: 'Name', Value: 'one' }],
  })

  const on = { Value: true }
  await modify(id, { MapPublicIpOnLaunch: on }, subnet => subnet.MapPublicIpOnLaunch === true)
  await modify(
    id,
    { EnableResourceNameDnsARecordOnLaunch: on },
    subnet => subnet.PrivateDnsNameOptionsOnLaunch?.EnableResourceNameDnsARecord === true,
  )
  await modify(
    id,
    { PrivateDnsHostnameTypeOnLaunch: 'resource-name' },
    subnet => subnet.PrivateDnsNameOptionsOnLaunch?.HostnameType === 'resource-name',
  )
  expect(await find(id)).toEqual({
    ...read,
    MapPublicIpOnLaunch: true,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: 'resource-name',
      EnableResourceNameDnsARecord: true,
      EnableResourceNameDnsAAAARecord: false,
    },
  })
  await destroy(id)
})

test('aws_subnet: its deletion is tried again while an instance is in it', async () => {
  const SubnetId = await create(await createVpc(ec2))
  const ImageId = 'ami-0123456789abcdef0'
  const run = new RunInstancesCommand({ SubnetId, ImageId, MinCount: 1, MaxCount: 1 })
  const { Instances } = await ec2.send(run)
  const tooEarly = await refused(ec2.send(new DeleteSubnetCommand({ SubnetId })))
  expect(tooEarly.code).toBe('DependencyViolation')
  const InstanceIds = [Instances?.[0]?.InstanceId ?? '']
  await ec2.send(new TerminateInstancesCommand({ InstanceIds }))
  await server.settled()
  await destroy(SubnetId)
})
