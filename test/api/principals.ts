/** Accounts with users and roles on a server that verifies every signature; clients with their keys. */
import { EC2Client } from '@aws-sdk/client-ec2'
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  type Credentials,
  STSClient,
} from '@aws-sdk/client-sts'
import { createAccount } from '../../src/server/accounts.ts'
import { declarePrincipals, type PrincipalsDocument } from '../../src/server/principals.ts'
import { startServer, type TestServer } from './server.ts'

export interface Keys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export interface Guarded {
  readonly server: TestServer
  /** Makes an account; its root's keys. */
  account(id: string): Promise<Keys>
  /** Declares an account's users and roles, as a whole. */
  declare(accountId: string, document: PrincipalsDocument): Promise<void>
  /** The key of a user. */
  user(accountId: string, name: string): Keys
  ec2(keys: Keys, region?: string): EC2Client
  sts(keys: Keys, region?: string): STSClient
  assume(keys: Keys, input: Partial<AssumeRoleCommandInput>): Promise<Keys>
  close(): Promise<void>
}

export async function startGuarded(): Promise<Guarded> {
  const server = await startServer({ auth: 'keys' })
  const { engine, endpoint } = server
  const settings = (credentials: Keys, region = 'us-east-1') => ({
    endpoint,
    region,
    credentials,
    maxAttempts: 1,
  })
  const clients: { destroy(): void }[] = []
  const kept = <C extends { destroy(): void }>(client: C): C => {
    clients.push(client)
    return client
  }
  const sts = (keys: Keys, region?: string) => kept(new STSClient(settings(keys, region)))
  return {
    server,
    account: async id => {
      const { key } = await createAccount(engine, { name: `account-${id}`, id })
      return { accessKeyId: key.id, secretAccessKey: key.secret }
    },
    declare: (accountId, document) =>
      engine.install('DeclarePrincipals', declarePrincipals(engine.network, accountId, document)),
    user: (accountId, name) => {
      const key = engine.network.accessKeys.where('account', accountId).find(one => one.userName === name)
      return { accessKeyId: key?.id ?? '', secretAccessKey: key?.secret ?? '' }
    },
    ec2: (keys, region) => kept(new EC2Client(settings(keys, region))),
    sts,
    assume: async (keys, input) => {
      const { Credentials } = await sts(keys).send(
        new AssumeRoleCommand({ RoleArn: '', RoleSessionName: 'session', ...input }),
      )
      return keysOf(Credentials)
    },
    close: async () => {
      for (const client of clients) client.destroy()
      await server.close()
    },
  }
}

export const keysOf = (credentials: Credentials | undefined): Keys => ({
  accessKeyId: credentials?.AccessKeyId ?? '',
  secretAccessKey: credentials?.SecretAccessKey ?? '',
  sessionToken: credentials?.SessionToken ?? '',
})

/** A policy of these statements, as CloudFormation has it in `Policies`. */
export const policy = (...statements: readonly object[]) => ({
  PolicyName: 'test',
  PolicyDocument: { Version: '2012-10-17', Statement: statements },
})

export const allow = (
  Action: string | readonly string[],
  Resource: string | readonly string[] = '*',
  rest = {},
) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...rest,
})

/** A trust policy for one principal. */
export const trust = (AWS: string, rest = {}) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole', ...rest },
})
