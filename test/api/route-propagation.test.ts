import {
  AssociateRouteTableCommand,
  CreateRouteCommand,
  DeleteVpnConnectionCommand,
  DetachVpnGatewayCommand,
  DisableVgwRoutePropagationCommand,
  type EC2Client,
  EnableVgwRoutePropagationCommand,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGateway, createTable, createVpc, routes, tables } from './route-network.ts'
import { refused, startServer, type TestServer } from './server.ts'
import { createCustomerGateway, createVpnConnection, createVpnGateway } from './vpn-network.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

let hosts = 0
const enable = (RouteTableId: string, GatewayId: string) =>
  ec2.send(new EnableVgwRoutePropagationCommand({ RouteTableId, GatewayId }))
const disable = (RouteTableId: string, GatewayId: string) =>
  ec2.send(new DisableVgwRoutePropagationCommand({ RouteTableId, GatewayId }))

/** A VPC with a table, and a gateway with a connection with these static routes. */
async function site(blocks: readonly string[]) {
  const vpc = await createVpc(ec2)
  const table = await createTable(ec2, vpc)
  const gateway = await createVpnGateway(ec2, vpc)
  const device = await createCustomerGateway(ec2, `203.0.113.${++hosts}`)
  const connection = await createVpnConnection(ec2, gateway, device, blocks)
  return { vpc, table, gateway, connection }
}

const propagated = (DestinationCidrBlock: string, GatewayId: string) => ({
  DestinationCidrBlock,
  GatewayId,
  Origin: 'EnableVgwRoutePropagation',
  State: 'active',
})
const propagating = async (id: string) => (await tables(ec2, { 'route-table-id': id }))[0]?.PropagatingVgws

describe('shape', () => {
  test('routes of the connections come and go with the propagation', async () => {
    const { table, gateway } = await site(['192.168.0.0/16', '10.9.0.0/16'])
    expect(await routes(ec2, table)).toEqual([])
    await enable(table, gateway)
    await enable(table, gateway)
    expect(await propagating(table)).toEqual([{ GatewayId: gateway }])
    const shown = [propagated('192.168.0.0/16', gateway), propagated('10.9.0.0/16', gateway)]
    expect(await routes(ec2, table)).toEqual(shown)
    const found = await tables(ec2, {
      'route.origin': 'EnableVgwRoutePropagation',
      'route.gateway-id': gateway,
    })
    expect(found.map(one => one.RouteTableId)).toEqual([table])
    await disable(table, gateway)
    await disable(table, gateway)
    expect([await propagating(table), await routes(ec2, table)]).toEqual([[], []])
  })
})

describe('refusals', () => {
  test('of ids', async () => {
    const { table, gateway } = await site([])
    for (const call of [enable, disable]) {
      expect((await refused(call(table, 'vgw-1'))).code).toBe('InvalidVpnGatewayId.Malformed')
      expect((await refused(call('rtb-00000000000000001', gateway))).code).toBe(
        'InvalidRouteTableID.NotFound',
      )
    }
  })

  test('the gateway is attached to the VPC of the table', async () => {
    const [here, there] = [await site([]), await site([])]
    expect(await refused(enable(here.table, there.gateway))).toEqual({
      code: 'Gateway.NotAttached',
      message: `resource ${there.gateway} is not attached to network ${here.vpc}`,
      status: 400,
    })
  })

  test('the table of a gateway has none', async () => {
    const { vpc, table: RouteTableId, gateway } = await site([])
    const GatewayId = await createGateway(ec2, vpc)
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId, GatewayId }))
    expect((await refused(enable(RouteTableId, gateway))).code).toBe('InvalidParameterValue')
  })
})

describe('behaviour', () => {
  test('a static route to the same block is shown beside', async () => {
    const { vpc, table, gateway } = await site(['192.168.0.0/16'])
    await enable(table, gateway)
    const igw = await createGateway(ec2, vpc)
    await ec2.send(
      new CreateRouteCommand({ RouteTableId: table, GatewayId: igw, DestinationCidrBlock: '192.168.0.0/16' }),
    )
    expect(await routes(ec2, table)).toEqual([
      { DestinationCidrBlock: '192.168.0.0/16', GatewayId: igw, Origin: 'CreateRoute', State: 'active' },
      propagated('192.168.0.0/16', gateway),
    ])
  })

  test('they end with the connection', async () => {
    const { table, gateway, connection } = await site(['192.168.0.0/16'])
    await enable(table, gateway)
    await ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId: connection }))
    expect([await propagating(table), await routes(ec2, table)]).toEqual([[{ GatewayId: gateway }], []])
  })

  test('propagation ends with the attachment', async () => {
    const { vpc, table, gateway } = await site(['192.168.0.0/16'])
    await enable(table, gateway)
    await ec2.send(new DetachVpnGatewayCommand({ VpnGatewayId: gateway, VpcId: vpc }))
    expect([await propagating(table), await routes(ec2, table)]).toEqual([[], []])
  })
})
