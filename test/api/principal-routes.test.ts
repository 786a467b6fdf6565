/** Users and roles as the operator declares them over HTTP, on a server that takes any key. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DescribeSubnetsCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHttp } from '../../src/server/http.ts'
import { Keepers } from '../../src/server/keepers.ts'
import { Metrics } from '../../src/server/metrics.ts'
import { addOperatorRoutes } from '../../src/server/operator.ts'
import { allow, keysOf, policy, trust } from './principals.ts'
import { ACCOUNT, OTHER_ACCOUNT, refused, startServer, type TestServer } from './server.ts'

const directory = mkdtempSync(join(tmpdir(), 'isthmus-principals-'))
let server: TestServer
let http: FastifyInstance

beforeAll(async () => {
  server = await startServer()
  const { engine } = server
  http = createHttp({ engine, auth: 'open', metrics: new Metrics(), log: pino({ level: 'silent' }) })
  addOperatorRoutes(http, {
    engine,
    keepers: new Keepers(directory),
    auth: 'open',
    egress: false,
    directory,
    endpoint: () => server.endpoint,
    onDown: () => undefined,
  })
})
afterAll(async () => {
  await http.close()
  await server.close()
  rmSync(directory, { recursive: true })
})

const url = (account: string) => `/_isthmus/accounts/${account}/principals`
const declare = (account: string, payload: object) =>
  http.inject({ method: 'PUT', url: url(account), payload })

const DOCUMENT = {
  Users: [{ UserName: 'ann', Policies: [policy(allow('ec2:DescribeVpcs'))] }],
  Roles: [{ RoleName: 'Peer', AssumeRolePolicyDocument: trust(ACCOUNT) }],
}

describe('shape', () => {
  test('PUT declares, and answers as GET does', async () => {
    const put = await declare(OTHER_ACCOUNT, DOCUMENT)
    const shown = {
      users: [
        {
          name: 'ann',
          arn: `arn:aws:iam::${OTHER_ACCOUNT}:user/ann`,
          keys: [{ id: expect.stringMatching(/^AKIA/), secret: expect.any(String) }],
        },
      ],
      roles: [{ name: 'Peer', arn: `arn:aws:iam::${OTHER_ACCOUNT}:role/Peer` }],
    }
    expect({ status: put.statusCode, body: put.json() }).toEqual({ status: 200, body: shown })
    expect((await http.inject(url(OTHER_ACCOUNT))).json()).toEqual(put.json())
  })
})

describe('refusals', () => {
  test('a document that makes no sense changes nothing', async () => {
    await declare(OTHER_ACCOUNT, DOCUMENT)
    const answer = await declare(OTHER_ACCOUNT, { Users: [{ UserName: 'eve', Policies: [{}] }] })
    expect({ status: answer.statusCode, says: answer.json().message }).toEqual({
      status: 400,
      says: 'A policy of eve: A policy is an object.',
    })
    expect((await http.inject(url(OTHER_ACCOUNT))).json().users).toHaveLength(1)
  })

  test('an account that cannot be', async () => {
    expect((await declare('partner', DOCUMENT)).statusCode).toBe(404)
  })
})

describe('behaviour', () => {
  const settings = { region: 'us-east-1', maxAttempts: 1 }

  test('a key that the server knows is its user, a session its role, any other key an account', async () => {
    const [user] = (await declare(OTHER_ACCOUNT, DOCUMENT)).json().users
    const { endpoint } = server
    const credentials = { accessKeyId: user.keys[0].id, secretAccessKey: 'any' }
    const ann = new EC2Client({ ...settings, endpoint, credentials })
    await ann.send(new DescribeVpcsCommand({}))
    expect((await refused(ann.send(new DescribeSubnetsCommand({})))).code).toBe('UnauthorizedOperation')
    const role = { RoleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/Peer`, RoleSessionName: 'ours' }
    const { Credentials } = await server.sts().send(new AssumeRoleCommand(role))
    const session = new STSClient({ ...settings, endpoint, credentials: keysOf(Credentials) })
    expect((await session.send(new GetCallerIdentityCommand({}))).Arn).toBe(
      `arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/Peer/ours`,
    )
    ann.destroy()
    session.destroy()
  })

  test('a reset takes the network away and leaves who may use it', async () => {
    await declare(OTHER_ACCOUNT, DOCUMENT)
    await http.inject({ method: 'POST', url: '/_isthmus/reset' })
    expect((await http.inject(url(OTHER_ACCOUNT))).json().roles).toHaveLength(1)
  })
})
