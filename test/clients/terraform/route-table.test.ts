/** aws_route_table, aws_route, aws_route_table_association and aws_main_route_table_association. */
import {
  AssociateRouteTableCommand,
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  DeleteRouteCommand,
  DeleteRouteTableCommand,
  DescribeRouteTablesCommand,
  DisassociateRouteTableCommand,
  ReplaceRouteCommand,
  ReplaceRouteTableAssociationCommand,
  type Route,
  type RouteTable,
  type RouteTableAssociation,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import {
  createGateway,
  createSubnet,
  createTable,
  createVpc,
  mainTable,
  requestPeering,
} from '../../api/route-network.ts'
import { ACCOUNT, refused, useServer } from '../../api/server.ts'
import { tagged, unless, waitFor, where } from './provider.ts'

const server = await useServer()
const ec2 = server.ec2()

async function find(id: string): Promise<RouteTable | undefined> {
  const read = ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [id] }))
  return (await unless('InvalidRouteTableID.NotFound', read))?.RouteTables?.[0]
}

/** The route is looked for among those of its table by its destination. */
async function findRoute(table: string, destination: string): Promise<Route | undefined> {
  return (await find(table))?.Routes?.find(route => route.DestinationCidrBlock === destination)
}

/** Whatever its state: a route to a peering that is not active yet is as good as any. */
async function untilRoute(table: string, destination: string): Promise<void> {
  const refresh = async () => (await findRoute(table, destination)) && 'ready'
  await waitFor(server, { pending: [], target: ['ready'], refresh })
}

async function createRoute(
  RouteTableId: string,
  DestinationCidrBlock: string,
  target: object,
): Promise<void> {
  await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock, ...target }))
  await untilRoute(RouteTableId, DestinationCidrBlock)
}

async function deleteRoute(RouteTableId: string, DestinationCidrBlock: string): Promise<void> {
  await ec2.send(new DeleteRouteCommand({ RouteTableId, DestinationCidrBlock }))
  const refresh = async () => (await findRoute(RouteTableId, DestinationCidrBlock)) && 'ready'
  await waitFor(server, { pending: ['ready'], target: [], refresh })
}

async function findAssociation(id: string): Promise<RouteTableAssociation | undefined> {
  const byId = where({ 'association.route-table-association-id': id })
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand(byId))
  return RouteTables[0]?.Associations?.find(one => one.RouteTableAssociationId === id)
}

async function untilAssociated(id: string): Promise<void> {
  const refresh = async () => (await findAssociation(id))?.AssociationState?.State
  await waitFor(server, { pending: ['associating'], target: ['associated'], refresh })
}

async function disassociate(AssociationId: string): Promise<void> {
  await ec2.send(new DisassociateRouteTableCommand({ AssociationId }))
  const refresh = async () => (await findAssociation(AssociationId))?.AssociationState?.State
  await waitFor(server, { pending: ['disassociating', 'associated'], target: [], refresh })
}

/** Its associations first, then the table. */
async function destroy(RouteTableId: string): Promise<void> {
  for (const { RouteTableAssociationId = '' } of (await find(RouteTableId))?.Associations ?? [])
    await disassociate(RouteTableAssociationId)
  await ec2.send(new DeleteRouteTableCommand({ RouteTableId }))
  const refresh = async () => (await find(RouteTableId)) && 'ready'
  await waitFor(server, { pending: ['ready'], target: [], refresh })
}

test('aws_route_table with routes in it', async () => {
  const VpcId = await createVpc(ec2)
  const gateway = await createGateway(ec2, VpcId)
  const peering = await requestPeering(ec2, VpcId, await createVpc(ec2, '10.1.0.0/16'))
  const TagSpecifications = tagged('route-table', { Name: 'public' })
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId, TagSpecifications }))
  const id = RouteTable?.RouteTableId ?? ''
  await createRoute(id, '0.0.0.0/0', { GatewayId: gateway })
  await createRoute(id, '10.1.0.0/16', { VpcPeeringConnectionId: peering })
  expect(await find(id)).toEqual({
    RouteTableId: id,
    VpcId,
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
      { DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway, Origin: 'CreateRoute', State: 'active' },
      {
        DestinationCidrBlock: '10.1.0.0/16',
        VpcPeeringConnectionId: peering,
        Origin: 'CreateRoute',
        State: 'blackhole',
      },
    ],
    Tags: [{ Key: 'Name', Value: 'public' }],
  })
  await deleteRoute(id, '10.1.0.0/16')
  await destroy(id)
  expect(await find(id)).toBeUndefined()
})

test('aws_route: another target, and what its deletion tolerates', async () => {
  const VpcId = await createVpc(ec2)
  const table = (await mainTable(ec2, VpcId)).RouteTableId ?? ''
  const [one, other] = ['10.1.0.0/16', '10.2.0.0/16']
  const peerings = [
    await requestPeering(ec2, VpcId, await createVpc(ec2, one)),
    await requestPeering(ec2, VpcId, await createVpc(ec2, other)),
  ]
  await createRoute(table, '10.0.0.0/8', { VpcPeeringConnectionId: peerings[0] })
  const moved = {
    RouteTableId: table,
    DestinationCidrBlock: '10.0.0.0/8',
    VpcPeeringConnectionId: peerings[1],
  }
  await ec2.send(new ReplaceRouteCommand(moved))
  await untilRoute(table, '10.0.0.0/8')
  expect(await findRoute(table, '10.0.0.0/8')).toMatchObject({ VpcPeeringConnectionId: peerings[1] })

  await deleteRoute(table, '10.0.0.0/8')
  const gone = new DeleteRouteCommand({ RouteTableId: table, DestinationCidrBlock: '10.0.0.0/8' })
  expect((await refused(ec2.send(gone))).code).toBe('InvalidRoute.NotFound')
  const local = new DeleteRouteCommand({ RouteTableId: table, DestinationCidrBlock: '10.0.0.0/16' })
  expect(await refused(ec2.send(local))).toMatchObject({
    code: 'InvalidParameterValue',
    message: expect.stringContaining('cannot remove local route'),
  })
})

test('aws_route: an imported local route, led through an interface and back; its deletion is no deletion', async () => {
  const VpcId = await createVpc(ec2)
  const SubnetId = await createSubnet(ec2, VpcId)
  const id = await createTable(ec2, VpcId)
  const { NetworkInterface: made } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }))
  const NetworkInterfaceId = made?.NetworkInterfaceId
  const BLOCK = '10.0.0.0/16'
  const local = await findRoute(id, BLOCK)
  expect(local).toEqual({
    DestinationCidrBlock: BLOCK,
    GatewayId: 'local',
    Origin: 'CreateRouteTable',
    State: 'active',
  })
  const replace = async (target: object) => {
    await ec2.send(new ReplaceRouteCommand({ RouteTableId: id, DestinationCidrBlock: BLOCK, ...target }))
    await untilRoute(id, BLOCK)
  }
  await replace({ NetworkInterfaceId })
  expect((await find(id))?.Routes).toEqual([expect.objectContaining({ NetworkInterfaceId })])
  await replace({ LocalTarget: true })
  expect(await findRoute(id, BLOCK)).toEqual(local)
  const no = await refused(
    ec2.send(new DeleteRouteCommand({ RouteTableId: id, DestinationCidrBlock: BLOCK })),
  )
  expect(no.code).toBe('InvalidParameterValue')
  expect(no.message).toContain('cannot remove local route')
})

test('aws_route_table_association: made, moved to another table, taken away', async () => {
  const VpcId = await createVpc(ec2)
  const SubnetId = await createSubnet(ec2, VpcId)
  const [one, other] = [await createTable(ec2, VpcId), await createTable(ec2, VpcId)]
  const made = await ec2.send(new AssociateRouteTableCommand({ RouteTableId: one, SubnetId }))
  const id = made.AssociationId ?? ''
  await untilAssociated(id)
  const read = await findAssociation(id)
  expect(read).toEqual({
    RouteTableAssociationId: id,
    RouteTableId: one,
    SubnetId,
    Main: false,
    AssociationState: { State: 'associated' },
  })

  const move = new ReplaceRouteTableAssociationCommand({ AssociationId: id, RouteTableId: other })
  const moved = (await ec2.send(move)).NewAssociationId ?? ''
  await untilAssociated(moved)
  expect(await findAssociation(moved)).toEqual({
    ...read,
    RouteTableAssociationId: moved,
    RouteTableId: other,
  })
  expect(await findAssociation(id)).toBeUndefined()
  await destroy(other)
  const again = new DisassociateRouteTableCommand({ AssociationId: moved })
  expect((await refused(ec2.send(again))).code).toBe('InvalidAssociationID.NotFound')
})

test('aws_main_route_table_association: takes the place of the main table and gives it back', async () => {
  const VpcId = await createVpc(ec2)
  const original = await mainTable(ec2, VpcId)
  const mine = await createTable(ec2, VpcId)
  const AssociationId = original.Associations?.[0]?.RouteTableAssociationId
  const take = new ReplaceRouteTableAssociationCommand({ AssociationId, RouteTableId: mine })
  const taken = (await ec2.send(take)).NewAssociationId ?? ''
  await untilAssociated(taken)
  expect(await findAssociation(taken)).toMatchObject({ Main: true, RouteTableId: mine })

  const back = { AssociationId: taken, RouteTableId: original.RouteTableId }
  const given = await ec2.send(new ReplaceRouteTableAssociationCommand(back))
  await untilAssociated(given.NewAssociationId ?? '')
  expect((await mainTable(ec2, VpcId)).RouteTableId).toBe(original.RouteTableId)
  await destroy(mine)
})
