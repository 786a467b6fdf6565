import {
  AssociateRouteTableCommand,
  CreateRouteCommand,
  DeleteRouteTableCommand,
  DetachInternetGatewayCommand,
  DetachVpnGatewayCommand,
  DisassociateRouteTableCommand,
  type EC2Client,
  EnableVgwRoutePropagationCommand,
  ReplaceRouteTableAssociationCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGateway, createTable, createVpc, mainTable, tables } from './route-network.ts'
import { refused, startServer, type TestServer } from './server.ts'
import { createVpnGateway } from './vpn-network.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

const associate = (RouteTableId: string, GatewayId: string) =>
  ec2.send(new AssociateRouteTableCommand({ RouteTableId, GatewayId }))
const replace = (AssociationId: string | undefined, RouteTableId: string) =>
  ec2.send(new ReplaceRouteTableAssociationCommand({ AssociationId, RouteTableId }))
const addRoute = (RouteTableId: string, GatewayId: string) =>
  ec2.send(new CreateRouteCommand({ RouteTableId, GatewayId, DestinationCidrBlock: '0.0.0.0/0' }))
const associations = async (id: string) => (await tables(ec2, { 'route-table-id': id }))[0]?.Associations

async function edge() {
  const vpc = await createVpc(ec2)
  return {
    vpc,
    table: await createTable(ec2, vpc),
    other: await createTable(ec2, vpc),
    internet: await createGateway(ec2, vpc),
    vpn: await createVpnGateway(ec2, vpc),
  }
}

describe('shape', () => {
  test('made, found, moved, ended', async () => {
    const { table, other, internet } = await edge()
    const made = await associate(table, internet)
    expect(made).toMatchObject({
      AssociationId: expect.stringMatching(/^rtbassoc-0[0-9a-f]{16}$/),
      AssociationState: { State: 'associated' },
    })
    const shown = {
      Main: false,
      RouteTableAssociationId: made.AssociationId,
      RouteTableId: table,
      GatewayId: internet,
      AssociationState: { State: 'associated' },
    }
    expect(await associations(table)).toEqual([shown])
    expect((await tables(ec2, { 'association.gateway-id': internet })).map(one => one.RouteTableId)).toEqual([
      table,
    ])
    const { NewAssociationId } = await replace(made.AssociationId, other)
    expect(await associations(other)).toEqual([
      { ...shown, RouteTableAssociationId: NewAssociationId, RouteTableId: other },
    ])
    await ec2.send(new DisassociateRouteTableCommand({ AssociationId: NewAssociationId }))
    expect(await associations(other)).toEqual([])
  })
})

describe('refusals', () => {
  test('a gateway that is not there, or of another VPC', async () => {
    const [here, there] = [await edge(), await edge()]
    for (const id of ['igw-00000000000000001', 'vgw-00000000000000001', 'local'])
      expect((await refused(associate(here.table, id))).code).toBe('InvalidGatewayID.NotFound')
    for (const id of [there.internet, there.vpn, await createGateway(ec2), await createVpnGateway(ec2)])
      expect(await refused(associate(here.table, id))).toEqual({
        code: 'InvalidParameterValue',
        message: `route table ${here.table} and network gateway ${id} belong to different networks`,
        status: 400,
      })
  })

  test('one table for a gateway', async () => {
    const { table, other, vpn } = await edge()
    await associate(table, vpn)
    for (const id of [table, other])
      expect((await refused(associate(id, vpn))).code).toBe('Resource.AlreadyAssociated')
  })

  test('the main table is not for gateways, nor a table of theirs the main one', async () => {
    const { vpc, table, internet } = await edge()
    const main = await mainTable(ec2, vpc)
    const no = {
      code: 'InvalidParameterValue',
      message: `The main route table ${main.RouteTableId} cannot be associated with a gateway`,
      status: 400,
    }
    expect(await refused(associate(main.RouteTableId ?? '', internet))).toEqual(no)
    const { AssociationId } = await associate(table, internet)
    expect(await refused(replace(AssociationId, main.RouteTableId ?? ''))).toEqual(no)
    expect((await refused(replace(main.Associations?.[0]?.RouteTableAssociationId, table))).code).toBe(
      'InvalidParameterValue',
    )
  })

  test('no ways out of the VPC, before and after', async () => {
    const { table, other, internet } = await edge()
    await addRoute(table, internet)
    const message = (id: string) =>
      `The route to 0.0.0.0/0 is not supported in route table ${id}, which is associated with a gateway: ` +
      'its destinations are within the VPC, its targets network interfaces, Gateway Load Balancer endpoints or local.'
    const no = { code: 'InvalidParameterValue', status: 400 }
    expect(await refused(associate(table, internet))).toEqual({ ...no, message: message(table) })
    await associate(other, internet)
    expect(await refused(addRoute(other, internet))).toEqual({ ...no, message: message(other) })
  })

  test('no propagation', async () => {
    const { table, vpn, internet } = await edge()
    await ec2.send(new EnableVgwRoutePropagationCommand({ RouteTableId: table, GatewayId: vpn }))
    expect((await refused(associate(table, internet))).code).toBe('InvalidParameterValue')
  })

  test('a table that serves a gateway stays', async () => {
    const { table, vpn } = await edge()
    await associate(table, vpn)
    const gone = ec2.send(new DeleteRouteTableCommand({ RouteTableId: table }))
    expect((await refused(gone)).code).toBe('DependencyViolation')
  })
})

describe('behaviour', () => {
  test('it ends when the gateway is detached', async () => {
    const { vpc, table, other, internet, vpn } = await edge()
    await associate(table, internet)
    await associate(other, vpn)
    await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId: internet, VpcId: vpc }))
    await ec2.send(new DetachVpnGatewayCommand({ VpnGatewayId: vpn, VpcId: vpc }))
    expect([await associations(table), await associations(other)]).toEqual([[], []])
  })
})
