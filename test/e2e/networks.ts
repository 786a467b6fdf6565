/** Networks to be peered, made with SDK v3, and pings in them as an operator sends them. */
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import type { Lab } from '../cli/isthmus.ts'

/** A VPC whose one instance lets everything in. */
export async function network(ec2: EC2Client, block: string) {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: block }))
  const vpcId = Vpc?.VpcId ?? ''
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: vpcId, CidrBlock: block }))
  const Filters = [{ Name: 'vpc-id', Values: [vpcId] }]
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters }))
  const IpPermissions = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '10.0.0.0/8' }] }]
  const GroupId = SecurityGroups?.[0]?.GroupId
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
  const launch = { ImageId: 'ami-0123456789abcdef0', SubnetId: Subnet?.SubnetId, MinCount: 1, MaxCount: 1 }
  const { Instances } = await ec2.send(new RunInstancesCommand(launch))
  const { InstanceId: instance = '', PrivateIpAddress: address = '' } = Instances?.[0] ?? {}
  return { vpcId, block, instance, address, table: RouteTables?.[0]?.RouteTableId ?? '' }
}

type Made = Awaited<ReturnType<typeof network>>

/** A route from one to the other. */
export const routeTo = (
  ec2: EC2Client,
  { table: RouteTableId }: Made,
  { block: DestinationCidrBlock }: Made,
  VpcPeeringConnectionId: string,
) => ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock, VpcPeeringConnectionId }))

export const ping = async (lab: Lab, from: string, to: string): Promise<boolean> => {
  const { code, stderr } = await lab.isthmus('exec', from, '--', 'ping', '-c', '1', '-W', '1', to)
  if (code > 1) throw new Error(stderr)
  return code === 0
}
