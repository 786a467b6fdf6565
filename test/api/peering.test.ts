/** The six operations on peerings, from two accounts and two Regions with credentials of their own. */
import {
  AcceptVpcPeeringConnectionCommand as Accept,
  AssociateVpcCidrBlockCommand,
  CreateVpcPeeringConnectionCommand as Create,
  CreateRouteCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteVpcPeeringConnectionCommand as Delete,
  DeleteVpcCommand,
  DescribeVpcPeeringConnectionsCommand as Describe,
  DescribeRouteTablesCommand,
  type DescribeVpcPeeringConnectionsCommandInput,
  type EC2Client,
  ModifyVpcPeeringConnectionOptionsCommand as Modify,
  ModifyVpcAttributeCommand,
  RejectVpcPeeringConnectionCommand as Reject,
  type VpcPeeringConnection,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

let server: TestServer
let us: EC2Client
let them: EC2Client
let usInEurope: EC2Client
let themInEurope: EC2Client

beforeAll(async () => {
  server = await startServer()
  us = server.ec2()
  them = server.ec2({ account: OTHER_ACCOUNT })
  usInEurope = server.ec2({ region: 'eu-west-1' })
  themInEurope = server.ec2({ account: OTHER_ACCOUNT, region: 'eu-west-1' })
})
afterAll(() => server.close())

const OFF = {
  AllowDnsResolutionFromRemoteVpc: false,
  AllowEgressFromLocalClassicLinkToRemoteVpc: false,
  AllowEgressFromLocalVpcToRemoteClassicLink: false,
}

async function vpc(client: EC2Client, CidrBlock: string): Promise<string> {
  const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock }))
  return Vpc?.VpcId ?? ''
}

interface Ends {
  readonly requester?: EC2Client
  readonly accepter?: EC2Client
  readonly blocks?: readonly [string, string]
  readonly peer?: { readonly PeerOwnerId?: string; readonly PeerRegion?: string }
}

/** Two VPCs and a request from one to the other. */
async function requested({
  requester = us,
  accepter = us,
  blocks = ['10.1.0.0/16', '10.2.0.0/16'],
  peer,
}: Ends = {}) {
  const VpcId = await vpc(requester, blocks[0])
  const PeerVpcId = await vpc(accepter, blocks[1])
  const { VpcPeeringConnection: made } = await requester.send(new Create({ VpcId, PeerVpcId, ...peer }))
  return { VpcId, PeerVpcId, made, id: made?.VpcPeeringConnectionId ?? '' }
}

async function active(ends: Ends = {}) {
  const request = await requested(ends)
  await (ends.accepter ?? us).send(new Accept({ VpcPeeringConnectionId: request.id }))
  await server.settled()
  return request
}

async function shown(client: EC2Client, id: string): Promise<VpcPeeringConnection | undefined> {
  const answer = await client.send(new Describe({ VpcPeeringConnectionIds: [id] }))
  return answer.VpcPeeringConnections?.[0]
}

const stateOf = async (client: EC2Client, id: string) => (await shown(client, id))?.Status?.Code

const toThem = { accepter: { PeerOwnerId: OTHER_ACCOUNT } }

describe('shape', () => {
  test('each state, field by field, as in the articles and as recorded from AWS', async () => {
    const blocks = ['10.1.0.0/16', '10.2.0.0/16'] as const
    const request = await requested({
      accepter: server.ec2({ account: OTHER_ACCOUNT }),
      blocks,
      peer: toThem.accepter,
    })
    const { VpcId, PeerVpcId, id } = request
    const requesterIds = { OwnerId: ACCOUNT, VpcId, Region: 'us-east-1' }
    const accepterIds = { OwnerId: OTHER_ACCOUNT, VpcId: PeerVpcId, Region: 'us-east-1' }
    const full = (block: string) => ({
      CidrBlock: block,
      CidrBlockSet: [{ CidrBlock: block }],
      PeeringOptions: OFF,
    })
    const common = { Tags: [], VpcPeeringConnectionId: id }
    const before = {
      ...common,
      RequesterVpcInfo: { ...full(blocks[0]), ...requesterIds },
      AccepterVpcInfo: accepterIds,
      ExpirationTime: expect.any(Date),
    }
    expect(request.made).toEqual({
      ...before,
      Status: { Code: 'initiating-request', Message: `Initiating Request to ${OTHER_ACCOUNT}` },
    })
    const pending = {
      ...before,
      Status: { Code: 'pending-acceptance', Message: `Pending Acceptance by ${OTHER_ACCOUNT}` },
    }
    expect(await shown(us, id)).toEqual(pending)
    expect(await shown(them, id)).toEqual(pending)
    const days = ((await shown(us, id))?.ExpirationTime?.getTime() ?? 0) - server.engine.now
    expect(days / 86_400_000).toBeCloseTo(7, 2)

    const both = {
      ...common,
      RequesterVpcInfo: { ...full(blocks[0]), ...requesterIds },
      AccepterVpcInfo: { ...full(blocks[1]), ...accepterIds },
    }
    const accepted = await them.send(new Accept({ VpcPeeringConnectionId: id }))
    expect(accepted.VpcPeeringConnection).toEqual({
      ...both,
      Status: { Code: 'provisioning', Message: 'Provisioning' },
    })
    await server.settled()
    expect(await shown(us, id)).toEqual({ ...both, Status: { Code: 'active', Message: 'Active' } })

    expect((await us.send(new Delete({ VpcPeeringConnectionId: id }))).Return).toBe(true)
    const deleted = {
      ...common,
      RequesterVpcInfo: requesterIds,
      AccepterVpcInfo: accepterIds,
      Status: { Code: 'deleted', Message: `Deleted by ${ACCOUNT}` },
    }
    expect(await shown(them, id)).toEqual(deleted)
  })

  test('IPv6 blocks are shown when there are any', async () => {
    const { id, VpcId } = await active()
    await us.send(new AssociateVpcCidrBlockCommand({ VpcId, AmazonProvidedIpv6CidrBlock: true }))
    const info = (await shown(us, id))?.RequesterVpcInfo
    expect(info?.Ipv6CidrBlockSet).toEqual([{ Ipv6CidrBlock: expect.stringMatching(/::\/56$/) }])
    expect((await shown(us, id))?.AccepterVpcInfo?.Ipv6CidrBlockSet).toBeUndefined()
  })

  test('tags at creation and afterwards belong to the account that set them', async () => {
    const VpcId = await vpc(us, '10.3.0.0/16')
    const PeerVpcId = await vpc(them, '10.4.0.0/16')
    const TagSpecifications = [
      { ResourceType: 'vpc-peering-connection' as const, Tags: [{ Key: 'Name', Value: 'ours' }] },
    ]
    const made = await us.send(
      new Create({ VpcId, PeerVpcId, PeerOwnerId: OTHER_ACCOUNT, TagSpecifications }),
    )
    const id = made.VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
    expect(made.VpcPeeringConnection?.Tags).toEqual([{ Key: 'Name', Value: 'ours' }])
    expect((await shown(them, id))?.Tags).toEqual([])
    await them.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: 'Name', Value: 'theirs' }] }))
    expect((await shown(us, id))?.Tags).toEqual([{ Key: 'Name', Value: 'ours' }])
    expect((await shown(them, id))?.Tags).toEqual([{ Key: 'Name', Value: 'theirs' }])
  })

  test('options are echoed as given', async () => {
    const { id } = await active()
    const RequesterPeeringConnectionOptions = { AllowEgressFromLocalClassicLinkToRemoteVpc: false }
    const answer = await us.send(
      new Modify({ VpcPeeringConnectionId: id, RequesterPeeringConnectionOptions }),
    )
    expect(answer.RequesterPeeringConnectionOptions).toEqual(RequesterPeeringConnectionOptions)
    expect(answer.AccepterPeeringConnectionOptions).toBeUndefined()
  })
})

describe('refusals', () => {
  const UNKNOWN = 'pcx-0123456789abcdef0'
  const unknown = {
    code: 'InvalidVpcPeeringConnectionID.NotFound',
    message: `The vpcPeeringConnection ID '${UNKNOWN}' does not exist`,
    status: 400,
  }
  const malformed = {
    code: 'InvalidVpcPeeringConnectionId.Malformed',
    message: 'Invalid id: "pcx-x" (expecting "pcx-...")',
    status: 400,
  }
  test.each([
    ['accept', (VpcPeeringConnectionId: string) => us.send(new Accept({ VpcPeeringConnectionId }))],
    ['reject', (VpcPeeringConnectionId: string) => us.send(new Reject({ VpcPeeringConnectionId }))],
    ['delete', (VpcPeeringConnectionId: string) => us.send(new Delete({ VpcPeeringConnectionId }))],
    ['modify', (VpcPeeringConnectionId: string) => us.send(new Modify({ VpcPeeringConnectionId }))],
    ['describe', (id: string) => us.send(new Describe({ VpcPeeringConnectionIds: [id] }))],
  ])('%s of an id that is unknown or none', async (_name, call) => {
    expect(await refused(call(UNKNOWN))).toEqual(unknown)
    expect(await refused(call('pcx-x'))).toEqual(malformed)
  })

  test('create looks at its parameters and at the requester’s VPC', async () => {
    const own = await vpc(us, '10.1.0.0/16')
    const theirs = await vpc(them, '10.2.0.0/16')
    const create = (input: object) => refused(us.send(new Create(input as never)))
    expect(await create({ PeerVpcId: own })).toMatchObject({
      code: 'MissingParameter',
      message: 'The request must contain the parameter vpcId',
    })
    expect(await create({ VpcId: own })).toMatchObject({
      code: 'MissingParameter',
      message: 'The request must contain the parameter peerVpcId',
    })
    expect(await create({ VpcId: theirs, PeerVpcId: own })).toMatchObject({
      code: 'InvalidVpcID.NotFound',
      message: `The vpc ID '${theirs}' does not exist`,
    })
    expect(await create({ VpcId: own, PeerVpcId: own })).toMatchObject({ code: 'InvalidParameterValue' })
    expect(await create({ VpcId: own, PeerVpcId: theirs, PeerOwnerId: 'x' })).toMatchObject({
      code: 'InvalidParameterValue',
    })
    const TagSpecifications = [{ ResourceType: 'vpc', Tags: [{ Key: 'k', Value: 'v' }] }]
    expect(await create({ VpcId: own, PeerVpcId: theirs, TagSpecifications })).toMatchObject({
      code: 'InvalidParameterValue',
      message: "'vpc' is not a valid taggable resource type for this operation.",
    })
  })

  test('only the accepter answers, in its Region', async () => {
    const { id } = await requested({
      accepter: themInEurope,
      peer: { PeerOwnerId: OTHER_ACCOUNT, PeerRegion: 'eu-west-1' },
    })
    const VpcPeeringConnectionId = id
    for (const [Answer, verb] of [
      [Accept, 'accept'],
      [Reject, 'reject'],
    ] as const) {
      expect(await refused(us.send(new Answer({ VpcPeeringConnectionId })))).toEqual({
        code: 'OperationNotPermitted',
        message: `User ${ACCOUNT} cannot ${verb} peering ${id}`,
        status: 400,
      })
    }
    expect(await refused(them.send(new Accept({ VpcPeeringConnectionId })))).toMatchObject({
      code: 'InvalidVpcPeeringConnectionID.NotFound',
    })
    await themInEurope.send(new Accept({ VpcPeeringConnectionId }))
  })

  test('within one account, the Region is what is wrong', async () => {
    const { id } = await requested({ accepter: usInEurope, peer: { PeerRegion: 'eu-west-1' } })
    expect(await refused(us.send(new Accept({ VpcPeeringConnectionId: id })))).toEqual({
      code: 'OperationNotPermitted',
      message: `Incorrect region (us-east-1) specified for this request. VPC peering connection ${id} must be accepted in region eu-west-1`,
      status: 400,
    })
  })

  test('a third account and a third Region see nothing', async () => {
    const { id } = await active({ accepter: them, peer: toThem.accepter })
    for (const stranger of [server.ec2({ account: '333333333333' }), usInEurope]) {
      expect(await refused(stranger.send(new Delete({ VpcPeeringConnectionId: id })))).toMatchObject({
        code: 'InvalidVpcPeeringConnectionID.NotFound',
      })
      const all = await stranger.send(new Describe({}))
      expect(all.VpcPeeringConnections?.map(one => one.VpcPeeringConnectionId)).not.toContain(id)
    }
  })

  test('wrong states', async () => {
    const { id: VpcPeeringConnectionId } = await active()
    const transition = (to: string) => ({
      code: 'InvalidStateTransition',
      message: `Invalid state transition for ${VpcPeeringConnectionId}, attempted to transition from active to ${to}`,
      status: 400,
    })
    expect(await refused(us.send(new Accept({ VpcPeeringConnectionId })))).toEqual(transition('provisioning'))
    expect(await refused(us.send(new Reject({ VpcPeeringConnectionId })))).toEqual(transition('rejected'))
  })

  test('a rejected request can be neither accepted nor deleted', async () => {
    const { id: VpcPeeringConnectionId } = await requested()
    await us.send(new Reject({ VpcPeeringConnectionId }))
    expect(await shown(us, VpcPeeringConnectionId)).toMatchObject({
      Status: { Code: 'rejected', Message: `Rejected by ${ACCOUNT}` },
    })
    expect(await refused(us.send(new Delete({ VpcPeeringConnectionId })))).toMatchObject({
      code: 'InvalidStateTransition',
      message: `Invalid state transition for ${VpcPeeringConnectionId}, attempted to transition from rejected to deleting`,
    })
    expect(await refused(us.send(new Accept({ VpcPeeringConnectionId })))).toMatchObject({
      code: 'InvalidStateTransition',
    })
  })

  test('a request that waits is deleted by its requester only', async () => {
    const { id: VpcPeeringConnectionId } = await requested({ accepter: them, peer: toThem.accepter })
    expect(await refused(them.send(new Delete({ VpcPeeringConnectionId })))).toMatchObject({
      code: 'OperationNotPermitted',
    })
    await us.send(new Delete({ VpcPeeringConnectionId }))
    expect(await stateOf(us, VpcPeeringConnectionId)).toBe('deleted')
  })

  test('options: not active, the other side, ClassicLink', async () => {
    const pending = await requested()
    const flags = { AllowDnsResolutionFromRemoteVpc: true }
    expect(
      await refused(
        us.send(new Modify({ VpcPeeringConnectionId: pending.id, RequesterPeeringConnectionOptions: flags })),
      ),
    ).toEqual({
      code: 'OperationNotPermitted',
      message: `Peering ${pending.id} is not active. Peering options can be added only to active peerings.`,
      status: 400,
    })
    const { id } = await active({ accepter: them, peer: toThem.accepter })
    expect(
      await refused(
        us.send(new Modify({ VpcPeeringConnectionId: id, AccepterPeeringConnectionOptions: flags })),
      ),
    ).toMatchObject({
      code: 'OperationNotPermitted',
      message: `User ${ACCOUNT} does not have permission to modify the accepter side peering options`,
    })
  })

  test('between Regions the ClassicLink options are refused even when off', async () => {
    const { id } = await requested({ accepter: usInEurope, peer: { PeerRegion: 'eu-west-1' } })
    await usInEurope.send(new Accept({ VpcPeeringConnectionId: id }))
    await server.settled()
    expect(
      await refused(
        us.send(new Modify({ VpcPeeringConnectionId: id, RequesterPeeringConnectionOptions: OFF })),
      ),
    ).toMatchObject({
      code: 'OperationNotPermitted',
      message:
        'Modifying VPC peering connection options AllowEgressFromLocalClassicLinkToRemoteVpc, AllowEgressFromLocalVpcToRemoteClassicLink is not supported for cross-region VPC peering connections',
    })
  })

  test('DNS resolution needs DNS hostnames in both VPCs', async () => {
    const { id, VpcId, PeerVpcId } = await active()
    const modify = () =>
      us.send(
        new Modify({
          VpcPeeringConnectionId: id,
          AccepterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: true },
        }),
      )
    expect(await refused(modify())).toMatchObject({
      code: 'InvalidVpcPeeringConnectionState.DnsHostnamesDisabled',
    })
    for (const id of [VpcId, PeerVpcId])
      await us.send(new ModifyVpcAttributeCommand({ VpcId: id, EnableDnsHostnames: { Value: true } }))
    await modify()
    const now = await shown(us, id)
    expect(now?.AccepterVpcInfo?.PeeringOptions).toEqual({ ...OFF, AllowDnsResolutionFromRemoteVpc: true })
    expect(now?.RequesterVpcInfo?.PeeringOptions).toEqual(OFF)
  })

  test('DryRun refuses what would be refused, and changes nothing', async () => {
    const VpcId = await vpc(us, '10.1.0.0/16')
    const PeerVpcId = await vpc(us, '10.2.0.0/16')
    expect(await refused(us.send(new Create({ VpcId, PeerVpcId, DryRun: true })))).toEqual({
      code: 'DryRunOperation',
      message: 'Request would have succeeded, but DryRun flag is set.',
      status: 412,
    })
    const Filters = [{ Name: 'requester-vpc-info.vpc-id', Values: [VpcId] }]
    expect((await us.send(new Describe({ Filters }))).VpcPeeringConnections).toEqual([])
  })
})

describe('behaviour', () => {
  test('asked again, the one there is answers; the reverse is another, whose acceptance is refused', async () => {
    const { id, VpcId, PeerVpcId } = await requested()
    const again = await us.send(new Create({ VpcId, PeerVpcId }))
    expect(again.VpcPeeringConnection?.VpcPeeringConnectionId).toBe(id)
    const reverse = await us.send(new Create({ VpcId: PeerVpcId, PeerVpcId: VpcId }))
    const other = reverse.VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
    expect(other).not.toBe(id)
    await us.send(new Accept({ VpcPeeringConnectionId: id }))
    expect(await refused(us.send(new Accept({ VpcPeeringConnectionId: other })))).toEqual({
      code: 'VpcPeeringConnectionAlreadyExists',
      message: `The vpc peering connection identified by ${id} already exists.`,
      status: 400,
    })
  })

  test.each([
    ['equal blocks', ['10.1.0.0/16', '10.1.0.0/16']],
    ['a block within the other', ['10.1.0.0/16', '10.1.4.0/24']],
  ] as const)('%s make a failed peering', async (_name, blocks) => {
    const { id } = await requested({ blocks })
    expect((await shown(us, id))?.Status).toEqual({
      Code: 'failed',
      Message: 'Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range',
    })
    for (const Command of [Accept, Reject])
      expect(await refused(us.send(new Command({ VpcPeeringConnectionId: id })))).toMatchObject({
        code: 'InvalidStateTransition',
      })
    expect(await refused(us.send(new Delete({ VpcPeeringConnectionId: id })))).toMatchObject({
      message: `Invalid state transition for ${id}, attempted to transition from failed to deleting`,
    })
  })

  test('a secondary block that overlaps makes it fail too', async () => {
    const VpcId = await vpc(us, '10.1.0.0/16')
    const PeerVpcId = await vpc(us, '10.2.0.0/16')
    for (const id of [VpcId, PeerVpcId])
      await us.send(new AssociateVpcCidrBlockCommand({ VpcId: id, CidrBlock: '100.64.0.0/16' }))
    const made = await us.send(new Create({ VpcId, PeerVpcId }))
    expect(await stateOf(us, made.VpcPeeringConnection?.VpcPeeringConnectionId ?? '')).toBe('failed')
  })

  test('a wrong VPC, account, Region or partition fails, and only the requester sees it', async () => {
    const VpcId = await vpc(us, '10.1.0.0/16')
    const PeerVpcId = await vpc(them, '10.2.0.0/16')
    const wrong = [
      { PeerVpcId: 'vpc-0123456789abcdef0' },
      { PeerVpcId },
      { PeerVpcId, PeerOwnerId: OTHER_ACCOUNT, PeerRegion: 'eu-west-1' },
      { PeerVpcId, PeerOwnerId: OTHER_ACCOUNT, PeerRegion: 'cn-north-1' },
      { PeerVpcId, PeerOwnerId: OTHER_ACCOUNT, PeerRegion: 'xx-none-1' },
    ]
    for (const peer of wrong) {
      const { VpcPeeringConnection: made } = await us.send(new Create({ VpcId, ...peer }))
      const id = made?.VpcPeeringConnectionId ?? ''
      expect(made?.Status?.Code).toBe('initiating-request')
      expect(await stateOf(us, id)).toBe('failed')
      expect(await refused(shown(them, id))).toMatchObject({ code: 'InvalidVpcPeeringConnectionID.NotFound' })
    }
  })

  test('overlap among the peers of one VPC is allowed', async () => {
    const hub = await vpc(us, '10.1.0.0/16')
    for (const _ of ['b', 'c']) {
      const PeerVpcId = await vpc(us, '10.2.0.0/16')
      const made = await us.send(new Create({ VpcId: hub, PeerVpcId }))
      expect(await stateOf(us, made.VpcPeeringConnection?.VpcPeeringConnectionId ?? '')).toBe(
        'pending-acceptance',
      )
    }
  })

  test('between Regions: the same id on both sides, deleting before deleted', async () => {
    const { id } = await requested({ accepter: usInEurope, peer: { PeerRegion: 'eu-west-1' } })
    expect(await stateOf(usInEurope, id)).toBe('pending-acceptance')
    await usInEurope.send(new Accept({ VpcPeeringConnectionId: id }))
    await server.settled()
    expect(await stateOf(us, id)).toBe('active')
    await usInEurope.send(new Delete({ VpcPeeringConnectionId: id }))
    await server.settled()
    expect(await stateOf(us, id)).toBe('deleted')
  })

  test('filters', async () => {
    const { id, VpcId, PeerVpcId } = await active({
      accepter: them,
      peer: toThem.accepter,
      blocks: ['10.71.0.0/16', '10.72.0.0/16'],
    })
    await us.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: 'team', Value: 'blue' }] }))
    const expiration = '*T*'
    const rows: readonly [string, string][] = [
      ['accepter-vpc-info.cidr-block', '10.72.0.0/16'],
      ['accepter-vpc-info.vpc-id', PeerVpcId],
      ['requester-vpc-info.cidr-block', '10.71.*'],
      ['requester-vpc-info.vpc-id', VpcId],
      ['vpc-peering-connection-id', id],
      ['tag:team', 'blue'],
    ]
    const found = async (...filters: readonly [string, string][]) => {
      const input: DescribeVpcPeeringConnectionsCommandInput = {
        Filters: filters.map(([Name, value]) => ({ Name, Values: [value] })),
      }
      return (await us.send(new Describe(input))).VpcPeeringConnections?.map(
        one => one.VpcPeeringConnectionId,
      )
    }
    for (const row of rows) expect(await found(row)).toEqual([id])
    expect(
      await found(
        ['accepter-vpc-info.owner-id', OTHER_ACCOUNT],
        ['requester-vpc-info.owner-id', ACCOUNT],
        ['status-code', 'active'],
        ['status-message', 'Active'],
        ['expiration-time', expiration],
        ['tag-key', 'team'],
      ),
    ).toEqual([id])
    expect(await found(['accepter-vpc-info.vpc-id', VpcId])).toEqual([])
  })

  test('a VPC with an active peering stays; a request of its own goes with it', async () => {
    const peered = await active()
    expect(await refused(us.send(new DeleteVpcCommand({ VpcId: peered.VpcId })))).toMatchObject({
      code: 'DependencyViolation',
    })
    await us.send(new Delete({ VpcPeeringConnectionId: peered.id }))
    await us.send(new DeleteVpcCommand({ VpcId: peered.VpcId }))
    const pending = await requested()
    await us.send(new DeleteVpcCommand({ VpcId: pending.VpcId }))
    expect(await stateOf(us, pending.id)).toBe('deleted')
  })

  test('a block added while peered: refused if it overlaps, shown to the peer if not', async () => {
    const { id, VpcId } = await active()
    const add = (CidrBlock: string) => us.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock }))
    expect(await refused(add('10.2.128.0/20'))).toMatchObject({ code: 'CidrConflict' })
    await add('10.9.0.0/16')
    expect((await shown(us, id))?.RequesterVpcInfo?.CidrBlockSet).toEqual([
      { CidrBlock: '10.1.0.0/16' },
      { CidrBlock: '10.9.0.0/16' },
    ])
  })

  test('a block added by the accepter while pending may make the request fail; the requester adds none', async () => {
    const { id, VpcId, PeerVpcId } = await requested({ accepter: them, peer: toThem.accepter })
    expect(
      await refused(us.send(new AssociateVpcCidrBlockCommand({ VpcId, CidrBlock: '10.9.0.0/16' }))),
    ).toMatchObject({ code: 'CidrConflict' })
    await them.send(new AssociateVpcCidrBlockCommand({ VpcId: PeerVpcId, CidrBlock: '10.8.0.0/16' }))
    expect(await stateOf(us, id)).toBe('pending-acceptance')
    await them.send(new AssociateVpcCidrBlockCommand({ VpcId: PeerVpcId, CidrBlock: '10.1.3.0/24' }))
    expect(await stateOf(us, id)).toBe('failed')
  })

  test('a route to it is a blackhole until it is active and after it is deleted, and comes back for another', async () => {
    const { id, VpcId } = await requested()
    const Filters = [{ Name: 'vpc-id', Values: [VpcId] }]
    const table = async () => (await us.send(new DescribeRouteTablesCommand({ Filters }))).RouteTables?.[0]
    const RouteTableId = (await table())?.RouteTableId
    await us.send(
      new CreateRouteCommand({
        RouteTableId,
        DestinationCidrBlock: '10.2.0.0/16',
        VpcPeeringConnectionId: id,
      }),
    )
    const state = async () =>
      (await table())?.Routes?.find(route => route.VpcPeeringConnectionId === id)?.State
    expect(await state()).toBe('blackhole')
    await us.send(new Accept({ VpcPeeringConnectionId: id }))
    await server.settled()
    expect(await state()).toBe('active')
    await us.send(new Delete({ VpcPeeringConnectionId: id }))
    expect(await state()).toBe('blackhole')
  })
})

describe('time', () => {
  test('a request expires after seven days, is shown for two more, and is gone', async () => {
    const { id } = await requested({ accepter: them, peer: toThem.accepter })
    await server.advance('7d')
    for (const side of [us, them])
      expect((await shown(side, id))?.Status).toEqual({ Code: 'expired', Message: 'Expired' })
    await server.advance('47h')
    expect(await stateOf(them, id)).toBe('expired')
    await server.advance('1h')
    for (const side of [us, them])
      expect(await refused(shown(side, id))).toMatchObject({ code: 'InvalidVpcPeeringConnectionID.NotFound' })
    expect(server.engine.network.peerings.get(id)).toBeUndefined()
  })

  test('a deleted one is shown two hours to its deleter, two days to the other', async () => {
    const { id } = await active({ accepter: them, peer: toThem.accepter })
    await them.send(new Delete({ VpcPeeringConnectionId: id }))
    await server.advance('2h')
    expect(await refused(shown(them, id))).toMatchObject({ code: 'InvalidVpcPeeringConnectionID.NotFound' })
    expect(await stateOf(us, id)).toBe('deleted')
    await server.advance('46h')
    expect(await refused(shown(us, id))).toMatchObject({ code: 'InvalidVpcPeeringConnectionID.NotFound' })
  })
})

describe('quotas', () => {
  test('outstanding requests and active peerings', async () => {
    const small = await startServer({
      quotas: 'aws',
      quota: { 'outstanding-peerings': 2, 'peerings-per-vpc': 1, 'vpcs-per-region': 9 },
    })
    try {
      const ec2 = small.ec2()
      const [a = '', b = '', c = '', d = ''] = await Promise.all(
        [1, 2, 3, 4].map(n => vpc(ec2, `10.${n}.0.0/16`)),
      )
      const create = (VpcId: string, PeerVpcId: string) => ec2.send(new Create({ VpcId, PeerVpcId }))
      const first = await create(a, b)
      const second = await create(a, c)
      expect(await refused(create(a, d))).toMatchObject({
        code: 'OutstandingVpcPeeringConnectionLimitExceeded',
      })
      const accept = (made: typeof first) =>
        ec2.send(new Accept({ VpcPeeringConnectionId: made.VpcPeeringConnection?.VpcPeeringConnectionId }))
      await accept(first)
      expect(await refused(accept(second))).toMatchObject({
        code: 'ActiveVpcPeeringConnectionPerVpcLimitExceeded',
      })
      expect(await refused(create(b, d))).toMatchObject({
        code: 'ActiveVpcPeeringConnectionPerVpcLimitExceeded',
      })
    } finally {
      await small.close()
    }
  })
})
