/** Who may do what: policies of users, roles and sessions, per operation and resource, with verified signatures. */
import {
  AcceptVpcPeeringConnectionCommand as Accept,
  CreateVpcPeeringConnectionCommand as CreatePeering,
  CreateRouteCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteVpcPeeringConnectionCommand as DeletePeering,
  DeleteVpcCommand,
  DescribeRouteTablesCommand,
  DescribeVpcsCommand,
  type EC2Client,
  ModifyVpcPeeringConnectionOptionsCommand as ModifyPeering,
  RejectVpcPeeringConnectionCommand as Reject,
  type Tag,
} from '@aws-sdk/client-ec2'
import { DecodeAuthorizationMessageCommand } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allow, type Guarded, type Keys, policy, startGuarded, trust } from './principals.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused } from './server.ts'

const ANN = `arn:aws:iam::${ACCOUNT}:user/ann`

let on: Guarded
let us: EC2Client
let them: EC2Client
let ours: Keys

beforeAll(async () => {
  on = await startGuarded()
  ours = await on.account(ACCOUNT)
  us = on.ec2(ours)
  them = on.ec2(await on.account(OTHER_ACCOUNT))
})
afterAll(() => on.close())

const arn = (of: string, account = ACCOUNT, region = 'us-east-1') => `arn:aws:ec2:${region}:${account}:${of}`
const deny = (Action: string, Resource = '*', rest = {}) => ({
  ...allow(Action, Resource, rest),
  Effect: 'Deny',
})

/** A client for the user ann, who may do this and no more. */
async function annMay(...statements: readonly object[]): Promise<EC2Client> {
  const Policies = statements.length > 0 ? [policy(...statements)] : []
  await on.declare(ACCOUNT, { Users: [{ UserName: 'ann', Policies }] })
  return on.ec2(on.user(ACCOUNT, 'ann'))
}

async function vpc(client: EC2Client, CidrBlock: string, Tags: Tag[] = []): Promise<string> {
  const { Vpc } = await client.send(
    new CreateVpcCommand({ CidrBlock, TagSpecifications: [{ ResourceType: 'vpc', Tags }] }),
  )
  return Vpc?.VpcId ?? ''
}

const peering = async (client: EC2Client, VpcId: string, PeerVpcId: string) => {
  const request = { VpcId, PeerVpcId, PeerOwnerId: OTHER_ACCOUNT }
  const { VpcPeeringConnection } = await client.send(new CreatePeering(request))
  return VpcPeeringConnection?.VpcPeeringConnectionId ?? ''
}

const codeOf = async (call: Promise<unknown>) => {
  try {
    await call
    return 'done'
  } catch (error) {
    return (error as Error).name
  }
}

describe('shape', () => {
  test('UnauthorizedOperation names user, action and resource, and the message can be decoded', async () => {
    const id = await vpc(us, '10.0.0.0/16', [{ Key: 'team', Value: 'blau €' }])
    const ann = await annMay()
    const no = await refused(ann.send(new DeleteVpcCommand({ VpcId: id })))
    const [said = '', encoded = ''] = no.message.split('. Encoded authorization failure message: ')
    expect({ ...no, message: said }).toEqual({
      code: 'UnauthorizedOperation',
      message:
        `You are not authorized to perform this operation. User: ${ANN} is not authorized to perform: ec2:DeleteVpc ` +
        `on resource: ${arn(`vpc/${id}`)} because no identity-based policy allows the ec2:DeleteVpc action`,
      status: 403,
    })
    const { DecodedMessage = '' } = await on
      .sts(ours)
      .send(new DecodeAuthorizationMessageCommand({ EncodedMessage: encoded }))
    const decoded = JSON.parse(DecodedMessage)
    const tag = decoded.context.conditions.items.find(
      (item: { key: string }) => item.key === 'ec2:resourcetag/team',
    )
    expect(tag).toEqual({ key: 'ec2:resourcetag/team', values: { items: [{ value: 'blau €' }] } })
    expect({ ...decoded, context: { ...decoded.context, conditions: undefined } }).toEqual({
      allowed: false,
      explicitDeny: false,
      matchedStatements: { items: [] },
      failures: { items: [] },
      context: {
        principal: { id: expect.stringMatching(/^AIDA/), arn: ANN },
        action: 'ec2:DeleteVpc',
        resource: arn(`vpc/${id}`),
      },
    })
  })

  test('an operation without resources names none', async () => {
    const ann = await annMay(allow('ec2:Describe*', arn('*')))
    expect(await refused(ann.send(new DescribeVpcsCommand({})))).toEqual({
      code: 'UnauthorizedOperation',
      message:
        `You are not authorized to perform this operation. User: ${ANN} is not authorized to perform: ` +
        'ec2:DescribeVpcs because no identity-based policy allows the ec2:DescribeVpcs action',
      status: 403,
    })
  })

  test('an explicit deny is called one', async () => {
    const ann = await annMay(allow('*'), deny('ec2:CreateVpc'))
    const { message } = await refused(vpc(ann, '10.0.0.0/16'))
    expect(message.split('. Encoded')[0]).toBe(
      `You are not authorized to perform this operation. User: ${ANN} is not authorized to perform: ec2:CreateVpc ` +
        `on resource: ${arn('vpc/*')} with an explicit deny in an identity-based policy`,
    )
  })
})

describe('refusals', () => {
  test('authorisation comes before DryRun and before everything that is wrong', async () => {
    const id = await vpc(us, '10.0.0.0/16')
    const missing = { VpcId: 'vpc-00000000000000000' }
    const nothing = await annMay()
    expect(await codeOf(nothing.send(new DeleteVpcCommand({ VpcId: id, DryRun: true })))).toBe(
      'UnauthorizedOperation',
    )
    expect(await codeOf(nothing.send(new DeleteVpcCommand(missing)))).toBe('UnauthorizedOperation')
    const everything = await annMay(allow('ec2:*'))
    expect(await codeOf(everything.send(new DeleteVpcCommand({ VpcId: id, DryRun: true })))).toBe(
      'DryRunOperation',
    )
    expect(await codeOf(everything.send(new DeleteVpcCommand(missing)))).toBe('InvalidVpcID.NotFound')
  })

  test('a user that is declared no more has no key any more', async () => {
    const ann = await annMay(allow('*'))
    expect(await codeOf(ann.send(new DescribeVpcsCommand({})))).toBe('done')
    await on.declare(ACCOUNT, {})
    expect(await codeOf(ann.send(new DescribeVpcsCommand({})))).toBe('AuthFailure')
  })
})

describe('behaviour', () => {
  test('what a policy changes is so at once, with the same key', async () => {
    const before = await annMay()
    const { accessKeyId } = on.user(ACCOUNT, 'ann')
    expect(await codeOf(before.send(new DescribeVpcsCommand({})))).toBe('UnauthorizedOperation')
    await annMay(allow('ec2:DescribeVpcs'))
    expect(on.user(ACCOUNT, 'ann').accessKeyId).toBe(accessKeyId)
    expect(await codeOf(before.send(new DescribeVpcsCommand({})))).toBe('done')
  })

  test('Regions', async () => {
    await annMay(allow('*', '*', { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }))
    const ask = (region: string) => on.ec2(on.user(ACCOUNT, 'ann'), region).send(new DescribeVpcsCommand({}))
    expect(await codeOf(ask('eu-west-1'))).toBe('done')
    expect(await codeOf(ask('us-east-1'))).toBe('UnauthorizedOperation')
  })

  test('tags of the resource', async () => {
    const blue = await vpc(us, '10.0.0.0/16', [{ Key: 'team', Value: 'blue' }])
    const red = await vpc(us, '10.0.0.0/16', [{ Key: 'team', Value: 'red' }])
    const ann = await annMay(
      allow('ec2:DeleteVpc', arn('vpc/*'), {
        Condition: { StringEquals: { 'ec2:ResourceTag/team': 'blue' } },
      }),
    )
    expect(await codeOf(ann.send(new DeleteVpcCommand({ VpcId: red })))).toBe('UnauthorizedOperation')
    expect(await codeOf(ann.send(new DeleteVpcCommand({ VpcId: blue })))).toBe('done')
  })

  test('tags at creation: they may be asked for, and need CreateTags for that operation', async () => {
    const needsTeam = { Condition: { Null: { 'aws:RequestTag/team': 'false' } } }
    const creates = allow('ec2:CreateVpc', arn('vpc/*'), needsTeam)
    const tags = allow('ec2:CreateTags', arn('vpc/*'), {
      Condition: {
        StringEquals: { 'ec2:CreateAction': 'CreateVpc' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'cost'] },
      },
    })
    const team = { Key: 'team', Value: 'x' }
    const half = await annMay(creates)
    expect(await codeOf(vpc(half, '10.0.0.0/16', [team]))).toBe('UnauthorizedOperation')
    const whole = await annMay(creates, tags)
    expect(await codeOf(vpc(whole, '10.0.0.0/16'))).toBe('UnauthorizedOperation')
    expect(await codeOf(vpc(whole, '10.0.0.0/16', [team, { Key: 'other', Value: '' }]))).toBe(
      'UnauthorizedOperation',
    )
    const id = await vpc(whole, '10.0.0.0/16', [team])
    const later = new CreateTagsCommand({ Resources: [id], Tags: [team] })
    expect(await codeOf(whole.send(later))).toBe('UnauthorizedOperation')
  })

  test('each resource has to be allowed: a subnet in one VPC only', async () => {
    const [mine, other] = [await vpc(us, '10.0.0.0/16'), await vpc(us, '10.0.0.0/16')]
    const ann = await annMay(
      allow('ec2:CreateSubnet', arn(`vpc/${mine}`)),
      allow('ec2:CreateSubnet', arn('subnet/*'), {
        Condition: { ArnEquals: { 'ec2:Vpc': arn(`vpc/${mine}`) } },
      }),
    )
    const subnet = (VpcId: string) => ann.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24' }))
    expect(await codeOf(subnet(other))).toBe('UnauthorizedOperation')
    expect(await codeOf(subnet(mine))).toBe('done')
  })

  test('a route is a matter of its table, not of its target', async () => {
    const [one, two] = [await vpc(us, '10.1.0.0/16'), await vpc(us, '10.2.0.0/16')]
    const { VpcPeeringConnection: made } = await us.send(new CreatePeering({ VpcId: one, PeerVpcId: two }))
    const found = await us.send(
      new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [one] }] }),
    )
    const table = found.RouteTables?.[0]?.RouteTableId ?? ''
    const ann = await annMay(allow('ec2:CreateRoute', arn(`route-table/${table}`)))
    const route = (RouteTableId: string) =>
      ann.send(
        new CreateRouteCommand({
          RouteTableId,
          DestinationCidrBlock: '10.2.0.0/16',
          VpcPeeringConnectionId: made?.VpcPeeringConnectionId,
        }),
      )
    expect(await codeOf(route('rtb-00000000000000000'))).toBe('UnauthorizedOperation')
    expect(await codeOf(route(table))).toBe('done')
  })
})

describe('peerings', () => {
  test('with one accepter VPC only', async () => {
    const mine = await vpc(us, '10.1.0.0/16')
    const [wanted, other] = [await vpc(them, '10.2.0.0/16'), await vpc(them, '10.3.0.0/16')]
    const ann = await annMay(
      allow('ec2:CreateVpcPeeringConnection', arn('vpc/*')),
      allow('ec2:CreateVpcPeeringConnection', arn('vpc-peering-connection/*'), {
        Condition: { ArnEquals: { 'ec2:AccepterVpc': arn(`vpc/${wanted}`, OTHER_ACCOUNT) } },
      }),
    )
    expect(await codeOf(peering(ann, mine, other))).toBe('UnauthorizedOperation')
    expect(await peering(ann, mine, wanted)).toMatch(/^pcx-/)
  })

  test('only from VPCs with a tag', async () => {
    const tagged = await vpc(us, '10.1.0.0/16', [{ Key: 'Purpose', Value: 'Peering' }])
    const plain = await vpc(us, '10.1.0.0/16')
    const theirs = await vpc(them, '10.2.0.0/16')
    const ann = await annMay(
      allow('ec2:CreateVpcPeeringConnection', arn('vpc/*'), {
        Condition: { StringEquals: { 'ec2:ResourceTag/Purpose': 'Peering' } },
      }),
      allow('ec2:CreateVpcPeeringConnection', arn('vpc-peering-connection/*')),
    )
    expect(await codeOf(peering(ann, plain, theirs))).toBe('UnauthorizedOperation')
    expect(await peering(ann, tagged, theirs)).toMatch(/^pcx-/)
  })

  test('rejected, modified and deleted only by what the policy names', async () => {
    const [mine, theirs] = [await vpc(us, '10.1.0.0/16'), await vpc(us, '10.2.0.0/16')]
    const { VpcPeeringConnection: made } = await us.send(
      new CreatePeering({ VpcId: mine, PeerVpcId: theirs }),
    )
    const VpcPeeringConnectionId = made?.VpcPeeringConnectionId ?? ''
    const options = { RequesterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: false } }
    const calls = (client: EC2Client) => [
      codeOf(client.send(new ModifyPeering({ VpcPeeringConnectionId, ...options, DryRun: true }))),
      codeOf(client.send(new Reject({ VpcPeeringConnectionId, DryRun: true }))),
      codeOf(client.send(new DeletePeering({ VpcPeeringConnectionId, DryRun: true }))),
    ]
    const other = allow('ec2:*', '*', {
      Condition: { StringEquals: { 'ec2:VpcPeeringConnectionID': 'pcx-1' } },
    })
    expect(await Promise.all(calls(await annMay(other)))).toEqual(Array(3).fill('UnauthorizedOperation'))
    const this_ = { StringEquals: { 'ec2:VpcPeeringConnectionID': VpcPeeringConnectionId } }
    const ann = await annMay(allow('ec2:*', arn('vpc-peering-connection/*'), { Condition: this_ }))
    expect(await Promise.all(calls(ann))).not.toContain('UnauthorizedOperation')
  })

  test("a role of the accepter's account, assumed from the requester's, accepts for one requester VPC only", async () => {
    const [mine, stranger] = [await vpc(us, '10.1.0.0/16'), await vpc(us, '10.3.0.0/16')]
    const theirs = await vpc(them, '10.2.0.0/16')
    await on.declare(ACCOUNT, {
      Users: [{ UserName: 'stack', Policies: [policy(allow(['ec2:*', 'sts:AssumeRole']))] }],
    })
    await on.declare(OTHER_ACCOUNT, {
      Roles: [
        {
          RoleName: 'PeerRole',
          AssumeRolePolicyDocument: trust(ACCOUNT),
          Policies: [
            policy(
              allow('ec2:AcceptVpcPeeringConnection', arn(`vpc/${theirs}`, OTHER_ACCOUNT)),
              allow('ec2:AcceptVpcPeeringConnection', arn('vpc-peering-connection/*', OTHER_ACCOUNT), {
                Condition: { ArnEquals: { 'ec2:RequesterVpc': arn(`vpc/${mine}`) } },
              }),
            ),
          ],
        },
      ],
    })
    const stack = on.user(ACCOUNT, 'stack')
    const role = { RoleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/PeerRole` }
    const accepter = on.ec2(await on.assume(stack, role))
    const accept = (VpcPeeringConnectionId: string, client = accepter) =>
      client.send(new Accept({ VpcPeeringConnectionId }))
    const [wanted, unwanted] = [
      await peering(on.ec2(stack), mine, theirs),
      await peering(on.ec2(stack), stranger, theirs),
    ]
    await on.server.settled()
    const no = await refused(accept(unwanted))
    expect(no.message.split(' because')[0]).toBe(
      'You are not authorized to perform this operation. ' +
        `User: arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/PeerRole/session is not authorized to perform: ` +
        `ec2:AcceptVpcPeeringConnection on resource: ${arn(`vpc-peering-connection/${unwanted}`, OTHER_ACCOUNT)}`,
    )
    const sessionPolicy = policy(allow('ec2:Describe*')).PolicyDocument
    const narrowed = on.ec2(await on.assume(stack, { ...role, Policy: JSON.stringify(sessionPolicy) }))
    expect((await refused(accept(wanted, narrowed))).message).toContain(
      'because no session policy allows the ec2:AcceptVpcPeeringConnection action',
    )
    const { VpcPeeringConnection } = await accept(wanted)
    expect(VpcPeeringConnection?.Status?.Code).toBe('provisioning')
  })
})
