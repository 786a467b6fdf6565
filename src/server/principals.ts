/**
 * Users and roles of an account, declared as a whole by one document in the words of CloudFormation's `AWS::IAM::User` and
 * `AWS::IAM::Role`. What the document does not name any more goes, with its keys; what stays keeps its keys and unique ids.
 */
import type { AccessKey } from '../model/account.ts'
import { type Change, drop, type Network, put } from '../model/network.ts'
import { type Policy, parsePolicy } from '../model/policy.ts'
import { isPrincipalName, principalArn, principalId, type Role, type User } from '../model/principal.ts'
import { newKey, newUniqueId } from './access-keys.ts'

/** `{ "Users": [{ "UserName", "Path", "Policies", "AccessKeys" }], "Roles": [{ "RoleName", "Path", "AssumeRolePolicyDocument", "Policies", "MaxSessionDuration" }] }` */
export interface PrincipalsDocument {
  readonly Users?: readonly DeclaredUser[]
  readonly Roles?: readonly DeclaredRole[]
}

interface Declared {
  /** `/` if absent. */
  readonly Path?: string
  readonly Policies?: readonly { readonly PolicyName?: string; readonly PolicyDocument: unknown }[]
}

interface DeclaredUser extends Declared {
  readonly UserName: string
  /** Absent: one is made and kept. */
  readonly AccessKeys?: readonly { readonly AccessKeyId: string; readonly SecretAccessKey: string }[]
}

interface DeclaredRole extends Declared {
  readonly RoleName: string
  readonly AssumeRolePolicyDocument: unknown
  /** Seconds; an hour if absent. */
  readonly MaxSessionDuration?: number
}

/** A document that cannot be declared: the message says why. */
export class Undeclarable extends Error {}

const PATH = /^\/(?:[\u0021-\u007e]+\/)?$/
const KEY_ID = /^\w{16,128}$/

/** What an account has to become what a document declares. Throws Undeclarable. */
export function declarePrincipals(network: Network, accountId: string, document: unknown): readonly Change[] {
  const { Users: users, Roles: roles } = members(document, ['Users', 'Roles'], 'The document')
  const wantedUsers = list(users, 'Users').map(one => readUser(network, accountId, one))
  const wantedRoles = list(roles, 'Roles').map(one => readRole(network, accountId, one))
  const wanted = [...wantedUsers.flatMap(({ user, keys }) => [user, ...keys]), ...wantedRoles]
  const twice = wanted.find((one, at) => wanted.findIndex(other => other.id === one.id) !== at)
  if (twice) throw new Undeclarable(`${twice.id} is declared twice.`)
  const ids = new Set(wanted.map(one => one.id))
  const before = [
    ...network.users.where('account', accountId),
    ...network.roles.where('account', accountId),
    ...network.accessKeys.where('account', accountId).filter(key => key.userName !== undefined),
  ].filter(one => !ids.has(one.id))
  const sessions = network.temporaryCredentials
    .where('account', accountId)
    .filter(({ principal }) => principal && !ids.has(principal.id))
  return [...[...before, ...sessions].map(drop), ...wanted.map(put)]
}

function readUser(network: Network, accountId: string, declared: unknown) {
  const of = members(
    declared,
    ['UserName', 'Path', 'Policies', 'AccessKeys'],
    'A user',
  ) as Partial<DeclaredUser>
  const name = nameOf(of.UserName, 'UserName')
  const id = principalId(accountId, 'user', name)
  const user: User = {
    kind: 'user',
    id,
    accountId,
    name,
    path: pathOf(of.Path),
    uniqueId: network.users.get(id)?.uniqueId ?? newUniqueId('AIDA'),
    policies: policiesOf(of.Policies, name),
  }
  return { user, keys: keysOf(network, user, of.AccessKeys) }
}

function keysOf(network: Network, { accountId, name }: User, declared: unknown): readonly AccessKey[] {
  if (declared !== undefined)
    return list(declared, 'AccessKeys').map(one => readKey(network, accountId, name, one))
  const before = network.accessKeys.where('account', accountId).filter(key => key.userName === name)
  return before.length > 0 ? before : [{ kind: 'access-key', accountId, userName: name, ...newKey() }]
}

function readKey(network: Network, accountId: string, userName: string, declared: unknown): AccessKey {
  const { AccessKeyId: id, SecretAccessKey: secret } = members(
    declared,
    ['AccessKeyId', 'SecretAccessKey'],
    `An access key of ${userName}`,
  )
  if (typeof id !== 'string' || !KEY_ID.test(id))
    throw new Undeclarable(
      `An AccessKeyId has 16 to 128 letters and digits: ${JSON.stringify(id)} does not fit.`,
    )
  if (typeof secret !== 'string' || secret === '') throw new Undeclarable(`${id} needs a SecretAccessKey.`)
  const owner = network.accessKeys.get(id)
  if (owner && (owner.accountId !== accountId || owner.userName === undefined))
    throw new Undeclarable(`There is an access key ${id} already.`)
  return { kind: 'access-key', id, accountId, secret, userName }
}

function readRole(network: Network, accountId: string, declared: unknown): Role {
  const names = ['RoleName', 'Path', 'AssumeRolePolicyDocument', 'Policies', 'MaxSessionDuration']
  const of = members(declared, names, 'A role') as Partial<DeclaredRole>
  const name = nameOf(of.RoleName, 'RoleName')
  const id = principalId(accountId, 'role', name)
  const longestSession = of.MaxSessionDuration ?? 3_600
  if (!Number.isInteger(longestSession) || longestSession < 3_600 || longestSession > 43_200)
    throw new Undeclarable(`MaxSessionDuration of ${name} is from 3600 to 43200 seconds.`)
  return {
    kind: 'role',
    id,
    accountId,
    name,
    path: pathOf(of.Path),
    uniqueId: network.roles.get(id)?.uniqueId ?? newUniqueId('AROA'),
    policies: policiesOf(of.Policies, name),
    trust: parsed(of.AssumeRolePolicyDocument, 'trust', `AssumeRolePolicyDocument of ${name}`),
    longestSession,
  }
}

function policiesOf(declared: unknown, of: string): readonly Policy[] {
  return list(declared, 'Policies').map(one => {
    const policy = members(one, ['PolicyName', 'PolicyDocument'], `A policy of ${of}`)
    return parsed(policy.PolicyDocument, 'identity', `${policy.PolicyName ?? 'A policy'} of ${of}`)
  })
}

function parsed(document: unknown, use: 'identity' | 'trust', what: string): Policy {
  const policy = parsePolicy(document, use)
  if (typeof policy === 'string') throw new Undeclarable(`${what}: ${policy}`)
  return policy
}

function nameOf(name: unknown, member: string): string {
  if (typeof name === 'string' && isPrincipalName(name)) return name
  throw new Undeclarable(
    `${member} has up to 64 letters, digits and _+=,.@-: ${JSON.stringify(name)} does not fit.`,
  )
}

function pathOf(path: unknown = '/'): string {
  if (typeof path === 'string' && PATH.test(path)) return path
  throw new Undeclarable(`A Path begins and ends with /: ${JSON.stringify(path)} does not fit.`)
}

function members(value: unknown, names: readonly string[], what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Undeclarable(`${what} is an object.`)
  const unknown = Object.keys(value).find(name => !names.includes(name))
  if (unknown !== undefined) throw new Undeclarable(`${what} has no member ${unknown}: ${names.join(', ')}.`)
  return value as Readonly<Record<string, unknown>>
}

function list(value: unknown, name: string): readonly unknown[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  throw new Undeclarable(`${name} is a list.`)
}

/** An account's principals as the operator sees them. Their ARNs are those of the partition `aws`; in others only that field differs. */
export const showPrincipals = (network: Network, accountId: string) => ({
  users: network.users.where('account', accountId).map(user => ({
    name: user.name,
    arn: principalArn('aws', user),
    keys: network.accessKeys
      .where('account', accountId)
      .filter(key => key.userName === user.name)
      .map(({ id, secret }) => ({ id, secret })),
  })),
  roles: network.roles
    .where('account', accountId)
    .map(role => ({ name: role.name, arn: principalArn('aws', role) })),
})
