/**
 * Accounts and their access keys, and the AWS config and credentials files that make them usable at once. The files
 * are written anew from the network: one profile per account, `default` for the first.
 */
import { randomInt } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AccessKey, Account } from '../model/account.ts'
import { type Network, put } from '../model/network.ts'
import { newKey } from './access-keys.ts'
import type { Engine } from './engine.ts'
import type { Auth } from './recognise.ts'

/** The account that a new server makes for itself. */
const FIRST = { id: '111111111111', name: 'default' } as const
const DEFAULT_REGION = 'us-east-1'
const NAME = /^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/
const ID = /^\d{12}$/

export interface AccountWish {
  readonly name: string
  /** 12 digits; drawn if absent. */
  readonly id?: string | undefined
}

export interface NewAccount {
  readonly account: Account
  readonly key: AccessKey
}

/** Why an account cannot be made so, as a sentence; undefined if it can. */
export function whyNotAccount(network: Network, { name, id }: AccountWish): string | undefined {
  if (!NAME.test(name))
    return `An account's name begins with a letter and has letters, digits, - and _: '${name}' does not fit.`
  if (id !== undefined && !ID.test(id)) return `An account id has 12 digits: '${id}' does not fit.`
  for (const account of network.accounts.values()) {
    if (account.name === name) return `There is an account named '${name}' already: ${account.id}.`
    if (account.id === id) return `There is an account ${id} already: '${account.name}'.`
  }
  return undefined
}

/** Makes an account with one access key of its root, durably. Ask `whyNotAccount` first. */
export async function createAccount(
  engine: Engine,
  { name, id = randomAccountId() }: AccountWish,
): Promise<NewAccount> {
  const account: Account = { kind: 'account', id, name, createdAt: engine.now }
  const key: AccessKey = {
    kind: 'access-key',
    accountId: id,
    ...newKey(),
  }
  await engine.install('CreateAccount', [put(account), put(key)])
  return { account, key }
}

export async function ensureFirstAccount(engine: Engine): Promise<void> {
  if (engine.network.accounts.size === 0) await createAccount(engine, FIRST)
}

const randomAccountId = (): string => String(randomInt(10 ** 11, 10 ** 12))

export interface AwsFiles {
  readonly config: string
  readonly credentials: string
}

export const awsFilesIn = (directory: string): AwsFiles => ({
  config: join(directory, 'aws-config'),
  credentials: join(directory, 'aws-credentials'),
})

export interface Access {
  readonly endpoint: string
  /** With `open` the access key id of an account is its own id. */
  readonly auth: Auth
}

/** Writes the files for every account there is. `endpoint_url` is for clients that know it (AWS CLI 2.13 and later, SDKs). */
export async function writeAwsFiles(
  network: Network,
  directory: string,
  { endpoint, auth }: Access,
): Promise<void> {
  const files = awsFilesIn(directory)
  const profiles = [...network.accounts.values()].flatMap(account => {
    const key = network.accessKeys.where('account', account.id).find(one => one.userName === undefined)
    return key ? [{ name: account.name, key: auth === 'open' ? { id: account.id, secret: 'any' } : key }] : []
  })
  const config = profiles.map(({ name }) =>
    section(name === FIRST.name ? name : `profile ${name}`, {
      region: DEFAULT_REGION,
      output: 'json',
      endpoint_url: endpoint,
    }),
  )
  const credentials = profiles.map(({ name, key }) =>
    section(name, { aws_access_key_id: key.id, aws_secret_access_key: key.secret }),
  )
  await writeFile(files.config, config.join('\n'), { mode: 0o600 })
  await writeFile(files.credentials, credentials.join('\n'), { mode: 0o600 })
}

const section = (name: string, values: Readonly<Record<string, string>>): string =>
  [`[${name}]`, ...Object.entries(values).map(([key, value]) => `${key} = ${value}`), ''].join('\n')
