import {
  AssociateRouteTableCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateVpcCommand,
  DeleteRouteTableCommand,
  DescribeRouteTablesCommand,
  DisassociateRouteTableCommand,
  type EC2Client,
  ReplaceRouteTableAssociationCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  associate,
  createGateway,
  createSubnet,
  createTable,
  createVpc,
  mainTable,
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

const ID = /^rtb-0[0-9a-f]{16}$/
const ASSOCIATION_ID = /^rtbassoc-0[0-9a-f]{16}$/
const ASSOCIATED = { State: 'associated' }
const UNKNOWN = 'rtb-00000000000000001'

describe('shape', () => {
  test('a new table has the local route and serves nobody', async () => {
    const vpcId = await createVpc(ec2)
    const { $metadata, ...reply } = await ec2.send(
      new CreateRouteTableCommand({
        VpcId: vpcId,
        ClientToken: 'once',
        TagSpecifications: [{ ResourceType: 'route-table', Tags: [{ Key: 'Name', Value: 'private' }] }],
      }),
    )
    const table = {
      RouteTableId: expect.stringMatching(ID),
      VpcId: vpcId,
      OwnerId: ACCOUNT,
      Associations: [],
      PropagatingVgws: [],
      Routes: [
        {
          DestinationCidrBlock: '10.0.0.0/16',
          GatewayId: 'local',
          Origin: 'CreateRouteTable',
          State: 'active',
        },
      ],
      Tags: [{ Key: 'Name', Value: 'private' }],
    }
    expect(reply).toEqual({ RouteTable: table, ClientToken: 'once' })
    const id = reply.RouteTable?.RouteTableId as string
    const described = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [id] }))
    expect(described.RouteTables).toEqual([table])
  })

  test('associations are shown with the table: the main one, and those of subnets', async () => {
    const vpcId = await createVpc(ec2)
    const subnetId = await createSubnet(ec2, vpcId)
    const main = await mainTable(ec2, vpcId)
    const RouteTableId = main.RouteTableId as string
    const wish = { RouteTableId, SubnetId: subnetId }
    const { $metadata, ...reply } = await ec2.send(new AssociateRouteTableCommand(wish))
    expect(reply).toEqual({
      AssociationId: expect.stringMatching(ASSOCIATION_ID),
      AssociationState: ASSOCIATED,
    })
    expect((await mainTable(ec2, vpcId)).Associations).toEqual([
      {
        Main: true,
        RouteTableAssociationId: expect.stringMatching(ASSOCIATION_ID),
        RouteTableId,
        AssociationState: ASSOCIATED,
      },
      {
        Main: false,
        RouteTableAssociationId: reply.AssociationId,
        RouteTableId,
        SubnetId: subnetId,
        AssociationState: ASSOCIATED,
      },
    ])
  })

  test('every filter that AWS has', async () => {
    const vpcId = await createVpc(ec2, '10.7.0.0/16')
    const subnetId = await createSubnet(ec2, vpcId, '10.7.1.0/24')
    const gatewayId = await createGateway(ec2, vpcId)
    const id = await createTable(ec2, vpcId)
    const associationId = await associate(ec2, id, subnetId)
    await ec2.send(
      new CreateRouteCommand({ RouteTableId: id, DestinationIpv6CidrBlock: '::/0', GatewayId: gatewayId }),
    )
    const main = (await mainTable(ec2, vpcId)).RouteTableId
    const both = [main, id]
    const expected: readonly [filter: string, value: string | undefined, found: readonly unknown[]][] = [
      ['association.gateway-id', gatewayId, []],
      ['association.route-table-association-id', associationId, [id]],
      ['association.route-table-id', id, [id]],
      ['association.subnet-id', subnetId, [id]],
      ['association.main', 'true', [main]],
      ['association.main', 'false', [id]],
      ['owner-id', ACCOUNT, both],
      ['owner-id', OTHER_ACCOUNT, []],
      ['route-table-id', id, [id]],
      ['route.destination-cidr-block', '10.7.0.0/16', both],
      ['route.destination-ipv6-cidr-block', '::/0', [id]],
      ['route.destination-prefix-list-id', '*', []],
      ['route.egress-only-internet-gateway-id', '*', []],
      ['route.gateway-id', gatewayId, [id]],
      ['route.gateway-id', 'local', both],
      ['route.instance-id', '*', []],
      ['route.nat-gateway-id', '*', []],
      ['route.transit-gateway-id', '*', []],
      ['route.origin', 'CreateRoute', [id]],
      ['route.origin', 'CreateRouteTable', both],
      ['route.state', 'active', both],
      ['route.state', 'blackhole', []],
      ['route.vpc-peering-connection-id', '*', []],
      ['tag-key', 'Name', []],
      ['vpc-id', vpcId, both],
    ]
    for (const [filter, value, found] of expected) {
      const shown = await tables(ec2, { 'vpc-id': vpcId, [filter]: value })
      expect([filter, value, shown.map(table => table.RouteTableId)]).toEqual([filter, value, found])
    }
  })

  test('page by page', async () => {
    const vpcId = await createVpc(ec2)
    const ids = [(await mainTable(ec2, vpcId)).RouteTableId]
    for (let n = 0; n < 6; n++) ids.push(await createTable(ec2, vpcId))
    const Filters = [{ Name: 'vpc-id', Values: [vpcId] }]
    const first = await ec2.send(new DescribeRouteTablesCommand({ Filters, MaxResults: 5 }))
    const second = await ec2.send(
      new DescribeRouteTablesCommand({ Filters, MaxResults: 5, NextToken: first.NextToken }),
    )
    expect(first.RouteTables?.map(table => table.RouteTableId)).toEqual(ids.slice(0, 5))
    expect(second.RouteTables?.map(table => table.RouteTableId)).toEqual(ids.slice(5))
    expect(second.NextToken).toBeUndefined()
  })
})

describe('refusals', () => {
  test('ids that are malformed, unknown or of another account', async () => {
    const vpcId = await createVpc(ec2)
    const id = await createTable(ec2, vpcId)
    const stranger = server.ec2({ account: OTHER_ACCOUNT })
    const elsewhere = server.ec2({ region: 'eu-west-1' })
    const notFound = (of: string) => ({
      code: 'InvalidRouteTableID.NotFound',
      message: `The routeTable ID '${of}' does not exist`,
      status: 400,
    })
    const deletion = (of: string) => new DeleteRouteTableCommand({ RouteTableId: of })
    expect(await refused(ec2.send(deletion(UNKNOWN)))).toEqual(notFound(UNKNOWN))
    expect(await refused(stranger.send(deletion(id)))).toEqual(notFound(id))
    expect(await refused(elsewhere.send(deletion(id)))).toEqual(notFound(id))
    expect(await refused(ec2.send(deletion('table')))).toEqual({
      code: 'InvalidRouteTableId.Malformed',
      message: 'Invalid id: "table" (expecting "rtb-...")',
      status: 400,
    })
    expect(await refused(ec2.send(new CreateRouteTableCommand({ VpcId: 'vpc-00000000000000001' })))).toEqual({
      code: 'InvalidVpcID.NotFound',
      message: "The vpc ID 'vpc-00000000000000001' does not exist",
      status: 400,
    })
    const AssociationId = 'rtbassoc-00000000000000001'
    const unknown = {
      code: 'InvalidAssociationID.NotFound',
      message: `The association ID '${AssociationId}' does not exist`,
      status: 400,
    }
    expect(await refused(ec2.send(new DisassociateRouteTableCommand({ AssociationId })))).toEqual(unknown)
    expect(
      await refused(ec2.send(new ReplaceRouteTableAssociationCommand({ AssociationId, RouteTableId: id }))),
    ).toEqual(unknown)
  })

  test('what a table is to serve: one subnet or one gateway', async () => {
    const vpcId = await createVpc(ec2)
    const RouteTableId = await createTable(ec2, vpcId)
    const SubnetId = await createSubnet(ec2, vpcId)
    const GatewayId = await createGateway(ec2, vpcId)
    const sentence = 'The request must contain exactly one of subnetId or gatewayId'
    const call = (to: { SubnetId?: string; GatewayId?: string; PublicIpv4Pool?: string }) =>
      refused(ec2.send(new AssociateRouteTableCommand({ RouteTableId, ...to })))
    expect(await call({})).toEqual({ code: 'MissingParameter', message: sentence, status: 400 })
    expect(await call({ SubnetId, GatewayId })).toEqual({
      code: 'InvalidParameterCombination',
      message: sentence,
      status: 400,
    })
    expect(await call({ GatewayId: 'vgw-00000000000000001' })).toEqual({
      code: 'InvalidGatewayID.NotFound',
      message: "The gateway ID 'vgw-00000000000000001' does not exist",
      status: 400,
    })
    expect(await call({ PublicIpv4Pool: 'ipv4pool-ec2-1' })).toEqual({
      code: 'InvalidPublicIpv4PoolID.NotFound',
      message: "The public IPv4 pool ID 'ipv4pool-ec2-1' does not exist",
      status: 400,
    })
  })

  test('a table of another VPC, a second table, the main table', async () => {
    const vpcId = await createVpc(ec2)
    const subnetId = await createSubnet(ec2, vpcId)
    const id = await createTable(ec2, vpcId)
    const foreign = await createTable(ec2, await createVpc(ec2))
    const associationId = await associate(ec2, id, subnetId)
    const again = { RouteTableId: id, SubnetId: subnetId }
    expect(await refused(ec2.send(new AssociateRouteTableCommand(again)))).toEqual({
      code: 'Resource.AlreadyAssociated',
      message: `the specified association for route table ${id} conflicts with an existing association`,
      status: 400,
    })
    expect(await refused(associate(ec2, foreign, subnetId))).toEqual({
      code: 'InvalidParameterValue',
      message: `route table ${foreign} and subnet ${subnetId} belong to different networks`,
      status: 400,
    })
    const move = { AssociationId: associationId, RouteTableId: foreign }
    expect(await refused(ec2.send(new ReplaceRouteTableAssociationCommand(move)))).toEqual({
      code: 'InvalidParameterValue',
      message: `route table association ${associationId} and route table ${foreign} belong to different networks`,
      status: 400,
    })
    const main = await mainTable(ec2, vpcId)
    const AssociationId = main.Associations?.[0]?.RouteTableAssociationId as string
    expect(await refused(ec2.send(new DisassociateRouteTableCommand({ AssociationId })))).toEqual({
      code: 'InvalidParameterValue',
      message: `cannot disassociate the main route table association ${AssociationId}`,
      status: 400,
    })
    for (const RouteTableId of [id, main.RouteTableId as string])
      expect(await refused(ec2.send(new DeleteRouteTableCommand({ RouteTableId })))).toEqual({
        code: 'DependencyViolation',
        message: `The routeTable '${RouteTableId}' has dependencies and cannot be deleted.`,
        status: 400,
      })
  })

  test('the quota of tables in a VPC counts the main one', async () => {
    const small = await startServer({ quota: { 'route-tables-per-vpc': 2 } })
    const client = small.ec2()
    const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
    await client.send(new CreateRouteTableCommand({ VpcId: Vpc?.VpcId }))
    expect(await refused(client.send(new CreateRouteTableCommand({ VpcId: Vpc?.VpcId })))).toEqual({
      code: 'RouteTableLimitExceeded',
      message: 'The maximum number of route tables has been reached.',
      status: 400,
    })
    await small.close()
  })
})

describe('behaviour', () => {
  test('a table goes when it serves nobody, and its routes with it', async () => {
    const vpcId = await createVpc(ec2)
    const id = await createTable(ec2, vpcId)
    const associationId = await associate(ec2, id, await createSubnet(ec2, vpcId))
    const gatewayId = await createGateway(ec2, vpcId)
    await ec2.send(
      new CreateRouteCommand({ RouteTableId: id, DestinationCidrBlock: '0.0.0.0/0', GatewayId: gatewayId }),
    )
    await ec2.send(new DisassociateRouteTableCommand({ AssociationId: associationId }))
    await ec2.send(new DeleteRouteTableCommand({ RouteTableId: id }))
    expect(await tables(ec2, { 'route-table-id': id })).toEqual([])
    expect(server.engine.network.routes.where('table', id)).toEqual([])
  })

  test("a subnet's association moves to another table under a new id", async () => {
    const vpcId = await createVpc(ec2)
    const subnetId = await createSubnet(ec2, vpcId)
    const [one, two] = [await createTable(ec2, vpcId), await createTable(ec2, vpcId)]
    const AssociationId = await associate(ec2, one, subnetId)
    const { $metadata, ...reply } = await ec2.send(
      new ReplaceRouteTableAssociationCommand({ AssociationId, RouteTableId: two }),
    )
    expect(reply).toEqual({
      NewAssociationId: expect.stringMatching(ASSOCIATION_ID),
      AssociationState: ASSOCIATED,
    })
    expect(reply.NewAssociationId).not.toBe(AssociationId)
    const [serving] = await tables(ec2, { 'association.subnet-id': subnetId })
    expect(serving?.Associations).toEqual([
      {
        Main: false,
        RouteTableAssociationId: reply.NewAssociationId,
        RouteTableId: two,
        SubnetId: subnetId,
        AssociationState: ASSOCIATED,
      },
    ])
    const same = { AssociationId: reply.NewAssociationId, RouteTableId: two }
    expect((await ec2.send(new ReplaceRouteTableAssociationCommand(same))).NewAssociationId).toBe(
      reply.NewAssociationId,
    )
  })

  test('another table becomes the main one, and the old one can go', async () => {
    const vpcId = await createVpc(ec2)
    const before = await mainTable(ec2, vpcId)
    const id = await createTable(ec2, vpcId)
    const AssociationId = before.Associations?.[0]?.RouteTableAssociationId
    const { NewAssociationId } = await ec2.send(
      new ReplaceRouteTableAssociationCommand({ AssociationId, RouteTableId: id }),
    )
    expect((await mainTable(ec2, vpcId)).Associations).toEqual([
      {
        Main: true,
        RouteTableAssociationId: NewAssociationId,
        RouteTableId: id,
        AssociationState: ASSOCIATED,
      },
    ])
    await ec2.send(new DeleteRouteTableCommand({ RouteTableId: before.RouteTableId }))
    expect((await tables(ec2, { 'vpc-id': vpcId })).map(table => table.RouteTableId)).toEqual([id])
  })
})
