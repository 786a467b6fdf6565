/**
 * What a request says of its signature, in the `Authorization` header or in the query string of a presigned URL: who
 * signed it, for which Region and service, when, and what. Nothing is believed yet; wire/sigv4.ts verifies it.
 */
import { refuse } from '../model/refusals.ts'
import { type Parameter, parseForm } from './form.ts'
import type { HttpRequest } from './request.ts'

/** `AKIA…/20261122/eu-west-1/ec2/aws4_request` */
interface Scope {
  readonly accessKeyId: string
  /** `20261122` */
  readonly date: string
  readonly region: string
  readonly service: string
}

export interface Claim extends Scope {
  /** Milliseconds since 1970. */
  readonly signedAt: number
  /** As it stands in the request: `20261122T020755Z`. */
  readonly signedAtText: string
  /** In lower case. */
  readonly signedHeaders: ReadonlySet<string>
  readonly signature: string
  readonly sessionToken?: string | undefined
  /** Present: the URL is presigned and valid for so many seconds. */
  readonly expires?: number
}

const ALGORITHM = 'AWS4-HMAC-SHA256'
const LONGEST_VALIDITY = 7 * 24 * 3600

/** The claim of a request. Refuses: MissingAuthenticationToken, IncompleteSignature, MalformedQueryString. */
export function readClaim(request: HttpRequest): Claim {
  const authorization = headerOf(request, 'authorization')
  if (authorization !== undefined) return readHeader(request, authorization)
  const query = parseForm(request.query)
  if (parameterOf(query, 'X-Amz-Algorithm') === undefined) throw refuse('MissingAuthenticationToken')
  return readPresigned(query)
}

/** The scope that a request names; undefined where it names none. */
export function readScope(request: HttpRequest): Scope | undefined {
  const authorization = headerOf(request, 'authorization')
  const credential = authorization
    ? /Credential=([^\s,]+)/.exec(authorization)?.[1]
    : /(?:^|&)X-Amz-Credential=([^&]+)/.exec(request.query)?.[1]?.replaceAll(/%2f/gi, '/')
  return credential === undefined ? undefined : parseScope(credential)
}

/** A header's value; several of one name are one list. */
export function headerOf({ headers }: Pick<HttpRequest, 'headers'>, name: string): string | undefined {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined
  return typeof value === 'string' || value === undefined ? value : value.join(',')
}

function readHeader(request: HttpRequest, authorization: string): Claim {
  const [algorithm, ...rest] = authorization.trim().split(/\s+/)
  if (algorithm !== ALGORITHM)
    throw refuse('IncompleteSignature', `Unsupported algorithm '${shown(algorithm)}'.`)
  const fields = new Map(rest.join(' ').split(',').map(splitField))
  const part = (name: string) =>
    required(fields.get(name), `Authorization header requires '${name}' parameter.`)
  const date = headerOf(request, 'x-amz-date')
  return {
    ...scopeOf(part('Credential')),
    ...timeOf(required(date, "Authorization header requires existence of a 'X-Amz-Date' header.")),
    signedHeaders: new Set(part('SignedHeaders').toLowerCase().split(';')),
    signature: part('Signature'),
    sessionToken: headerOf(request, 'x-amz-security-token'),
  }
}

function splitField(text: string): [string, string] {
  const [name = '', ...value] = text.trim().split('=')
  return [name, value.join('=')]
}

function readPresigned(query: readonly Parameter[]): Claim {
  const part = (name: string) =>
    required(parameterOf(query, name), `AWS query-string parameters must include '${name}'.`)
  const algorithm = part('X-Amz-Algorithm')
  if (algorithm !== ALGORITHM)
    throw refuse('IncompleteSignature', `Unsupported algorithm '${shown(algorithm)}'.`)
  const expires = /^\d{1,6}$/.test(part('X-Amz-Expires')) ? Number(part('X-Amz-Expires')) : 0
  if (expires < 1 || expires > LONGEST_VALIDITY) {
    throw refuse('IncompleteSignature', `X-Amz-Expires must be between 1 and ${LONGEST_VALIDITY} seconds.`)
  }
  return {
    ...scopeOf(part('X-Amz-Credential')),
    ...timeOf(part('X-Amz-Date')),
    signedHeaders: new Set(part('X-Amz-SignedHeaders').toLowerCase().split(';')),
    signature: part('X-Amz-Signature'),
    sessionToken: parameterOf(query, 'X-Amz-Security-Token'),
    expires,
  }
}

const parameterOf = (query: readonly Parameter[], wanted: string): string | undefined =>
  query.find(([name]) => name === wanted)?.[1]

function required(value: string | undefined, otherwise: string): string {
  if (!value) throw refuse('IncompleteSignature', otherwise)
  return value
}

function scopeOf(credential: string): Scope {
  const scope = parseScope(credential)
  if (!scope) {
    const why =
      'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term,'
    throw refuse('IncompleteSignature', `${why} got '${shown(credential)}'`)
  }
  return scope
}

function parseScope(credential: string): Scope | undefined {
  const [, accessKeyId = '', date = '', region = '', service = ''] =
    /^([\w-]+)\/(\d{8})\/([\w-]+)\/([\w-]+)\/aws4_request$/.exec(credential) ?? []
  return accessKeyId === '' ? undefined : { accessKeyId, date, region, service }
}

function timeOf(text: string): Pick<Claim, 'signedAt' | 'signedAtText'> {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  const signedAt = iso === text ? Number.NaN : Date.parse(iso)
  if (Number.isNaN(signedAt)) {
    throw refuse('IncompleteSignature', `Date must be in ISO-8601 'basic format'. Got '${shown(text)}'.`)
  }
  return { signedAt, signedAtText: text }
}

const shown = (text = ''): string => text.slice(0, 255)
