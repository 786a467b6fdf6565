import {
  CreateEgressOnlyInternetGatewayCommand,
  CreateRouteCommand,
  DeleteEgressOnlyInternetGatewayCommand,
  DeleteVpcCommand,
  DescribeEgressOnlyInternetGatewaysCommand,
  type DescribeEgressOnlyInternetGatewaysRequest,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { createTable, createVpc, routes } from './route-network.ts'
import { OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

const UNKNOWN = 'eigw-00000000000000001'

async function create(VpcId: string, client = ec2): Promise<string> {
  const { EgressOnlyInternetGateway: made } = await client.send(
    new CreateEgressOnlyInternetGatewayCommand({ VpcId }),
  )
  return made?.EgressOnlyInternetGatewayId as string
}
const remove = (EgressOnlyInternetGatewayId: string) =>
  ec2.send(new DeleteEgressOnlyInternetGatewayCommand({ EgressOnlyInternetGatewayId }))
async function gateways(...EgressOnlyInternetGatewayIds: string[]) {
  const wish = new DescribeEgressOnlyInternetGatewaysCommand({ EgressOnlyInternetGatewayIds })
  return (await ec2.send(wish)).EgressOnlyInternetGateways
}

describe('shape', () => {
  test('made and deleted', async () => {
    const VpcId = await createVpc(ec2)
    const { $metadata: _, ...reply } = await ec2.send(
      new CreateEgressOnlyInternetGatewayCommand({
        ClientToken: 'once',
        VpcId,
        TagSpecifications: [
          { ResourceType: 'egress-only-internet-gateway', Tags: [{ Key: 'Name', Value: 'a' }] },
        ],
      }),
    )
    const gateway = {
      Attachments: [{ State: 'attached', VpcId }],
      EgressOnlyInternetGatewayId: expect.stringMatching(/^eigw-0[0-9a-f]{16}$/),
      Tags: [{ Key: 'Name', Value: 'a' }],
    }
    expect(reply).toEqual({ ClientToken: 'once', EgressOnlyInternetGateway: gateway })
    const id = reply.EgressOnlyInternetGateway?.EgressOnlyInternetGatewayId ?? ''
    expect(await gateways(id)).toEqual([gateway])
    expect((await remove(id)).ReturnCode).toBe(true)
    expect(await gateways(id)).toEqual([])
  })
})

describe('refusals', () => {
  test.each([
    ['eigw-1', 'InvalidEgressOnlyInternetGatewayId.Malformed', 'Invalid id: "eigw-1" (expecting "eigw-...")'],
    [UNKNOWN, 'InvalidGatewayID.NotFound', `The gateway ID '${UNKNOWN}' does not exist`],
  ])('of ids: %s', async (id, code, message) => {
    expect(await refused(remove(id))).toEqual({ code, message, status: 400 })
  })

  test('a malformed id is refused by Describe too, an unknown one is not', async () => {
    expect((await refused(gateways('eigw-1'))).code).toBe('InvalidEgressOnlyInternetGatewayId.Malformed')
    expect(await gateways(UNKNOWN)).toEqual([])
  })

  test('one for a VPC; the VPC of another account does not exist', async () => {
    const VpcId = await createVpc(ec2)
    await create(VpcId)
    expect(await refused(create(VpcId))).toEqual({
      code: 'InvalidParameterValue',
      message: `Network ${VpcId} already has an egress-only internet gateway attached`,
      status: 400,
    })
    const theirs = server.ec2({ account: OTHER_ACCOUNT })
    expect((await refused(create(await createVpc(theirs)))).code).toBe('InvalidVpcID.NotFound')
  })

  test('the quota', async () => {
    const narrow = await startServer({ quota: { 'egress-only-gateways-per-region': 1 } })
    const there = narrow.ec2()
    await create(await createVpc(there), there)
    expect((await refused(create(await createVpc(there), there))).code).toBe('InternetGatewayLimitExceeded')
    await narrow.close()
  })

  test('a route to it is for IPv6', async () => {
    const vpcId = await createVpc(ec2)
    const EgressOnlyInternetGatewayId = await create(vpcId)
    const RouteTableId = await createTable(ec2, vpcId)
    const route = { RouteTableId, EgressOnlyInternetGatewayId, DestinationCidrBlock: '0.0.0.0/0' }
    expect((await refused(ec2.send(new CreateRouteCommand(route)))).code).toBe('InvalidParameterValue')
    const other = await createTable(ec2, await createVpc(ec2))
    const foreign = {
      RouteTableId: other,
      EgressOnlyInternetGatewayId,
      DestinationIpv6CidrBlock: '::/0',
    }
    expect(await refused(ec2.send(new CreateRouteCommand(foreign)))).toMatchObject({
      code: 'InvalidParameterValue',
      message: `route table ${other} and network gateway ${EgressOnlyInternetGatewayId} belong to different networks`,
    })
  })
})

describe('behaviour', () => {
  test('a route to it is a blackhole once it is deleted', async () => {
    const vpcId = await createVpc(ec2)
    const EgressOnlyInternetGatewayId = await create(vpcId)
    const RouteTableId = await createTable(ec2, vpcId)
    await ec2.send(
      new CreateRouteCommand({ RouteTableId, EgressOnlyInternetGatewayId, DestinationIpv6CidrBlock: '::/0' }),
    )
    const shown = { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId, Origin: 'CreateRoute' }
    expect(await routes(ec2, RouteTableId)).toEqual([{ ...shown, State: 'active' }])
    await remove(EgressOnlyInternetGatewayId)
    expect(await routes(ec2, RouteTableId)).toEqual([{ ...shown, State: 'blackhole' }])
  })

  test('it keeps its VPC', async () => {
    const VpcId = await createVpc(ec2)
    const id = await create(VpcId)
    const removeVpc = () => ec2.send(new DeleteVpcCommand({ VpcId }))
    expect((await refused(removeVpc())).code).toBe('DependencyViolation')
    await remove(id)
    await removeVpc()
  })

  test('every filter, and pages', async () => {
    const there = server.ec2({ region: 'eu-central-1' })
    const ids: string[] = []
    for (let n = 0; n < 6; n++) ids.push(await create(await createVpc(there, `10.${n}.0.0/16`), there))
    expect(untested('DescribeEgressOnlyInternetGatewaysRequest', [['tag-key']])).toEqual([])
    const shown = (wish: DescribeEgressOnlyInternetGatewaysRequest) =>
      there.send(new DescribeEgressOnlyInternetGatewaysCommand(wish))
    const none = await shown({ Filters: [{ Name: 'tag-key', Values: ['*'] }] })
    expect(none.EgressOnlyInternetGateways).toEqual([])
    const first = await shown({ MaxResults: 5 })
    const second = await shown({ MaxResults: 5, NextToken: first.NextToken })
    const all = [first, second].flatMap(page => page.EgressOnlyInternetGateways ?? [])
    expect(all.map(one => one.EgressOnlyInternetGatewayId)).toEqual(ids)
    expect(second.NextToken).toBeUndefined()
  })
})
