/** Routes inside the VPC: more specific than local, and local routes with another target. */
import {
  AssociateRouteTableCommand,
  AssociateSubnetCidrBlockCommand,
  AssociateVpcCidrBlockCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  type CreateRouteRequest,
  CreateSubnetCommand,
  DeleteNetworkInterfaceCommand,
  DeleteRouteCommand,
  DescribeVpcsCommand,
  DisassociateVpcCidrBlockCommand,
  ReplaceRouteCommand,
  type ReplaceRouteRequest,
} from '@aws-sdk/client-ec2'
import { describe, expect, test } from 'vitest'
import { createInterface, publicNetwork, run } from './public-network.ts'
import { createTable, tables } from './route-network.ts'
import { ACCOUNT, refused, useServer } from './server.ts'

const server = await useServer()
const ec2 = server.ec2()

type Wish<R extends CreateRouteRequest | ReplaceRouteRequest> = Omit<R, 'RouteTableId'>

const create = (RouteTableId: string, wish: Wish<CreateRouteRequest>) =>
  ec2.send(new CreateRouteCommand({ RouteTableId, ...wish }))
const replace = (RouteTableId: string, wish: Wish<ReplaceRouteRequest>) =>
  ec2.send(new ReplaceRouteCommand({ RouteTableId, ...wish }))
const shown = async (tableId: string) => (await tables(ec2, { 'route-table-id': tableId }))[0]?.Routes

/** A VPC 10.0.0.0/16 with a subnet 10.0.0.0/24, a table that serves nothing and a middlebox that runs. */
async function network() {
  const { vpcId, subnetId, gatewayId } = await publicNetwork(ec2)
  const { InstanceId, NetworkInterfaces: [own] = [] } = await run(server, ec2, { SubnetId: subnetId })
  const box = { InstanceId, InstanceOwnerId: ACCOUNT, NetworkInterfaceId: own?.NetworkInterfaceId }
  return { vpcId, subnetId, gatewayId, box, tableId: await createTable(ec2, vpcId) }
}

async function natGateway(SubnetId: string): Promise<string> {
  const wish = new CreateNatGatewayCommand({ SubnetId, ConnectivityType: 'private' })
  const { NatGateway: made } = await ec2.send(wish)
  await server.settled()
  return made?.NatGatewayId as string
}

const VPC_BLOCK = '10.0.0.0/16'
const SUBNET_BLOCK = '10.0.0.0/24'
const LOCAL = { GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' }

describe('shape', () => {
  test('a whole subnet through an interface, an instance or a NAT gateway', async () => {
    const { tableId, subnetId, box } = await network()
    const targets = [
      { wish: { NetworkInterfaceId: box.NetworkInterfaceId }, as: box },
      { wish: { InstanceId: box.InstanceId }, as: box },
      { wish: { NatGatewayId: await natGateway(subnetId) } },
    ]
    for (const { wish, as = wish } of targets) {
      const { $metadata, ...reply } = await create(tableId, { DestinationCidrBlock: SUBNET_BLOCK, ...wish })
      expect(reply).toEqual({ Return: true })
      expect(await shown(tableId)).toEqual([
        { DestinationCidrBlock: VPC_BLOCK, ...LOCAL },
        { DestinationCidrBlock: SUBNET_BLOCK, ...as, Origin: 'CreateRoute', State: 'active' },
      ])
      await ec2.send(new DeleteRouteCommand({ RouteTableId: tableId, DestinationCidrBlock: SUBNET_BLOCK }))
    }
  })

  test('a local route gets another target, and `local` back', async () => {
    const { tableId, subnetId, box } = await network()
    const DestinationCidrBlock = VPC_BLOCK
    for (const [wish, as] of [
      [{ NetworkInterfaceId: box.NetworkInterfaceId }, box],
      [{ NatGatewayId: await natGateway(subnetId) }],
    ] as const) {
      const { $metadata, ...reply } = await replace(tableId, { DestinationCidrBlock, ...wish })
      expect(reply).toEqual({})
      expect(await shown(tableId)).toEqual([
        { DestinationCidrBlock, ...(as ?? wish), Origin: 'CreateRouteTable', State: 'active' },
      ])
    }
    await replace(tableId, { DestinationCidrBlock, LocalTarget: true })
    expect(await shown(tableId)).toEqual([{ DestinationCidrBlock, ...LOCAL }])
    const { $metadata, ...again } = await replace(tableId, { DestinationCidrBlock, LocalTarget: true })
    expect(again).toEqual({})
  })

  test('IPv6: a whole subnet, and the local route', async () => {
    const { vpcId, subnetId, tableId, box } = await network()
    await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId: vpcId, AmazonProvidedIpv6CidrBlock: true }))
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [vpcId] }))
    const block = Vpcs?.[0]?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock as string
    const subnetBlock = block.replace('/56', '/64')
    const wish = { NetworkInterfaceId: box.NetworkInterfaceId }
    expect(await refused(create(tableId, { DestinationIpv6CidrBlock: subnetBlock, ...wish }))).toEqual({
      code: 'InvalidParameterValue',
      message: "Route destination doesn't match any subnet CIDR blocks.",
      status: 400,
    })
    await ec2.send(new AssociateSubnetCidrBlockCommand({ SubnetId: subnetId, Ipv6CidrBlock: subnetBlock }))
    await create(tableId, { DestinationIpv6CidrBlock: subnetBlock, ...wish })
    await replace(tableId, { DestinationIpv6CidrBlock: block, ...wish })
    expect(await shown(tableId)).toEqual([
      { DestinationCidrBlock: VPC_BLOCK, ...LOCAL },
      { DestinationIpv6CidrBlock: block, ...box, Origin: 'CreateRouteTable', State: 'active' },
      { DestinationIpv6CidrBlock: subnetBlock, ...box, Origin: 'CreateRoute', State: 'active' },
    ])
  })
})

describe('refusals', () => {
  const INSIDE = (block: string) =>
    `The destination CIDR block ${block} is equal to or more specific than one of this VPC's CIDR blocks. ` +
    'This route can target only an interface or an instance.'
  const refusal = (message: string, code = 'InvalidParameterValue') => ({ code, message, status: 400 })

  test('of the target, the destination, the local route', async () => {
    const { vpcId, gatewayId: GatewayId, tableId, box } = await network()
    await ec2.send(new CreateSubnetCommand({ VpcId: vpcId, CidrBlock: '10.0.4.0/24' }))
    const toBox = { NetworkInterfaceId: box.NetworkInterfaceId }
    const destination = (DestinationCidrBlock: string) => ({ DestinationCidrBlock })
    const calls = [
      create(tableId, { ...destination(SUBNET_BLOCK), GatewayId }),
      create(tableId, { ...destination('10.0.4.0/25'), ...toBox }),
      create(tableId, { ...destination('10.0.0.0/20'), ...toBox }),
      create(tableId, { ...destination(VPC_BLOCK), ...toBox }),
      replace(tableId, { ...destination(VPC_BLOCK), GatewayId }),
      replace(tableId, { ...destination('10.0.4.0/24'), ...toBox }),
      replace(tableId, { ...destination('10.0.4.0/24'), LocalTarget: true }),
      create(tableId, { ...destination('10.0.4.0/24'), GatewayId: 'local' }),
    ]
    expect(await Promise.all(calls.map(refused))).toEqual([
      refusal(INSIDE(SUBNET_BLOCK)),
      refusal("Route destination doesn't match any subnet CIDR blocks."),
      refusal("Route destination doesn't match any subnet CIDR blocks."),
      refusal(`The route identified by ${VPC_BLOCK} already exists.`, 'RouteAlreadyExists'),
      refusal(INSIDE(VPC_BLOCK)),
      refusal("There is no route defined for '10.0.4.0/24' in the route table. Use CreateRoute instead."),
      refusal('local-target only allowed with network local destination CIDRs'),
      refusal("The gateway ID 'local' does not exist", 'InvalidGatewayID.NotFound'),
    ])
  })

  test('a local route is not removed, whatever its target', async () => {
    const { tableId, box } = await network()
    const DestinationCidrBlock = VPC_BLOCK
    await replace(tableId, { DestinationCidrBlock, NetworkInterfaceId: box.NetworkInterfaceId })
    const removed = ec2.send(new DeleteRouteCommand({ RouteTableId: tableId, DestinationCidrBlock }))
    expect(await refused(removed)).toEqual(
      refusal(`cannot remove local route ${VPC_BLOCK} in route table ${tableId}`),
    )
  })

  test('the table of a gateway leads to interfaces, not to NAT gateways', async () => {
    const { subnetId, gatewayId: GatewayId, tableId, box } = await network()
    const NatGatewayId = await natGateway(subnetId)
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId: tableId, GatewayId }))
    await create(tableId, { DestinationCidrBlock: SUBNET_BLOCK, NetworkInterfaceId: box.NetworkInterfaceId })
    await replace(tableId, { DestinationCidrBlock: VPC_BLOCK, InstanceId: box.InstanceId })
    const message = (block: string) =>
      `The route to ${block} is not supported in route table ${tableId}, which is associated with a gateway: ` +
      'its destinations are within the VPC, its targets network interfaces, Gateway Load Balancer endpoints or local.'
    for (const DestinationCidrBlock of [SUBNET_BLOCK, VPC_BLOCK])
      expect(await refused(replace(tableId, { DestinationCidrBlock, NatGatewayId }))).toEqual(
        refusal(message(DestinationCidrBlock)),
      )
  })
})

describe('behaviour', () => {
  test('without its interface a route is a blackhole; the local one can still be restored', async () => {
    const { subnetId, tableId } = await network()
    const { NetworkInterfaceId } = await createInterface(ec2, subnetId)
    const to = (DestinationCidrBlock: string) => ({ DestinationCidrBlock, NetworkInterfaceId })
    await create(tableId, to(SUBNET_BLOCK))
    await replace(tableId, to(VPC_BLOCK))
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }))
    expect(await shown(tableId)).toEqual([
      { ...to(VPC_BLOCK), Origin: 'CreateRouteTable', State: 'blackhole' },
      { ...to(SUBNET_BLOCK), Origin: 'CreateRoute', State: 'blackhole' },
    ])
    await replace(tableId, { DestinationCidrBlock: VPC_BLOCK, LocalTarget: true })
    expect((await shown(tableId))?.[0]).toEqual({ DestinationCidrBlock: VPC_BLOCK, ...LOCAL })
  })

  test('a block that is taken from the VPC takes its local route along', async () => {
    const { vpcId, tableId, box } = await network()
    const DestinationCidrBlock = '10.4.0.0/16'
    const add = () =>
      ec2.send(new AssociateVpcCidrBlockCommand({ VpcId: vpcId, CidrBlock: DestinationCidrBlock }))
    const { CidrBlockAssociation } = await add()
    await replace(tableId, { DestinationCidrBlock, InstanceId: box.InstanceId })
    expect((await shown(tableId))?.length).toBe(2)
    const AssociationId = CidrBlockAssociation?.AssociationId
    await ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId }))
    expect(await shown(tableId)).toEqual([{ DestinationCidrBlock: VPC_BLOCK, ...LOCAL }])
    await add()
    expect((await shown(tableId))?.[1]).toEqual({ DestinationCidrBlock, ...LOCAL })
  })
})
