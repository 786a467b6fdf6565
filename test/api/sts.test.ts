/** STS with verified signatures: who calls, sessions of roles and of users, what they expire by, whom roles trust. */
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2'
import {
  AssumeRoleCommand,
  DecodeAuthorizationMessageCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allow, type Guarded, type Keys, keysOf, policy, startGuarded, trust } from './principals.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused } from './server.ts'

const ROLE = (name: string, account = OTHER_ACCOUNT) => `arn:aws:iam::${account}:role/${name}`
const ANN = `arn:aws:iam::${ACCOUNT}:user/ann`
const ASSUMES = policy(allow('sts:AssumeRole'))

let on: Guarded
let root: Keys
let ann: Keys
let bob: Keys

beforeAll(async () => {
  on = await startGuarded()
  root = await on.account(ACCOUNT)
  await on.account(OTHER_ACCOUNT)
  await on.declare(ACCOUNT, {
    Users: [
      { UserName: 'ann', Policies: [ASSUMES] },
      { UserName: 'bob', Path: '/guests/' },
    ],
    Roles: [
      { RoleName: 'Named', AssumeRolePolicyDocument: trust(`arn:aws:iam::${ACCOUNT}:user/guests/bob`) },
      { RoleName: 'Account', AssumeRolePolicyDocument: trust(ACCOUNT) },
    ],
  })
  await on.declare(OTHER_ACCOUNT, {
    Roles: [
      {
        RoleName: 'Peer',
        AssumeRolePolicyDocument: trust(ACCOUNT),
        Policies: [policy(allow('ec2:*'), allow('sts:*'))],
        MaxSessionDuration: 7_200,
      },
      { RoleName: 'OnlyAnn', Path: '/ops/', AssumeRolePolicyDocument: trust(ANN) },
      { RoleName: 'OnlyBob', AssumeRolePolicyDocument: trust(`arn:aws:iam::${ACCOUNT}:user/guests/bob`) },
      { RoleName: 'Nobody', AssumeRolePolicyDocument: trust('333333333333') },
      { RoleName: 'FromPeer', AssumeRolePolicyDocument: trust(ROLE('Peer')) },
      {
        RoleName: 'Vendor',
        AssumeRolePolicyDocument: trust(ACCOUNT, {
          Condition: { StringEquals: { 'sts:ExternalId': 'customer-7' } },
        }),
      },
    ],
  })
  ann = on.user(ACCOUNT, 'ann')
  bob = on.user(ACCOUNT, 'bob')
})
afterAll(() => on.close())

const whoIs = async (keys: Keys, region?: string) => {
  const { $metadata: _, ...identity } = await on.sts(keys, region).send(new GetCallerIdentityCommand({}))
  return identity
}
const assume = (keys: Keys, RoleArn: string, rest = {}) =>
  on.sts(keys).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'deploy', ...rest }))

describe('shape', () => {
  test('a root, a user and a session say who they are', async () => {
    expect(await whoIs(root)).toEqual({
      UserId: ACCOUNT,
      Account: ACCOUNT,
      Arn: `arn:aws:iam::${ACCOUNT}:root`,
    })
    expect(await whoIs(bob)).toEqual({
      UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
      Account: ACCOUNT,
      Arn: `arn:aws:iam::${ACCOUNT}:user/guests/bob`,
    })
    const session = await on.assume(ann, { RoleArn: ROLE('OnlyAnn').replace('role/', 'role/ops/') })
    expect(await whoIs(session)).toEqual({
      UserId: expect.stringMatching(/^AROA[A-Z2-7]{17}:session$/),
      Account: OTHER_ACCOUNT,
      Arn: `arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/OnlyAnn/session`,
    })
  })

  test('ARNs are of the partition that is called', async () => {
    expect((await whoIs(root, 'cn-north-1')).Arn).toBe(`arn:aws-cn:iam::${ACCOUNT}:root`)
    expect((await whoIs(bob, 'us-gov-west-1')).Arn).toBe(`arn:aws-us-gov:iam::${ACCOUNT}:user/guests/bob`)
  })

  test('AssumeRole answers with credentials of an hour', async () => {
    const { $metadata: _, ...answer } = await assume(ann, ROLE('Peer'))
    const { now } = on.server.engine
    expect(answer).toEqual({
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
        SecretAccessKey: expect.stringMatching(/^.{40}$/),
        SessionToken: expect.any(String),
        Expiration: expect.any(Date),
      },
      AssumedRoleUser: {
        AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:deploy$/),
        Arn: `arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/Peer/deploy`,
      },
    })
    const lasts = Number(answer.Credentials?.Expiration) - now
    expect(lasts).toBeGreaterThan(3_590_000)
    expect(lasts).toBeLessThanOrEqual(3_600_000)
  })

  test('GetAccessKeyInfo says whose a key is', async () => {
    const info = (AccessKeyId: string) => on.sts(root).send(new GetAccessKeyInfoCommand({ AccessKeyId }))
    expect((await info(bob.accessKeyId)).Account).toBe(ACCOUNT)
    expect((await info((await on.assume(ann, { RoleArn: ROLE('Peer') })).accessKeyId)).Account).toBe(
      OTHER_ACCOUNT,
    )
  })
})

describe('refusals', () => {
  const denied = (arn: string, role: string, because = '') => ({
    code: 'AccessDenied',
    message: `User: ${arn} is not authorized to perform: sts:AssumeRole on resource: ${role}${because}`,
    status: 403,
  })
  const BOB = `arn:aws:iam::${ACCOUNT}:user/guests/bob`

  test('a role that trusts somebody else, or is not there', async () => {
    for (const name of ['Nobody', 'OnlyBob', 'None', 'OnlyAnn'])
      expect(await refused(assume(ann, ROLE(name)))).toEqual(denied(ANN, ROLE(name)))
  })

  test('across accounts the caller has to be allowed it too', async () => {
    const because = ' because no identity-based policy allows the sts:AssumeRole action'
    expect(await refused(assume(bob, ROLE('OnlyBob')))).toEqual(denied(BOB, ROLE('OnlyBob'), because))
    expect(await refused(assume(bob, ROLE('Peer')))).toEqual(denied(BOB, ROLE('Peer'), because))
  })

  test('inside the account only where the role trusts the account, not the caller itself', async () => {
    const because = ' because no identity-based policy allows the sts:AssumeRole action'
    const role = ROLE('Account', ACCOUNT)
    expect(await refused(assume(bob, role))).toEqual(denied(BOB, role, because))
    expect((await assume(bob, ROLE('Named', ACCOUNT))).AssumedRoleUser?.Arn).toBe(
      `arn:aws:sts::${ACCOUNT}:assumed-role/Named/deploy`,
    )
  })

  test('the external id has to be right', async () => {
    expect(await refused(assume(ann, ROLE('Vendor')))).toEqual(denied(ANN, ROLE('Vendor')))
    expect(await refused(assume(ann, ROLE('Vendor'), { ExternalId: 'customer-8' }))).toEqual(
      denied(ANN, ROLE('Vendor')),
    )
    const { AssumedRoleUser } = await assume(ann, ROLE('Vendor'), { ExternalId: 'customer-7' })
    expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/Vendor/deploy`)
  })

  test('a role of another partition is not there', async () => {
    const role = ROLE('Peer').replace('arn:aws:', 'arn:aws-cn:')
    expect(await refused(assume(ann, role))).toEqual(denied(ANN, role))
  })

  test.each([
    [{ DurationSeconds: 899 }, 'ValidationError', /at 'durationSeconds'.*greater than or equal to 900$/],
    [{ DurationSeconds: 43_201 }, 'ValidationError', /less than or equal to 43200$/],
    [{ DurationSeconds: 7_201 }, 'ValidationError', /exceeds the MaxSessionDuration set for this role\.$/],
    [
      { RoleSessionName: 'a b' },
      'ValidationError',
      /^1 validation error detected: Value 'a b' at 'roleSessionName'/,
    ],
    [{ RoleArn: 'role/Peer' }, 'ValidationError', /^role\/Peer is invalid$/],
    [{ Policy: '{' }, 'MalformedPolicyDocumentException', /^Syntax errors in policy\.$/],
    [{ Tags: [{ Key: 'a', Value: 'b' }] }, 'UnsupportedOperation', /takes the parameter Tags here/],
    [{ TokenCode: '123456' }, 'UnsupportedOperation', /takes the parameter TokenCode here/],
  ])('%j', async (input, code, message) => {
    expect(await refused(assume(ann, ROLE('Peer'), input))).toEqual({
      code,
      message: expect.stringMatching(message),
      status: 400,
    })
  })

  test('a session policy has 2,048 characters at most', async () => {
    expect(await refused(assume(ann, ROLE('Peer'), { Policy: ' '.repeat(2_049) }))).toEqual({
      code: 'PackedPolicyTooLargeException',
      message: 'Packed policy consumes 101% of allotted space, please use smaller policy.',
      status: 400,
    })
  })

  test('a session of a session lasts an hour at most', async () => {
    const peer = await on.assume(ann, { RoleArn: ROLE('Peer') })
    expect(await refused(assume(peer, ROLE('FromPeer'), { DurationSeconds: 3_601 }))).toEqual({
      code: 'ValidationError',
      message:
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      status: 400,
    })
  })

  test('temporary credentials make no session tokens', async () => {
    const session = keysOf((await on.sts(bob).send(new GetSessionTokenCommand({}))).Credentials)
    expect(await refused(on.sts(session).send(new GetSessionTokenCommand({})))).toEqual({
      code: 'AccessDenied',
      message: 'Cannot call GetSessionToken with session credentials',
      status: 403,
    })
  })

  test('a user asks for its own key only if it is allowed', async () => {
    const asked = on.sts(bob).send(new GetAccessKeyInfoCommand({ AccessKeyId: bob.accessKeyId }))
    expect(await refused(asked)).toEqual({
      code: 'AccessDenied',
      message:
        `User: ${BOB} is not authorized to perform: sts:GetAccessKeyInfo ` +
        'because no identity-based policy allows the sts:GetAccessKeyInfo action',
      status: 403,
    })
  })

  test('a message that is none of ours is not decoded', async () => {
    for (const EncodedMessage of ['x', btoa('{}'), btoa('null')])
      expect(
        await refused(on.sts(root).send(new DecodeAuthorizationMessageCommand({ EncodedMessage }))),
      ).toEqual({
        code: 'InvalidAuthorizationMessageException',
        message: 'Message is not valid',
        status: 400,
      })
  })
})

describe('behaviour', () => {
  test('the token has to come with the key', async () => {
    const { sessionToken: _, ...keys } = await on.assume(ann, { RoleArn: ROLE('Peer') })
    expect((await refused(on.sts(keys).send(new GetCallerIdentityCommand({})))).code).toBe(
      'InvalidClientTokenId',
    )
    const wrong = { ...keys, sessionToken: 'another' }
    expect((await refused(on.sts(wrong).send(new GetCallerIdentityCommand({})))).code).toBe(
      'InvalidClientTokenId',
    )
  })

  test('a role assumes a role that trusts it', async () => {
    const peer = await on.assume(ann, { RoleArn: ROLE('Peer') })
    const next = await on.assume(peer, { RoleArn: ROLE('FromPeer') })
    expect((await whoIs(next)).Arn).toBe(`arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/FromPeer/session`)
  })

  test('a session token is its user, for 12 hours, or its root, for one', async () => {
    const sessionOf = async (keys: Keys) => {
      const { Credentials } = await on.sts(keys).send(new GetSessionTokenCommand({}))
      const hours = (Number(Credentials?.Expiration) - on.server.engine.now) / 3_600_000
      return { arn: (await whoIs(keysOf(Credentials))).Arn, hours: Math.ceil(hours) }
    }
    expect(await sessionOf(ann)).toEqual({ arn: ANN, hours: 12 })
    expect(await sessionOf(root)).toEqual({ arn: `arn:aws:iam::${ACCOUNT}:root`, hours: 1 })
  })

  test('credentials expire by the clock, and are forgotten a day later', async () => {
    const session = await on.assume(ann, { RoleArn: ROLE('Peer'), DurationSeconds: 7_200 })
    const identity = () => on.sts(session).send(new GetCallerIdentityCommand({}))
    await on.server.advance('1h')
    expect((await identity()).Account).toBe(OTHER_ACCOUNT)
    await on.server.advance('1h')
    expect(await refused(identity())).toEqual({
      code: 'ExpiredToken',
      message: 'The security token included in the request is expired',
      status: 403,
    })
    expect(await refused(on.ec2(session).send(new DescribeVpcsCommand({})))).toEqual({
      code: 'RequestExpired',
      message: 'Request has expired.',
      status: 400,
    })
    await on.server.advance('24h')
    expect((await refused(identity())).code).toBe('InvalidClientTokenId')
  })
})
