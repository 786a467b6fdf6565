/** ClassicLink of VPCs, which AWS has retired: what is answered where the operator wants it, and where not. */
import {
  AcceptVpcPeeringConnectionCommand,
  AssociateVpcCidrBlockCommand,
  CreateRouteCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  DeleteVpcPeeringConnectionCommand,
  DescribeRouteTablesCommand,
  DescribeVpcClassicLinkCommand,
  DescribeVpcClassicLinkDnsSupportCommand,
  DescribeVpcPeeringConnectionsCommand,
  DisableVpcClassicLinkCommand,
  DisableVpcClassicLinkDnsSupportCommand,
  type EC2Client,
  EnableVpcClassicLinkCommand,
  EnableVpcClassicLinkDnsSupportCommand,
  ModifyVpcPeeringConnectionOptionsCommand,
  ReplaceRouteCommand,
} from '@aws-sdk/client-ec2'
import { describe, expect, test } from 'vitest'
import { untested } from './documented-filters.ts'
import { OTHER_ACCOUNT, refused, useServer } from './server.ts'

const server = await useServer({ classicLink: true })
const ec2 = server.ec2()

async function vpc(CidrBlock: string, more: object = {}, client: EC2Client = ec2): Promise<string> {
  const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock, ...more }))
  return Vpc?.VpcId ?? ''
}

async function enabled(block: string): Promise<string> {
  const VpcId = await vpc(block)
  await ec2.send(new EnableVpcClassicLinkCommand({ VpcId }))
  return VpcId
}

async function mainTable(VpcId: string, client: EC2Client = ec2) {
  const Filters = [{ Name: 'vpc-id', Values: [VpcId] }]
  const { RouteTables } = await client.send(new DescribeRouteTablesCommand({ Filters }))
  return RouteTables?.[0] ?? {}
}

const destinations = async (VpcId: string): Promise<unknown> =>
  (await mainTable(VpcId)).Routes?.map(route => route.DestinationCidrBlock)

/** Two VPCs of ours with an active peering. */
async function peered(VpcId: string, PeerVpcId: string): Promise<string> {
  const { VpcPeeringConnection } = await ec2.send(new CreateVpcPeeringConnectionCommand({ VpcId, PeerVpcId }))
  const VpcPeeringConnectionId = VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
  await ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
  await server.settled()
  return VpcPeeringConnectionId
}

const setRequester = (VpcPeeringConnectionId: string, RequesterPeeringConnectionOptions: object) =>
  ec2.send(
    new ModifyVpcPeeringConnectionOptionsCommand({
      VpcPeeringConnectionId,
      RequesterPeeringConnectionOptions,
    }),
  )

describe('shape', () => {
  test('what is described', async () => {
    const TagSpecifications = [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: 'a' }] }]
    const VpcId = await vpc('172.20.0.0/16', { TagSpecifications })
    const of = { VpcIds: [VpcId] }
    const shown = async () => ({
      link: (await ec2.send(new DescribeVpcClassicLinkCommand(of))).Vpcs,
      dns: (await ec2.send(new DescribeVpcClassicLinkDnsSupportCommand(of))).Vpcs,
    })
    const Tags = [{ Key: 'Name', Value: 'a' }]
    const is = (on: boolean) => ({
      link: [{ ClassicLinkEnabled: on, Tags, VpcId }],
      dns: [{ ClassicLinkDnsSupported: on, VpcId }],
    })
    expect(await shown()).toEqual(is(false))
    const link = await ec2.send(new EnableVpcClassicLinkCommand({ VpcId }))
    const dns = await ec2.send(new EnableVpcClassicLinkDnsSupportCommand({ VpcId }))
    expect([link.Return, dns.Return]).toEqual([true, true])
    expect(await shown()).toEqual(is(true))
    const noLink = await ec2.send(new DisableVpcClassicLinkCommand({ VpcId }))
    const noDns = await ec2.send(new DisableVpcClassicLinkDnsSupportCommand({ VpcId }))
    expect([noLink.Return, noDns.Return]).toEqual([true, true])
    expect(await shown()).toEqual(is(false))
  })

  test('filters', async () => {
    const alone = server.ec2({ account: '333333333333' })
    const yes = await vpc('172.20.0.0/16', {}, alone)
    const no = await vpc('172.21.0.0/16', {}, alone)
    await alone.send(new EnableVpcClassicLinkCommand({ VpcId: yes }))
    const found = async (Name: string, ...Values: string[]) => {
      const { Vpcs } = await alone.send(new DescribeVpcClassicLinkCommand({ Filters: [{ Name, Values }] }))
      return Vpcs?.map(one => one.VpcId)
    }
    const table = [['is-classic-link-enabled', 'true']] as const
    expect(untested('DescribeVpcClassicLinkRequest', table)).toEqual(['tag-key'])
    expect(await found(...table[0])).toEqual([yes])
    expect(await found('is-classic-link-enabled', 'false')).toEqual([no])
    expect(await found('tag-key', 'Name')).toEqual([])
  })

  test('pages', async () => {
    const alone = server.ec2({ account: '444444444444' })
    for (let n = 0; n < 6; n++) await vpc(`172.20.${n}.0/24`, {}, alone)
    const page = (NextToken?: string) =>
      alone.send(new DescribeVpcClassicLinkDnsSupportCommand({ MaxResults: 5, NextToken }))
    const first = await page()
    const second = await page(first.NextToken)
    expect([first.Vpcs?.length, second.Vpcs?.length, second.NextToken]).toEqual([5, 1, undefined])
  })
})

describe('refusals', () => {
  const UNKNOWN = 'vpc-0123456789abcdef0'
  test.each([
    ['enable', (VpcId: string) => ec2.send(new EnableVpcClassicLinkCommand({ VpcId }))],
    ['disable', (VpcId: string) => ec2.send(new DisableVpcClassicLinkCommand({ VpcId }))],
    ['enable DNS', (VpcId: string) => ec2.send(new EnableVpcClassicLinkDnsSupportCommand({ VpcId }))],
    ['disable DNS', (VpcId: string) => ec2.send(new DisableVpcClassicLinkDnsSupportCommand({ VpcId }))],
  ])('%s: malformed, unknown, of another account', async (_, call) => {
    const theirs = await vpc('172.20.0.0/16', {}, server.ec2({ account: OTHER_ACCOUNT }))
    for (const [id, code] of [
      ['vpc-x', 'InvalidVpcId.Malformed'],
      [UNKNOWN, 'InvalidVpcID.NotFound'],
      [theirs, 'InvalidVpcID.NotFound'],
    ] as const)
      expect(await refused(call(id))).toMatchObject({ code, status: 400 })
  })

  test('what is described must be there', async () => {
    const of = { VpcIds: [UNKNOWN] }
    const code = 'InvalidVpcID.NotFound'
    expect(await refused(ec2.send(new DescribeVpcClassicLinkCommand(of)))).toMatchObject({ code })
    expect(await refused(ec2.send(new DescribeVpcClassicLinkDnsSupportCommand(of)))).toMatchObject({ code })
  })

  test('DryRun', async () => {
    const VpcId = await vpc('172.20.0.0/16')
    expect(await refused(ec2.send(new EnableVpcClassicLinkCommand({ VpcId, DryRun: true })))).toMatchObject({
      code: 'DryRunOperation',
      status: 412,
    })
    const { Vpcs } = await ec2.send(new DescribeVpcClassicLinkCommand({ VpcIds: [VpcId] }))
    expect(Vpcs?.[0]?.ClassicLinkEnabled).toBe(false)
  })

  test.each([
    ['addresses', '10.2.0.0/16', {}],
    ['hardware', '172.20.0.0/16', { InstanceTenancy: 'dedicated' }],
  ])('conflicting %s', async (_, block, more) => {
    const VpcId = await vpc(block, more)
    expect(await refused(ec2.send(new EnableVpcClassicLinkCommand({ VpcId })))).toMatchObject({
      code: 'InvalidVpcState',
      status: 400,
    })
  })

  test('conflicting routes, before and after', async () => {
    const VpcId = await vpc('10.0.0.0/16')
    const VpcPeeringConnectionId = await peered(VpcId, await vpc('10.1.0.0/16'))
    const { RouteTableId } = await mainTable(VpcId)
    const route = { RouteTableId, DestinationCidrBlock: '10.1.0.0/16', VpcPeeringConnectionId }
    await ec2.send(new CreateRouteCommand(route))
    expect(await refused(ec2.send(new EnableVpcClassicLinkCommand({ VpcId })))).toEqual({
      code: 'InvalidVpcState',
      message: `The route to 10.1.0.0/16 in ${RouteTableId} of the VPC ${VpcId} conflicts with the EC2-Classic range 10.0.0.0/8.`,
      status: 400,
    })
    const other = await enabled('172.20.0.0/16')
    const id = await peered(other, VpcId)
    const { RouteTableId: table } = await mainTable(other)
    const wish = { RouteTableId: table, DestinationCidrBlock: '10.0.0.0/16', VpcPeeringConnectionId: id }
    const code = 'InvalidParameterValue'
    expect(await refused(ec2.send(new CreateRouteCommand(wish)))).toMatchObject({ code })
    expect(await refused(ec2.send(new ReplaceRouteCommand(wish)))).toMatchObject({ code })
  })

  test('an enabled VPC takes no addresses of EC2-Classic', async () => {
    const VpcId = await enabled('10.0.0.0/16')
    const add = (CidrBlock: string) => ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock }))
    expect(await refused(add('10.2.0.0/16'))).toMatchObject({ code: 'CidrConflict' })
    expect((await add('10.1.0.0/16')).VpcId).toBe(VpcId)
  })

  test('linked instances of a VPC that is not enabled', async () => {
    const [a, b] = [await vpc('172.20.0.0/16'), await vpc('172.21.0.0/16')]
    const options = { AllowEgressFromLocalClassicLinkToRemoteVpc: true }
    expect(await refused(setRequester(await peered(a, b), options))).toEqual({
      code: 'InvalidVpcState',
      message: `The VPC ${a} is not enabled for ClassicLink.`,
      status: 400,
    })
  })
})

describe('behaviour', () => {
  test('the route to EC2-Classic comes and goes', async () => {
    const VpcId = await enabled('172.20.0.0/16')
    expect((await mainTable(VpcId)).Routes).toEqual([
      {
        DestinationCidrBlock: '172.20.0.0/16',
        GatewayId: 'local',
        Origin: 'CreateRouteTable',
        State: 'active',
      },
      { DestinationCidrBlock: '10.0.0.0/8', GatewayId: 'local', Origin: 'CreateRoute', State: 'active' },
    ])
    await ec2.send(new EnableVpcClassicLinkCommand({ VpcId }))
    await ec2.send(new DisableVpcClassicLinkCommand({ VpcId }))
    expect(await destinations(VpcId)).toEqual(['172.20.0.0/16'])
  })

  test('peering options: the VPC that speaks to linked instances of the other has the route too', async () => {
    const here = await vpc('172.20.0.0/16')
    const there = await enabled('192.168.0.0/16')
    const id = await peered(here, there)
    await setRequester(id, { AllowEgressFromLocalVpcToRemoteClassicLink: true })
    await ec2.send(
      new ModifyVpcPeeringConnectionOptionsCommand({
        VpcPeeringConnectionId: id,
        AccepterPeeringConnectionOptions: { AllowEgressFromLocalClassicLinkToRemoteVpc: true },
      }),
    )
    const of = { VpcPeeringConnectionIds: [id] }
    const [shown] = (await ec2.send(new DescribeVpcPeeringConnectionsCommand(of))).VpcPeeringConnections ?? []
    const options = (out: boolean) => ({
      AllowDnsResolutionFromRemoteVpc: false,
      AllowEgressFromLocalClassicLinkToRemoteVpc: out,
      AllowEgressFromLocalVpcToRemoteClassicLink: !out,
    })
    expect(shown?.RequesterVpcInfo?.PeeringOptions).toEqual(options(false))
    expect(shown?.AccepterVpcInfo?.PeeringOptions).toEqual(options(true))
    expect(await destinations(here)).toEqual(['172.20.0.0/16', '10.0.0.0/8'])
    await ec2.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId: id }))
    expect(await destinations(here)).toEqual(['172.20.0.0/16'])
  })
})

describe('where the operator does not want it', async () => {
  const plain = (await useServer()).ec2()
  const VpcId = 'vpc-0123456789abcdef0'
  test.each([
    ['enable', () => plain.send(new EnableVpcClassicLinkCommand({ VpcId }))],
    ['describe', () => plain.send(new DescribeVpcClassicLinkCommand({}))],
    ['describe DNS', () => plain.send(new DescribeVpcClassicLinkDnsSupportCommand({}))],
  ])('%s: as in a Region that never had it', async (_, call) => {
    expect(await refused(call())).toEqual({
      code: 'UnsupportedOperation',
      message: 'The functionality you requested is not available in this region.',
      status: 400,
    })
  })
})
