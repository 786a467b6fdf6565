import {
  AssociateVpcCidrBlockCommand,
  CreateRouteCommand,
  type CreateRouteCommandInput,
  DeleteRouteCommand,
  DeleteVpcPeeringConnectionCommand,
  DetachInternetGatewayCommand,
  type EC2Client,
  ReplaceRouteCommand,
  type ReplaceRouteCommandInput,
  type Route,
  RunInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  acceptPeering,
  createGateway,
  createSubnet,
  createTable,
  createVpc,
  requestPeering,
  routes,
  tables,
} from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

type Wish = Omit<CreateRouteCommandInput, 'RouteTableId'>

const route = (RouteTableId: string, wish: Wish, client = ec2) =>
  client.send(new CreateRouteCommand({ RouteTableId, ...wish }))
const replace = (RouteTableId: string, wish: Omit<ReplaceRouteCommandInput, 'RouteTableId'>) =>
  ec2.send(new ReplaceRouteCommand({ RouteTableId, ...wish }))

/** A VPC 10.0.0.0/16 with a table of its own and an attached internet gateway. */
async function network(client = ec2) {
  const vpcId = await createVpc(client)
  const tableId = await createTable(client, vpcId)
  return { vpcId, tableId, gatewayId: await createGateway(client, vpcId) }
}

/** An instance in a subnet of the VPC, running, and its network interface. */
async function createInstance(vpcId: string) {
  const SubnetId = await createSubnet(ec2, vpcId)
  const { Instances } = await ec2.send(
    new RunInstancesCommand({ ImageId: 'ami-00000000000000001', MinCount: 1, MaxCount: 1, SubnetId }),
  )
  await server.settled()
  const [instance] = Instances ?? []
  return {
    InstanceId: instance?.InstanceId as string,
    NetworkInterfaceId: instance?.NetworkInterfaces?.[0]?.NetworkInterfaceId as string,
  }
}

const made = (shown: Omit<Route, 'Origin' | 'State'>, State: Route['State'] = 'active'): Route => ({
  ...shown,
  Origin: 'CreateRoute',
  State,
})

describe('shape', () => {
  test('a route to an internet gateway, IPv4 and IPv6; host bits go', async () => {
    const { tableId, gatewayId } = await network()
    const { $metadata, ...reply } = await route(tableId, {
      DestinationCidrBlock: '100.68.0.18/18',
      GatewayId: gatewayId,
    })
    await route(tableId, { DestinationIpv6CidrBlock: '2001:DB8::1/32', GatewayId: gatewayId })
    expect(reply).toEqual({ Return: true })
    expect(await routes(ec2, tableId)).toEqual([
      made({ DestinationCidrBlock: '100.68.0.0/18', GatewayId: gatewayId }),
      made({ DestinationIpv6CidrBlock: '2001:db8::/32', GatewayId: gatewayId }),
    ])
  })

  test('a route to an instance shows its interface, and the other way round', async () => {
    const { vpcId, tableId } = await network()
    const { InstanceId, NetworkInterfaceId } = await createInstance(vpcId)
    await route(tableId, { DestinationCidrBlock: '10.8.0.0/16', InstanceId })
    await route(tableId, { DestinationCidrBlock: '10.9.0.0/16', NetworkInterfaceId })
    const both = { InstanceId, InstanceOwnerId: ACCOUNT, NetworkInterfaceId }
    expect(await routes(ec2, tableId)).toEqual([
      made({ DestinationCidrBlock: '10.8.0.0/16', ...both }),
      made({ DestinationCidrBlock: '10.9.0.0/16', ...both }),
    ])
    await ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }))
    await server.settled()
    expect((await routes(ec2, tableId)).map(shown => shown.State)).toEqual(['blackhole', 'blackhole'])
  })
})

describe('refusals', () => {
  const MANY =
    'The request must contain exactly one of gatewayId, localGatewayId, carrierGatewayId, natGatewayId, ' +
    'networkInterfaceId, vpcPeeringConnectionId, egressOnlyInternetGatewayId, transitGatewayId, vpcEndpointId, ' +
    'coreNetworkArn or instanceId'
  const DESTINATIONS =
    'The request must contain exactly one of: destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId'
  const GatewayId = 'igw-00000000000000001'
  const PEERING = 'pcx-00000000000000001'
  const to = (target: Wish): Wish => ({ DestinationCidrBlock: '10.9.0.0/16', ...target })

  test.each<[what: string, wish: Wish, code: string, message: string]>([
    ['no target', to({}), 'MissingParameter', MANY],
    ['two targets', to({ GatewayId, VpcPeeringConnectionId: PEERING }), 'InvalidParameterCombination', MANY],
    ['no destination', { GatewayId }, 'MissingParameter', DESTINATIONS],
    [
      'two destinations',
      to({ GatewayId, DestinationIpv6CidrBlock: '::/0' }),
      'InvalidParameterCombination',
      DESTINATIONS,
    ],
    [
      'no block',
      { GatewayId, DestinationCidrBlock: '10.0.0.0/33' },
      'InvalidParameterValue',
      'Value (10.0.0.0/33) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.',
    ],
    [
      'a block of the other family',
      { GatewayId, DestinationIpv6CidrBlock: '10.0.0.0/16' },
      'InvalidParameterValue',
      'Value (10.0.0.0/16) for parameter destinationIpv6CidrBlock is invalid. This is not a valid CIDR block.',
    ],
    [
      'a prefix list',
      { GatewayId, DestinationPrefixListId: 'pl-00000000000000001' },
      'InvalidPrefixListID.NotFound',
      "The prefix list ID 'pl-00000000000000001' does not exist",
    ],
    [
      'a malformed prefix list',
      { GatewayId, DestinationPrefixListId: 'list' },
      'InvalidPrefixListId.Malformed',
      'Invalid id: "list" (expecting "pl-...")',
    ],
    [
      'an unknown gateway',
      to({ GatewayId }),
      'InvalidGatewayID.NotFound',
      `The gateway ID '${GatewayId}' does not exist`,
    ],
    [
      'local',
      to({ GatewayId: 'local' }),
      'InvalidGatewayID.NotFound',
      "The gateway ID 'local' does not exist",
    ],
    [
      'an unknown peering',
      to({ VpcPeeringConnectionId: PEERING }),
      'InvalidVpcPeeringConnectionID.NotFound',
      `The vpcPeeringConnection ID '${PEERING}' does not exist`,
    ],
    [
      'a malformed peering',
      to({ VpcPeeringConnectionId: 'pcx' }),
      'InvalidVpcPeeringConnectionId.Malformed',
      'Invalid id: "pcx" (expecting "pcx-...")',
    ],
    [
      'an unknown instance',
      to({ InstanceId: 'i-00000000000000001' }),
      'InvalidInstanceID.NotFound',
      "The instance ID 'i-00000000000000001' does not exist",
    ],
    [
      'an unknown interface',
      to({ NetworkInterfaceId: 'eni-00000000000000001' }),
      'InvalidNetworkInterfaceID.NotFound',
      "The networkInterface ID 'eni-00000000000000001' does not exist",
    ],
    [
      'a NAT gateway',
      to({ NatGatewayId: 'nat-1' }),
      'InvalidNatGatewayID.NotFound',
      "The NAT gateway ID 'nat-1' does not exist",
    ],
    [
      'a transit gateway',
      to({ TransitGatewayId: 'tgw-1' }),
      'InvalidTransitGatewayID.NotFound',
      'Transit Gateway tgw-1 was deleted or does not exist.',
    ],
    [
      'an egress-only internet gateway',
      to({ EgressOnlyInternetGatewayId: 'eigw-00000000000000001' }),
      'InvalidGatewayID.NotFound',
      "The gateway ID 'eigw-00000000000000001' does not exist",
    ],
    [
      'a VPC endpoint',
      to({ VpcEndpointId: 'vpce-00000000000000001' }),
      'InvalidVpcEndpointId.NotFound',
      "The Vpc Endpoint Id 'vpce-00000000000000001' does not exist",
    ],
    [
      'a local gateway',
      to({ LocalGatewayId: 'lgw-1' }),
      'InvalidLocalGatewayID.NotFound',
      "The local gateway ID 'lgw-1' does not exist",
    ],
    [
      'a carrier gateway',
      to({ CarrierGatewayId: 'cagw-1' }),
      'InvalidCarrierGatewayID.NotFound',
      "The carrier gateway ID 'cagw-1' does not exist",
    ],
    [
      'a core network',
      to({ CoreNetworkArn: 'arn:1' }),
      'InvalidCoreNetworkArn.NotFound',
      "The core network 'arn:1' does not exist",
    ],
    [
      'an ODB network',
      to({ OdbNetworkArn: 'arn:2' }),
      'InvalidOdbNetworkArn.NotFound',
      "The ODB network 'arn:2' does not exist",
    ],
  ])('%s', async (_, wish, code, message) => {
    const tableId = await createTable(ec2, await createVpc(ec2))
    expect(await refused(route(tableId, wish))).toEqual({ code, message, status: 400 })
  })

  test('LocalTarget is one more target of ReplaceRoute', async () => {
    const { tableId, gatewayId } = await network()
    const message = `${MANY}, or must have localTarget set to true`
    const DestinationCidrBlock = '10.0.0.0/16'
    expect(await refused(replace(tableId, { DestinationCidrBlock, LocalTarget: false }))).toEqual({
      code: 'MissingParameter',
      message,
      status: 400,
    })
    expect(
      await refused(replace(tableId, { DestinationCidrBlock, LocalTarget: true, GatewayId: gatewayId })),
    ).toEqual({ code: 'InvalidParameterCombination', message, status: 400 })
    const { $metadata, ...reply } = await replace(tableId, { DestinationCidrBlock, LocalTarget: true })
    expect(reply).toEqual({})
  })

  test('a peering of others does not exist', async () => {
    const other = server.ec2({ account: OTHER_ACCOUNT })
    const theirs = await requestPeering(
      other,
      await createVpc(other, '10.1.0.0/16'),
      await createVpc(other, '10.2.0.0/16'),
    )
    const tableId = await createTable(ec2, await createVpc(ec2))
    const wish = { DestinationCidrBlock: '10.1.0.0/16', VpcPeeringConnectionId: theirs }
    expect(await refused(route(tableId, wish))).toEqual({
      code: 'InvalidVpcPeeringConnectionID.NotFound',
      message: `The vpcPeeringConnection ID '${theirs}' does not exist`,
      status: 400,
    })
  })

  test("a peering of two other VPCs of one's own", async () => {
    const peering = await requestPeering(
      ec2,
      await createVpc(ec2, '10.1.0.0/16'),
      await createVpc(ec2, '10.2.0.0/16'),
    )
    const tableId = await createTable(ec2, await createVpc(ec2))
    const wish = { DestinationCidrBlock: '10.1.0.0/16', VpcPeeringConnectionId: peering }
    expect(await refused(route(tableId, wish))).toEqual({
      code: 'InvalidParameterValue',
      message: `route table ${tableId} and network gateway ${peering} belong to different networks`,
      status: 400,
    })
  })

  test('IPv4 and IPv6 routes have a quota each', async () => {
    const small = await startServer({ quota: { 'routes-per-table': 1 } })
    const client = small.ec2()
    const { tableId, gatewayId } = await network(client)
    await route(tableId, { DestinationCidrBlock: '0.0.0.0/0', GatewayId: gatewayId }, client)
    await route(tableId, { DestinationIpv6CidrBlock: '::/0', GatewayId: gatewayId }, client)
    const third = { DestinationCidrBlock: '10.9.0.0/16', GatewayId: gatewayId }
    expect(await refused(route(tableId, third, client))).toEqual({
      code: 'RouteLimitExceeded',
      message: 'The maximum number of routes has been reached.',
      status: 400,
    })
    await small.close()
  })
})

describe('behaviour', () => {
  test('a route to a peering waits for it as a blackhole, carries, and is a blackhole when it is gone', async () => {
    const { vpcId, tableId } = await network()
    const peerId = await createVpc(ec2, '10.2.0.0/16')
    const peering = await requestPeering(ec2, vpcId, peerId)
    await server.settled()
    const shown = { DestinationCidrBlock: '10.2.0.0/16', VpcPeeringConnectionId: peering }
    await route(tableId, shown)
    expect(await routes(ec2, tableId)).toEqual([made(shown, 'blackhole')])
    await acceptPeering(ec2, peering)
    await server.settled()
    expect(await routes(ec2, tableId)).toEqual([made(shown)])
    await ec2.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId: peering }))
    await server.settled()
    expect(await routes(ec2, tableId)).toEqual([made(shown, 'blackhole')])
    const found = await tables(ec2, {
      'route.vpc-peering-connection-id': peering,
      'route.state': 'blackhole',
    })
    expect(found.map(table => table.RouteTableId)).toEqual([tableId])
  })

  test('a route to a gateway is a blackhole while it is detached', async () => {
    const { vpcId, tableId, gatewayId } = await network()
    const shown = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: gatewayId }
    await route(tableId, shown)
    await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId: gatewayId, VpcId: vpcId }))
    expect(await routes(ec2, tableId)).toEqual([made(shown, 'blackhole')])
  })

  test('the same route again is no change; another target is refused, and replaced', async () => {
    const { vpcId, tableId, gatewayId } = await network()
    const peering = await requestPeering(ec2, vpcId, await createVpc(ec2, '10.2.0.0/16'))
    const DestinationCidrBlock = '10.2.0.0/16'
    await route(tableId, { DestinationCidrBlock, GatewayId: gatewayId })
    await route(tableId, { DestinationCidrBlock: '10.2.9.9/16', GatewayId: gatewayId })
    expect(await refused(route(tableId, { DestinationCidrBlock, VpcPeeringConnectionId: peering }))).toEqual({
      code: 'RouteAlreadyExists',
      message: 'The route identified by 10.2.0.0/16 already exists.',
      status: 400,
    })
    await replace(tableId, { DestinationCidrBlock, VpcPeeringConnectionId: peering })
    expect(await routes(ec2, tableId)).toEqual([
      made({ DestinationCidrBlock, VpcPeeringConnectionId: peering }, 'blackhole'),
    ])
    const gone = () => ec2.send(new DeleteRouteCommand({ RouteTableId: tableId, DestinationCidrBlock }))
    const { $metadata, ...reply } = await gone()
    expect([reply, await routes(ec2, tableId)]).toEqual([{}, []])
    expect(await refused(gone())).toEqual({
      code: 'InvalidRoute.NotFound',
      message: `no route with destination-cidr-block 10.2.0.0/16 in route table ${tableId}`,
      status: 400,
    })
  })

  test("the VPC's blocks are local routes: they come with it and stay", async () => {
    const { vpcId, tableId } = await network()
    await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId: vpcId, CidrBlock: '10.4.0.0/16' }))
    const [table] = await tables(ec2, { 'route-table-id': tableId })
    const local = { GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' }
    expect(table?.Routes).toEqual([
      { DestinationCidrBlock: '10.0.0.0/16', ...local },
      { DestinationCidrBlock: '10.4.0.0/16', ...local },
    ])
    expect(
      await refused(
        ec2.send(new DeleteRouteCommand({ RouteTableId: tableId, DestinationCidrBlock: '10.4.0.0/16' })),
      ),
    ).toEqual({
      code: 'InvalidParameterValue',
      message: `cannot remove local route 10.4.0.0/16 in route table ${tableId}`,
      status: 400,
    })
  })

  test('a peering between Regions is a target on both sides', async () => {
    const abroad = server.ec2({ region: 'eu-west-1' })
    const { vpcId, tableId } = await network()
    const peerId = await createVpc(abroad, '10.2.0.0/16')
    const peerTable = await createTable(abroad, peerId)
    const id = await requestPeering(ec2, vpcId, peerId, 'eu-west-1')
    await server.settled()
    await acceptPeering(abroad, id)
    await server.settled()
    const there = { DestinationCidrBlock: '10.2.0.0/16', VpcPeeringConnectionId: id }
    const back = { DestinationCidrBlock: '10.0.0.0/16', VpcPeeringConnectionId: id }
    await route(tableId, there)
    await route(peerTable, back, abroad)
    expect(await routes(ec2, tableId)).toEqual([made(there)])
    expect(await routes(abroad, peerTable)).toEqual([made(back)])
  })
})
