/**
 * A stack as the CDK's `ec2.Vpc` construct makes one, in CloudFormation's order: VPC, internet gateway, a public and a
 * private subnet in each of two zones, route tables, NAT, routes; every resource with the stack's tags. Then its deletion.
 */
import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteInternetGatewayCommand,
  DeleteNatGatewayCommand,
  DeleteRouteCommand,
  DeleteRouteTableCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeAvailabilityZonesCommand,
  DescribeTagsCommand,
  DescribeVpcsCommand,
  DetachInternetGatewayCommand,
  DisassociateRouteTableCommand,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  ReleaseAddressCommand,
  type ResourceType,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { useServer } from '../api/server.ts'

const server = await useServer()
const ec2 = server.ec2()

const STACK = 'arn:aws:cloudformation:us-east-1:111111111111:stack/Network/1'

/** The tags that CloudFormation and the CDK give a resource. */
const stack = (ResourceType: ResourceType, logicalId: string) => [
  {
    ResourceType,
    Tags: [
      { Key: 'Name', Value: `Network/Vpc/${logicalId}` },
      { Key: 'stack-id', Value: STACK },
    ],
  },
]

interface MadeSubnet {
  readonly subnet: string
  readonly table: string
  readonly association: string
}

async function makeSubnet(
  VpcId: string,
  zone: string,
  block: string,
  isPublic: boolean,
): Promise<MadeSubnet> {
  const logicalId = `${isPublic ? 'Public' : 'Private'}Subnet${zone.slice(-1)}`
  const wish = {
    VpcId,
    AvailabilityZone: zone,
    CidrBlock: block,
    TagSpecifications: stack('subnet', logicalId),
  }
  const { Subnet } = await ec2.send(new CreateSubnetCommand(wish))
  const SubnetId = Subnet?.SubnetId ?? ''
  const MapPublicIpOnLaunch = { Value: isPublic }
  await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch }))
  const TagSpecifications = stack('route-table', logicalId)
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId, TagSpecifications }))
  const RouteTableId = RouteTable?.RouteTableId ?? ''
  const associated = await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }))
  return { subnet: SubnetId, table: RouteTableId, association: associated.AssociationId ?? '' }
}

const everywhere = (table: string, target: object) =>
  ec2.send(new CreateRouteCommand({ RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', ...target }))

async function deploy() {
  const TagSpecifications = stack('vpc', 'Vpc')
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications }))
  const VpcId = Vpc?.VpcId ?? ''
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsSupport: { Value: true } }))
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }))
  const tagged = { TagSpecifications: stack('internet-gateway', 'IGW') }
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand(tagged))
  const InternetGatewayId = InternetGateway?.InternetGatewayId ?? ''
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }))

  const publics = [
    await makeSubnet(VpcId, 'us-east-1a', '10.0.0.0/18', true),
    await makeSubnet(VpcId, 'us-east-1b', '10.0.64.0/18', true),
  ]
  const privates = [
    await makeSubnet(VpcId, 'us-east-1a', '10.0.128.0/18', false),
    await makeSubnet(VpcId, 'us-east-1b', '10.0.192.0/18', false),
  ]
  for (const { table } of publics) await everywhere(table, { GatewayId: InternetGatewayId })

  const allocate = { Domain: 'vpc' as const, TagSpecifications: stack('elastic-ip', 'EIP') }
  const { AllocationId } = await ec2.send(new AllocateAddressCommand(allocate))
  const SubnetId = publics[0]?.subnet
  const nat = { AllocationId, SubnetId, TagSpecifications: stack('natgateway', 'NAT') }
  const { NatGateway } = await ec2.send(new CreateNatGatewayCommand(nat))
  const NatGatewayId = NatGateway?.NatGatewayId ?? ''
  await server.settled()
  for (const { table } of privates) await everywhere(table, { NatGatewayId })
  return { VpcId, InternetGatewayId, AllocationId, NatGatewayId, publics, privates }
}

/** The order of dependencies, backwards. */
async function destroy({
  VpcId,
  InternetGatewayId,
  AllocationId,
  NatGatewayId,
  publics,
  privates,
}: Awaited<ReturnType<typeof deploy>>): Promise<void> {
  for (const { table: RouteTableId } of [...publics, ...privates])
    await ec2.send(new DeleteRouteCommand({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0' }))
  await ec2.send(new DeleteNatGatewayCommand({ NatGatewayId }))
  await server.settled()
  await ec2.send(new ReleaseAddressCommand({ AllocationId }))
  for (const { subnet, table, association } of [...publics, ...privates]) {
    await ec2.send(new DisassociateRouteTableCommand({ AssociationId: association }))
    await ec2.send(new DeleteRouteTableCommand({ RouteTableId: table }))
    await ec2.send(new DeleteSubnetCommand({ SubnetId: subnet }))
  }
  await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }))
  await ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId }))
  await ec2.send(new DeleteVpcCommand({ VpcId }))
}

test('a stack with a VPC of public and private subnets: deployed, used, destroyed', async () => {
  const { AvailabilityZones } = await ec2.send(new DescribeAvailabilityZonesCommand())
  expect(AvailabilityZones?.slice(0, 2).map(zone => zone.ZoneName)).toEqual(['us-east-1a', 'us-east-1b'])
  const deployed = await deploy()

  const byStack = [{ Name: 'value', Values: [STACK] }]
  const { Tags } = await ec2.send(new DescribeTagsCommand({ Filters: byStack }))
  const kinds = Tags?.map(tag => tag.ResourceType).sort()
  expect(kinds).toEqual(
    [
      ['elastic-ip', 'internet-gateway', 'natgateway'],
      Array(4).fill('route-table'),
      Array(4).fill('subnet'),
      ['vpc'],
    ].flat(),
  )

  const launch = async (at: MadeSubnet | undefined) => {
    const ImageId = 'ami-0123456789abcdef0'
    const wish = { ImageId, SubnetId: at?.subnet, MinCount: 1, MaxCount: 1, DryRun: true }
    return ec2.send(new RunInstancesCommand(wish))
  }
  await expect(launch(deployed.publics[0])).rejects.toMatchObject({ name: 'DryRunOperation' })

  await destroy(deployed)
  const VpcIds = [deployed.VpcId]
  await expect(ec2.send(new DescribeVpcsCommand({ VpcIds }))).rejects.toMatchObject({
    name: 'InvalidVpcID.NotFound',
  })
  await server.advance('2h')
  expect((await ec2.send(new DescribeTagsCommand({ Filters: byStack }))).Tags).toEqual([])
})
