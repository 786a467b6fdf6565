import {
  AssociateDhcpOptionsCommand,
  CreateDhcpOptionsCommand,
  DeleteDhcpOptionsCommand,
  DescribeDhcpOptionsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type NewDhcpConfiguration,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { createVpc } from './route-network.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let ec2: EC2Client
beforeAll(async () => {
  server = await startServer()
  ec2 = server.ec2()
})
afterAll(() => server.close())

const UNKNOWN = 'dopt-00000000000000001'

const create = async (there: EC2Client, DhcpConfigurations: NewDhcpConfiguration[]) =>
  (await there.send(new CreateDhcpOptionsCommand({ DhcpConfigurations }))).DhcpOptions
const option = (Key: string, ...Values: string[]) => ({ Key, Values })
const associate = (DhcpOptionsId: string, VpcId: string, there = ec2) =>
  there.send(new AssociateDhcpOptionsCommand({ DhcpOptionsId, VpcId }))
const remove = (DhcpOptionsId: string) => ec2.send(new DeleteDhcpOptionsCommand({ DhcpOptionsId }))
const sets = async (there: EC2Client, DhcpOptionsIds?: string[]) =>
  (await there.send(new DescribeDhcpOptionsCommand({ DhcpOptionsIds }))).DhcpOptions ?? []
const optionsOf = async (there: EC2Client, id: string) =>
  (await there.send(new DescribeVpcsCommand({ VpcIds: [id] }))).Vpcs?.[0]?.DhcpOptionsId

describe('shape', () => {
  test.each([
    ['us-east-1', 'ec2.internal'],
    ['eu-west-1', 'eu-west-1.compute.internal'],
  ])('the set that %s is opened with, which its VPCs have', async (region, domain) => {
    const there = server.ec2({ account: '333333333333', region })
    const [own, ...others] = await sets(there)
    expect(others).toEqual([])
    expect(own).toEqual({
      DhcpOptionsId: expect.stringMatching(/^dopt-0[0-9a-f]{16}$/),
      OwnerId: '333333333333',
      DhcpConfigurations: [
        { Key: 'domain-name', Values: [{ Value: domain }] },
        { Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] },
      ],
      Tags: [],
    })
    const { Vpcs } = await there.send(new DescribeVpcsCommand({}))
    expect(Vpcs?.map(vpc => vpc.DhcpOptionsId)).toEqual([own?.DhcpOptionsId])
    expect(await optionsOf(there, await createVpc(there))).toBe(own?.DhcpOptionsId)
  })

  test('made, described and deleted', async () => {
    const { DhcpOptions: made } = await ec2.send(
      new CreateDhcpOptionsCommand({
        DhcpConfigurations: [
          option('domain-name-servers', '10.2.5.1', '10.2.5.2'),
          option('domain-name', 'example.com'),
          option('ntp-servers', '10.2.5.3,10.2.5.4'),
          option('netbios-node-type', '2'),
          option('ipv6-address-preferred-lease-time', '140'),
        ],
        TagSpecifications: [{ ResourceType: 'dhcp-options', Tags: [{ Key: 'Name', Value: 'a' }] }],
      }),
    )
    const id = made?.DhcpOptionsId ?? ''
    expect(made).toEqual({
      DhcpOptionsId: expect.stringMatching(/^dopt-0[0-9a-f]{16}$/),
      OwnerId: ACCOUNT,
      DhcpConfigurations: [
        { Key: 'domain-name-servers', Values: [{ Value: '10.2.5.1' }, { Value: '10.2.5.2' }] },
        { Key: 'domain-name', Values: [{ Value: 'example.com' }] },
        { Key: 'ntp-servers', Values: [{ Value: '10.2.5.3' }, { Value: '10.2.5.4' }] },
        { Key: 'netbios-node-type', Values: [{ Value: '2' }] },
        { Key: 'ipv6-address-preferred-lease-time', Values: [{ Value: '140' }] },
      ],
      Tags: [{ Key: 'Name', Value: 'a' }],
    })
    expect(await sets(ec2, [id])).toEqual([made])
    await remove(id)
    expect((await refused(sets(ec2, [id]))).code).toBe('InvalidDhcpOptionID.NotFound')
  })
})

describe('refusals', () => {
  test.each([
    ['dopt-1', 'InvalidDhcpOptionsId.Malformed', 'Invalid id: "dopt-1" (expecting "dopt-...")'],
    [UNKNOWN, 'InvalidDhcpOptionID.NotFound', `The dhcpOption ID '${UNKNOWN}' does not exist`],
  ])('of ids: %s', async (id, code, message) => {
    const vpc = await createVpc(ec2)
    for (const call of [associate(id, vpc), remove(id), sets(ec2, [id])])
      expect(await refused(call)).toEqual({ code, message, status: 400 })
  })

  test.each([
    [
      'an unknown option',
      [option('router', '10.0.0.1')],
      'Value (router) for parameter name is invalid. Unknown DHCP option',
    ],
    [
      'no server',
      [option('ntp-servers', 'time.example.com')],
      'Value (time.example.com) for parameter ntp-servers is invalid.',
    ],
    [
      'a node type that is none',
      [option('netbios-node-type', '3')],
      'Value (3) for parameter netbios-node-type is invalid.',
    ],
    [
      'too many servers',
      [option('ntp-servers', '1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4', '1.1.1.5')],
      'The DHCP option ntp-servers takes from 1 to 4 values.',
    ],
    [
      'an option twice',
      [option('domain-name', 'a'), option('domain-name', 'b')],
      'The DHCP option domain-name is specified more than once.',
    ],
  ])('%s', async (_, options, message) => {
    expect(await refused(create(ec2, options))).toEqual({
      code: 'InvalidParameterValue',
      message,
      status: 400,
    })
  })

  test('of deleting a set that a VPC has', async () => {
    const set = await create(ec2, [option('domain-name', 'a.example')])
    const id = set?.DhcpOptionsId ?? ''
    const vpc = await createVpc(ec2)
    await associate(id, vpc)
    expect(await refused(remove(id))).toEqual({
      code: 'DependencyViolation',
      message: `The dhcpOptions '${id}' has dependencies and cannot be deleted.`,
      status: 400,
    })
    await associate('default', vpc)
    await remove(id)
  })

  test("another account's set does not exist", async () => {
    const theirs = await create(server.ec2({ account: OTHER_ACCOUNT }), [option('domain-name', 'b.example')])
    expect((await refused(remove(theirs?.DhcpOptionsId ?? ''))).code).toBe('InvalidDhcpOptionID.NotFound')
  })
})

describe('behaviour', () => {
  test('a VPC has the set that it was given last, or none', async () => {
    const set = await create(ec2, [option('domain-name', 'c.example')])
    const id = set?.DhcpOptionsId ?? ''
    const vpc = await createVpc(ec2)
    await associate(id, vpc)
    expect(await optionsOf(ec2, vpc)).toBe(id)
    await associate('default', vpc)
    expect(await optionsOf(ec2, vpc)).toBe('default')
  })

  test('every filter', async () => {
    const there = server.ec2({ region: 'eu-central-1' })
    const [first] = await sets(there)
    const made = await create(there, [option('ntp-servers', '10.0.0.9'), option('domain-name', 'd.example')])
    const names = new Map([
      [first?.DhcpOptionsId, 'default'],
      [made?.DhcpOptionsId, 'made'],
    ])
    const table: [string, string, string[]][] = [
      ['dhcp-options-id', made?.DhcpOptionsId ?? '', ['made']],
      ['key', 'domain-name', ['default', 'made']],
      ['key', 'ntp-servers', ['made']],
      ['value', 'AmazonProvidedDNS', ['default']],
      ['owner-id', ACCOUNT, ['default', 'made']],
      ['tag-key', '*', []],
    ]
    expect(untested('DescribeDhcpOptionsRequest', table)).toEqual([])
    for (const [Name, value, expected] of table) {
      const { DhcpOptions: found } = await there.send(
        new DescribeDhcpOptionsCommand({ Filters: [{ Name, Values: [value] }] }),
      )
      expect(
        found?.map(set => names.get(set.DhcpOptionsId)),
        `${Name} ${value}`,
      ).toEqual(expected)
    }
  })
})
