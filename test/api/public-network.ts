/** What the tests of public addresses and NAT gateways build on. */
import {
  type Address,
  AllocateAddressCommand,
  AssociateAddressCommand,
  type AssociateAddressRequest,
  CreateNetworkInterfaceCommand,
  DescribeAddressesCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  type EC2Client,
  type Instance,
  type NetworkInterface,
  RunInstancesCommand,
  type RunInstancesRequest,
} from '@aws-sdk/client-ec2'
import { createGateway, createSubnet, createVpc } from './route-network.ts'
import type { TestServer } from './server.ts'

/** An address of the pool that Isthmus gives public addresses from. */
export const PUBLIC = /^198\.18\.\d{1,3}\.\d{1,3}$/

export interface PublicNetwork {
  readonly vpcId: string
  readonly subnetId: string
  readonly gatewayId: string
}

/** A VPC with an internet gateway and one subnet. */
export async function publicNetwork(ec2: EC2Client, block = '10.0.0.0/16'): Promise<PublicNetwork> {
  const vpcId = await createVpc(ec2, block)
  const gatewayId = await createGateway(ec2, vpcId)
  return { vpcId, gatewayId, subnetId: await createSubnet(ec2, vpcId, block.replace('/16', '/24')) }
}

export async function allocate(ec2: EC2Client): Promise<{ readonly id: string; readonly ip: string }> {
  const { AllocationId, PublicIp } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))
  return { id: AllocationId as string, ip: PublicIp as string }
}

export async function associate(ec2: EC2Client, wish: AssociateAddressRequest): Promise<string> {
  const { AssociationId } = await ec2.send(new AssociateAddressCommand(wish))
  return AssociationId as string
}

export async function address(ec2: EC2Client, AllocationId: string): Promise<Address> {
  const { Addresses } = await ec2.send(new DescribeAddressesCommand({ AllocationIds: [AllocationId] }))
  return Addresses?.[0] as Address
}

/** An interface of its own, with as many secondary addresses. */
export async function createInterface(
  ec2: EC2Client,
  SubnetId: string,
  secondary = 0,
): Promise<NetworkInterface> {
  const wish = { SubnetId, ...(secondary && { SecondaryPrivateIpAddressCount: secondary }) }
  const { NetworkInterface: made } = await ec2.send(new CreateNetworkInterfaceCommand(wish))
  return made as NetworkInterface
}

export async function networkInterface(ec2: EC2Client, id: string): Promise<NetworkInterface> {
  const { NetworkInterfaces } = await ec2.send(
    new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [id] }),
  )
  return NetworkInterfaces?.[0] as NetworkInterface
}

/** A running instance, as `Describe` shows it. */
export async function run(
  server: TestServer,
  ec2: EC2Client,
  wish: Partial<RunInstancesRequest>,
): Promise<Instance> {
  const { Instances } = await ec2.send(
    new RunInstancesCommand({ ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 1, ...wish }),
  )
  await server.settled()
  return instance(ec2, Instances?.[0]?.InstanceId as string)
}

export async function instance(ec2: EC2Client, id: string): Promise<Instance> {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  return Reservations?.[0]?.Instances?.[0] as Instance
}
