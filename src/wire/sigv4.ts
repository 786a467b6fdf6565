/**
 * Signature Version 4, verified: the request is signed again with the key's secret, and the signatures compared in
 * constant time. Every failure is the error that AWS has for it; EC2 words some differently.
 * Source: AWS General Reference, "Signing AWS API requests"; the signer is the SDK's own.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { type Refusal, refuse } from '../model/refusals.ts'
import { type Claim, headerOf, readClaim, readScope } from './credential.ts'
import { parseForm } from './form.ts'
import type { HttpRequest } from './request.ts'
import { type ServiceName, serviceNamed } from './services.ts'
import { Sha256 } from './sha256.ts'

export interface Secret {
  readonly secret: string
  /** Temporary credentials: the token that must come with the key. */
  readonly sessionToken?: string
}

/** Who signed the request, for what. */
export interface Signer {
  readonly accessKeyId: string
  readonly region: string
  readonly service: ServiceName
}

/** How far the client's clock may be from ours, in milliseconds; AWS: 5 minutes. */
const SKEW = 5 * 60_000

/**
 * Who signed the request. `now`: milliseconds since 1970 by the real clock, whatever the network's clock says.
 * Refuses: MissingAuthenticationToken, IncompleteSignature, AuthFailure (EC2) or InvalidClientTokenId for an
 * unknown key, InvalidClientTokenId for a wrong session token, RequestExpired, XAmzContentSHA256Mismatch,
 * SignatureDoesNotMatch.
 */
export async function verify(
  request: HttpRequest,
  lookup: (accessKeyId: string) => Secret | undefined,
  now: number,
): Promise<Signer> {
  const claim = readClaim(request)
  const { accessKeyId, region } = claim
  const service = serviceNamed(claim.service)
  if (!service) throw refuse('SignatureDoesNotMatch/scope')
  const key = lookup(accessKeyId)
  if (!key) throw refuse(service === 'ec2' ? 'AuthFailure' : 'InvalidClientTokenId')
  if (!sameText(claim.sessionToken ?? '', key.sessionToken ?? '')) throw refuse('InvalidClientTokenId')
  const no = whyNotNow(claim, service, now) ?? whyNotCovered(request, claim)
  if (no) throw no
  if (!sameText(await sign(request, claim, key), claim.signature)) throw refuse('SignatureDoesNotMatch')
  return { accessKeyId, region, service }
}

/** Who a request says has signed it, unverified; undefined where it does not say. For servers that trust any key. */
export function readUnverified(request: HttpRequest): Signer | undefined {
  const scope = readScope(request)
  const service = serviceNamed(scope?.service)
  return scope && service && { accessKeyId: scope.accessKeyId, region: scope.region, service }
}

function whyNotNow(claim: Claim, service: ServiceName, now: number): Refusal | undefined {
  const { signedAt, signedAtText, date, expires } = claim
  if (!signedAtText.startsWith(date)) return refuse('SignatureDoesNotMatch/scope-date', date, signedAtText)
  const early = signedAt > now + SKEW
  const late = now > signedAt + (expires === undefined ? SKEW : expires * 1000)
  if (!early && !late) return undefined
  if (service === 'ec2') return refuse('RequestExpired')
  return early
    ? refuse('SignatureDoesNotMatch/not-yet-current', signedAtText, basicTime(now + SKEW))
    : refuse(
        'SignatureDoesNotMatch/expired',
        signedAtText,
        basicTime(expires === undefined ? now - SKEW : now),
      )
}

/** What must be signed: the host and every `x-amz-` header; and a body that is announced is the one that came. */
function whyNotCovered(request: HttpRequest, { signedHeaders }: Claim): Refusal | undefined {
  const unsigned = ['host', ...Object.keys(request.headers).filter(name => name.startsWith('x-amz-'))].find(
    name => !signedHeaders.has(name),
  )
  if (unsigned) return refuse('SignatureDoesNotMatch/unsigned-header', unsigned)
  const announced = headerOf(request, 'x-amz-content-sha256')
  if (announced === undefined || announced === createHash('sha256').update(request.body).digest('hex')) {
    return undefined
  }
  return refuse('XAmzContentSHA256Mismatch')
}

/** The signature that the request would have, had the key signed it. */
async function sign(request: HttpRequest, claim: Claim, { secret, sessionToken }: Secret): Promise<string> {
  const { accessKeyId, region, service, signedHeaders } = claim
  const signer = new SignatureV4({
    credentials: {
      accessKeyId,
      secretAccessKey: secret,
      ...(sessionToken !== undefined && { sessionToken }),
    },
    region,
    service,
    sha256: Sha256,
    applyChecksum: false,
  })
  const unsigned = unsignedRequest(request, claim)
  const options = { signingDate: new Date(claim.signedAt), signableHeaders: new Set(signedHeaders) }
  if (claim.expires === undefined) {
    const { headers } = await signer.sign(unsigned, options)
    return headers.authorization?.slice(-SIGNATURE_LENGTH) ?? ''
  }
  const presigning = { ...options, expiresIn: claim.expires, unhoistableHeaders: new Set(signedHeaders) }
  const { query } = await signer.presign(unsigned, presigning)
  return String(query?.['X-Amz-Signature'])
}

const SIGNATURE_LENGTH = 64

/** The request as it was before it was signed, in the signer's form: only what was signed. */
function unsignedRequest(request: HttpRequest, { signedHeaders }: Claim) {
  const headers: Record<string, string> = {}
  for (const name of signedHeaders) {
    const value = headerOf(request, name)
    if (value !== undefined) headers[name] = value
  }
  const query: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of parseForm(request.query)) {
    query[name] = name in query ? [query[name] ?? [], value].flat() : value
  }
  const { method, path, body } = request
  return { method, protocol: 'http:', hostname: '', path, query, headers, body }
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** `20261122T020755Z` */
const basicTime = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')
