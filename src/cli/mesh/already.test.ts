/** Refusals that mean: it is so already. Asked of a real server, where each comes about. */
import {
  AcceptVpcPeeringConnectionCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DeleteVpcPeeringConnectionCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { useServer } from '../../../test/api/server.ts'
import type { Call, MeshOperation } from '../../mesh/plan.ts'
import { isAlreadyDone } from './already.ts'
import { codeOf } from './said.ts'
import { send } from './send.ts'

const server = await useServer()
const ec2 = server.ec2()

async function vpc(block: string) {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: block }))
  const Filters = [{ Name: 'vpc-id', Values: [Vpc?.VpcId ?? ''] }]
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters }))
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
  const [table, group] = [RouteTables?.[0]?.RouteTableId, SecurityGroups?.[0]?.GroupId]
  return { id: Vpc?.VpcId ?? '', table, group }
}

async function ask(from: string, to: string): Promise<string> {
  const asked = await ec2.send(new CreateVpcPeeringConnectionCommand({ VpcId: from, PeerVpcId: to }))
  await server.settled()
  return asked.VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
}

async function peer(from: string, to: string): Promise<string> {
  const id = await ask(from, to)
  await ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId: id }))
  await server.settled()
  return id
}

/** With what a call is refused, and whether that means that it is done. */
async function refusal(operation: MeshOperation, input: Call['input']) {
  try {
    await send(ec2, operation, input)
  } catch (error) {
    return [codeOf(error), await isAlreadyDone(ec2, operation, input, error)]
  }
  throw new Error('it was not refused')
}

test('accepting what is accepted, and not what another peering stands in the way of', async () => {
  const [a, b] = [await vpc('10.1.0.0/16'), await vpc('10.2.0.0/16')]
  const reverse = await ask(b.id, a.id)
  const VpcPeeringConnectionId = await peer(a.id, b.id)
  const accept = (id: string) => refusal('AcceptVpcPeeringConnection', { VpcPeeringConnectionId: id })
  expect(await accept(VpcPeeringConnectionId)).toEqual(['InvalidStateTransition', true])
  expect(await accept(reverse)).toEqual(['VpcPeeringConnectionAlreadyExists', false])
})

test('deleting what is deleted, or is not there', async () => {
  const [a, b] = [await vpc('10.1.0.0/16'), await vpc('10.2.0.0/16')]
  const VpcPeeringConnectionId = await peer(a.id, b.id)
  await ec2.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
  await server.settled()
  const remove = (id: string) => refusal('DeleteVpcPeeringConnection', { VpcPeeringConnectionId: id })
  expect(await remove(VpcPeeringConnectionId)).toEqual(['InvalidStateTransition', true])
  expect(await remove('pcx-0123456789abcdef0')).toEqual(['InvalidVpcPeeringConnectionID.NotFound', true])
})

test('a route that leads there, and not one that leads elsewhere', async () => {
  const [a, b, c] = [await vpc('10.1.0.0/16'), await vpc('10.2.0.0/16'), await vpc('10.3.0.0/16')]
  const [over, other] = [await peer(a.id, b.id), await peer(a.id, c.id)]
  const route = { RouteTableId: a.table, DestinationCidrBlock: '10.2.0.0/16' }
  await ec2.send(new CreateRouteCommand({ ...route, VpcPeeringConnectionId: over }))
  const elsewhere = { ...route, VpcPeeringConnectionId: other }
  expect(await refusal('CreateRoute', elsewhere)).toEqual(['RouteAlreadyExists', false])
  const refused = Object.assign(new Error('…'), { name: 'RouteAlreadyExists' })
  const there = { ...route, VpcPeeringConnectionId: over }
  expect(await isAlreadyDone(ec2, 'CreateRoute', there, refused)).toBe(true)
  const gone = { RouteTableId: a.table, DestinationCidrBlock: '10.9.0.0/16' }
  expect(await refusal('DeleteRoute', gone)).toEqual(['InvalidRoute.NotFound', true])
})

test('a rule that is there, or is gone', async () => {
  const { group: GroupId } = await vpc('10.1.0.0/16')
  const IpPermissions = [
    { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.2.0.0/16' }] },
  ]
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
  const same = { GroupId, IpPermissions }
  expect(await refusal('AuthorizeSecurityGroupIngress', same)).toEqual(['InvalidPermission.Duplicate', true])
  const gone = { GroupId, SecurityGroupRuleIds: ['sgr-0123456789abcdef0'] }
  expect(await refusal('RevokeSecurityGroupIngress', gone)).toEqual([
    'InvalidSecurityGroupRuleId.NotFound',
    true,
  ])
})

test('nothing else', async () => {
  const { id } = await vpc('10.1.0.0/16')
  const input = { VpcId: id, PeerVpcId: id }
  expect(await refusal('CreateVpcPeeringConnection', input)).toEqual(['InvalidParameterValue', false])
})
