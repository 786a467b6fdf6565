import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  DeleteInternetGatewayCommand,
  DescribeInternetGatewaysCommand,
  DetachInternetGatewayCommand,
  type EC2Client,
  type InternetGateway,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { createGateway, createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

const UNKNOWN = 'igw-00000000000000001'

async function gateway(id: string): Promise<InternetGateway | undefined> {
  const { InternetGateways } = await ec2.send(
    new DescribeInternetGatewaysCommand({ InternetGatewayIds: [id] }),
  )
  return InternetGateways?.[0]
}
const attach = (InternetGatewayId: string, VpcId: string) =>
  ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }))
const detach = (InternetGatewayId: string, VpcId: string) =>
  ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }))
const remove = (InternetGatewayId: string) =>
  ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId }))

describe('shape', () => {
  test('made, attached, detached, deleted', async () => {
    const { InternetGateway: made } = await ec2.send(
      new CreateInternetGatewayCommand({
        TagSpecifications: [{ ResourceType: 'internet-gateway', Tags: [{ Key: 'Name', Value: 'a' }] }],
      }),
    )
    const id = made?.InternetGatewayId ?? ''
    const alone = {
      InternetGatewayId: expect.stringMatching(/^igw-0[0-9a-f]{16}$/),
      OwnerId: ACCOUNT,
      Attachments: [],
      Tags: [{ Key: 'Name', Value: 'a' }],
    }
    expect(made).toEqual(alone)
    const VpcId = await createVpc(ec2)
    await attach(id, VpcId)
    expect(await gateway(id)).toEqual({ ...alone, Attachments: [{ VpcId, State: 'available' }] })
    await detach(id, VpcId)
    expect(await gateway(id)).toEqual(alone)
    await remove(id)
    expect(await refused(gateway(id))).toEqual({
      code: 'InvalidInternetGatewayID.NotFound',
      message: `The internetGateway ID '${id}' does not exist`,
      status: 400,
    })
  })
})

describe('refusals', () => {
  test.each([
    ['igw-1', 'InvalidInternetGatewayId.Malformed', 'Invalid id: "igw-1" (expecting "igw-...")'],
    [UNKNOWN, 'InvalidInternetGatewayID.NotFound', `The internetGateway ID '${UNKNOWN}' does not exist`],
  ])('of ids: %s', async (id, code, message) => {
    const VpcId = await createVpc(ec2)
    for (const call of [attach(id, VpcId), detach(id, VpcId), remove(id), gateway(id)])
      expect(await refused(call)).toEqual({ code, message, status: 400 })
  })

  test("another account's gateway and VPC do not exist", async () => {
    const theirs = server.ec2({ account: OTHER_ACCOUNT })
    const own = await createGateway(ec2)
    expect((await refused(attach(own, await createVpc(theirs)))).code).toBe('InvalidVpcID.NotFound')
    expect((await refused(remove(await createGateway(theirs)))).code).toBe(
      'InvalidInternetGatewayID.NotFound',
    )
  })

  test('one gateway for a VPC, one VPC for a gateway', async () => {
    const [a, b] = [await createVpc(ec2), await createVpc(ec2)]
    const [first, second] = [await createGateway(ec2, a), await createGateway(ec2)]
    expect(await refused(attach(first, b))).toEqual({
      code: 'Resource.AlreadyAssociated',
      message: `resource ${first} is already attached to network ${a}`,
      status: 400,
    })
    expect(await refused(attach(second, a))).toEqual({
      code: 'InvalidParameterValue',
      message: `Network ${a} already has an internet gateway attached`,
      status: 400,
    })
    for (const [one, vpc] of [
      [first, b],
      [second, a],
    ] as const)
      expect(await refused(detach(one, vpc))).toEqual({
        code: 'Gateway.NotAttached',
        message: `resource ${one} is not attached to network ${vpc}`,
        status: 400,
      })
    expect(await refused(remove(first))).toEqual({
      code: 'DependencyViolation',
      message: `The internetGateway '${first}' has dependencies and cannot be deleted.`,
      status: 400,
    })
  })

  test('the quota', async () => {
    const narrow = await startServer({ quota: { 'internet-gateways-per-region': 2 } })
    const there = narrow.ec2()
    await createGateway(there)
    expect((await refused(createGateway(there))).code).toBe('InternetGatewayLimitExceeded')
    await narrow.close()
  })
})

describe('behaviour', () => {
  test('every filter', async () => {
    const there = server.ec2({ region: 'eu-central-1' })
    const VpcId = await createVpc(there)
    const [a, b] = [await createGateway(there, VpcId), await createGateway(there)]
    const name = new Map([
      [a, 'a'],
      [b, 'b'],
    ])
    const table: [string, string, string[]][] = [
      ['attachment.state', 'available', ['default', 'a']],
      ['attachment.vpc-id', VpcId, ['a']],
      ['internet-gateway-id', b, ['b']],
      ['owner-id', ACCOUNT, ['default', 'a', 'b']],
      ['tag:Name', 'a', []],
      ['tag-key', '*', []],
    ]
    expect(untested('DescribeInternetGatewaysRequest', table)).toEqual([])
    for (const [Name, value, names] of table) {
      const { InternetGateways } = await there.send(
        new DescribeInternetGatewaysCommand({ Filters: [{ Name, Values: [value] }] }),
      )
      const shown = InternetGateways?.map(one => name.get(one.InternetGatewayId ?? '') ?? 'default')
      expect(shown, `${Name} ${value}`).toEqual(names)
    }
  })
})
