/**
 * Policies of IAM: what a principal may do. A document in IAM's JSON is parsed once, at the edge; inside, a policy that
 * makes no sense cannot exist. Evaluated in `policy-decision.ts`.
 * Source: IAM User Guide, "IAM JSON policy reference".
 */
import { type Condition, parseConditions } from './policy-conditions.ts'

export interface Policy {
  /** Version 2012-10-17: `${aws:username}` means something. */
  readonly hasVariables: boolean
  readonly statements: readonly Statement[]
}

export interface Statement {
  readonly sid?: string
  readonly effect: 'Allow' | 'Deny'
  readonly action: Selection
  /** Of a trust policy: everything. */
  readonly resource: Selection
  /** Not of an identity policy. Account ids, ARNs and `*`; services and identity providers never call here. */
  readonly principal?: Selection
  readonly conditions: readonly Condition[]
}

/** What matches one of the patterns; or, negated (`NotAction` …), what matches none. */
export interface Selection {
  readonly negated: boolean
  readonly patterns: readonly string[]
}

/**
 * An identity policy says what its bearer may do, a trust policy who may assume a role, an endpoint policy who may do what
 * through a VPC endpoint.
 */
export type PolicyUse = 'identity' | 'trust' | 'endpoint'

type Json = Readonly<Record<string, unknown>>

const EVERYTHING: Selection = { negated: false, patterns: ['*'] }
const EVERY_STATEMENT = ['Sid', 'Effect', 'Action', 'NotAction', 'Condition']
const ON = ['Resource', 'NotResource']
const BY = ['Principal', 'NotPrincipal']
const MEMBERS = {
  identity: new Set([...EVERY_STATEMENT, ...ON]),
  trust: new Set([...EVERY_STATEMENT, ...BY]),
  endpoint: new Set([...EVERY_STATEMENT, ...ON, ...BY]),
} as const satisfies Record<PolicyUse, ReadonlySet<string>>

/** A document's meaning, or, as a sentence, why it has none. */
export function parsePolicy(document: unknown, use: PolicyUse): Policy | string {
  try {
    return readPolicy(document, use)
  } catch (error) {
    if (error instanceof Malformed) return error.message
    throw error
  }
}

/** The same of a document's text. */
export function parsePolicyText(text: string, use: PolicyUse): Policy | string {
  try {
    return parsePolicy(JSON.parse(text), use)
  } catch {
    return 'Syntax errors in policy.'
  }
}

class Malformed extends Error {}

function readPolicy(document: unknown, use: PolicyUse): Policy {
  const { Version: version = '2008-10-17', Statement: statements, ...rest } = object(document, 'A policy')
  if (version !== '2012-10-17' && version !== '2008-10-17')
    throw new Malformed(`Version is 2012-10-17 or 2008-10-17, not ${JSON.stringify(version)}.`)
  const unknown = Object.keys(rest).find(name => name !== 'Id')
  if (unknown) throw new Malformed(`A policy has no member ${unknown}.`)
  const all = Array.isArray(statements) ? statements : [statements]
  if (all.length === 0) throw new Malformed('A policy has a Statement.')
  return {
    hasVariables: version === '2012-10-17',
    statements: all.map(one => readStatement(object(one, 'A Statement'), use)),
  }
}

function readStatement(statement: Json, use: PolicyUse): Statement {
  const unknown = Object.keys(statement).find(name => !MEMBERS[use].has(name))
  if (unknown) throw new Malformed(`A Statement of this policy has no member ${unknown}.`)
  const { Sid: sid, Effect: effect, Condition: conditions } = statement
  if (effect !== 'Allow' && effect !== 'Deny') throw new Malformed('Effect is Allow or Deny.')
  if (sid !== undefined && typeof sid !== 'string') throw new Malformed('Sid is a text.')
  const read = parseConditions(conditions ?? {})
  if (typeof read === 'string') throw new Malformed(read)
  return {
    ...(sid !== undefined && { sid }),
    effect,
    action: select(statement, 'Action', readActions),
    resource: use === 'trust' ? EVERYTHING : select(statement, 'Resource', readResources),
    ...(use !== 'identity' && { principal: select(statement, 'Principal', readPrincipals) }),
    conditions: read,
  }
}

function select(
  statement: Json,
  name: 'Action' | 'Resource' | 'Principal',
  read: (value: unknown) => readonly string[],
): Selection {
  const [positive, negative] = [statement[name], statement[`Not${name}`]]
  if ((positive === undefined) === (negative === undefined))
    throw new Malformed(`A Statement has either ${name} or Not${name}.`)
  return { negated: negative !== undefined, patterns: read(positive ?? negative) }
}

function readActions(value: unknown): readonly string[] {
  const actions = texts(value, 'Action')
  const odd = actions.find(action => action !== '*' && !/^[\w-]+:[\w*?]+$/.test(action))
  if (odd !== undefined) throw new Malformed(`An action is service:Operation, not '${odd}'.`)
  return actions.map(action => action.toLowerCase())
}

function readResources(value: unknown): readonly string[] {
  const resources = texts(value, 'Resource')
  const odd = resources.find(resource => resource !== '*' && !/^arn:|^\*/.test(resource))
  if (odd !== undefined) throw new Malformed(`A resource is an ARN or *, not '${odd}'.`)
  return resources
}

function readPrincipals(value: unknown): readonly string[] {
  if (value === '*') return ['*']
  const { AWS: aws = [], Service: _, Federated: __, ...others } = object(value, 'A Principal')
  const unknown = Object.keys(others)[0]
  if (unknown) throw new Malformed(`A Principal is AWS, Service or Federated, not ${unknown}.`)
  const principals = texts(aws, 'Principal')
  const odd = principals.find(one => !/^(\*|\d{12}|arn:[\w-]+:(iam|sts)::\d{12}:.+)$/.test(one))
  if (odd !== undefined) throw new Malformed(`Invalid principal in policy: '${odd}'.`)
  return principals
}

function object(value: unknown, what: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Malformed(`${what} is an object.`)
  return value as Json
}

function texts(value: unknown, what: string): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (all.every(one => typeof one === 'string')) return all
  throw new Malformed(`${what} is a text or a list of texts.`)
}
