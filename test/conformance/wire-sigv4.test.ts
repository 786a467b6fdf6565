/** Signatures made by the SDK's own signer and clients, verified by us; and every way in which one can be wrong. */
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { SignatureV4 } from '@smithy/signature-v4'
import { describe, expect, it } from 'vitest'
import type { HttpRequest } from '../../src/wire/request.ts'
import { readUnverified, verify } from '../../src/wire/sigv4.ts'
import { Sha256 } from '../sha256.ts'

const NOW = Date.parse('2026-11-22T02:07:55Z')
const MINUTE = 60_000
const keys: Record<string, { secret: string; sessionToken?: string }> = {
  AKIAALICE: { secret: 'wonder/land+' },
  ASIATEMPORARY: { secret: 'brief', sessionToken: 'token==' },
}
const lookup = (id: string) => (Object.hasOwn(keys, id) ? keys[id] : undefined)

interface Signing {
  readonly key?: string
  readonly secret?: string
  readonly token?: string
  readonly service?: string
  readonly region?: string
  readonly at?: number
  readonly body?: string
  readonly headers?: Record<string, string>
  readonly expiresIn?: number
  readonly query?: Record<string, string | string[]>
  readonly checksum?: boolean
}

const BODY = 'Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=a%20b'

function signerOf({ key = 'AKIAALICE', secret = keys.AKIAALICE?.secret ?? '', token, ...rest }: Signing) {
  return new SignatureV4({
    credentials: { accessKeyId: key, secretAccessKey: secret, ...(token && { sessionToken: token }) },
    region: rest.region ?? 'eu-west-1',
    service: rest.service ?? 'ec2',
    sha256: Sha256,
    applyChecksum: rest.checksum ?? true,
  })
}

const encode = (text: string) => new TextEncoder().encode(text)

const unsigned = ({ body = BODY, headers = {}, query = {} }: Signing) => ({
  method: 'POST',
  protocol: 'http:',
  hostname: '127.0.0.1',
  path: '/',
  headers: { host: '127.0.0.1:4566', 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body,
  query,
})

async function signed(signing: Signing = {}): Promise<HttpRequest> {
  const request = unsigned(signing)
  const { headers } = await signerOf(signing).sign(request, { signingDate: new Date(signing.at ?? NOW) })
  return { method: 'POST', path: '/', query: text(signing.query ?? {}), headers, body: encode(request.body) }
}

async function presigned(signing: Signing = {}): Promise<HttpRequest> {
  const query = { Action: 'DescribeVpcs', Version: '2016-11-15', 'Filter.1.Name': 'a b/+*' }
  const request = {
    ...unsigned({ ...signing, body: '' }),
    method: 'GET',
    headers: { host: '127.0.0.1:4566' },
    query,
  }
  const options = { signingDate: new Date(signing.at ?? NOW), expiresIn: signing.expiresIn ?? 900 }
  const { query: all = {} } = await signerOf(signing).presign(request, options)
  return { method: 'GET', path: '/', query: text(all), headers: request.headers, body: encode('') }
}

const text = (query: Record<string, string | string[] | null>): string =>
  Object.entries(query)
    .flatMap(([name, value]) =>
      [value ?? ''].flat().map(one => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`),
    )
    .join('&')

const alice = { accessKeyId: 'AKIAALICE', region: 'eu-west-1', service: 'ec2' }
const temporary = { key: 'ASIATEMPORARY', secret: 'brief', token: 'token==' }

describe('verify', () => {
  it.each<[string, () => Promise<HttpRequest>, object]>([
    ['a signed request', () => signed(), alice],
    ['another Region', () => signed({ region: 'cn-north-1' }), { ...alice, region: 'cn-north-1' }],
    ['STS', () => signed({ service: 'sts' }), { ...alice, service: 'sts' }],
    ['no checksum header', () => signed({ checksum: false }), alice],
    ['an empty body', () => signed({ body: '' }), alice],
    ['parameters in the query string', () => signed({ query: { B: ['2', '1'], a: 'ä /' } }), alice],
    ['odd white space in a header', () => signed({ headers: { 'x-odd': '  a   b ' } }), alice],
    ['temporary credentials', () => signed(temporary), { ...alice, accessKeyId: 'ASIATEMPORARY' }],
    ['a clock a bit behind', () => signed({ at: NOW - 5 * MINUTE }), alice],
    ['a clock a bit ahead', () => signed({ at: NOW + 5 * MINUTE }), alice],
    ['a presigned URL', () => presigned(), alice],
    ['a presigned URL at its end', () => presigned({ at: NOW - 15 * MINUTE }), alice],
    [
      'a presigned URL of temporary credentials',
      () => presigned(temporary),
      { ...alice, accessKeyId: 'ASIATEMPORARY' },
    ],
  ])('accepts %s', async (_, request, signer) => {
    await expect(verify(await request(), lookup, NOW)).resolves.toEqual(signer)
  })

  it('accepts what the SDK clients send', async () => {
    const sent: HttpRequest[] = []
    const handle = async ({ method, path, headers, body }: Omit<HttpRequest, 'body'> & { body: string }) => {
      sent.push({ method, path, headers, query: '', body: encode(body) })
      throw new Error('enough')
    }
    const configuration = {
      region: 'us-west-2',
      endpoint: 'http://127.0.0.1:1',
      credentials: { accessKeyId: 'AKIAALICE', secretAccessKey: keys.AKIAALICE?.secret ?? '' },
      maxAttempts: 1,
      requestHandler: { handle } as never,
    }
    await expect(new EC2Client(configuration).send(new DescribeVpcsCommand())).rejects.toThrow('enough')
    await expect(new STSClient(configuration).send(new GetCallerIdentityCommand())).rejects.toThrow('enough')
    const signers = await Promise.all(sent.map(request => verify(request, lookup, Date.now())))
    expect(signers).toEqual([
      { accessKeyId: 'AKIAALICE', region: 'us-west-2', service: 'ec2' },
      { accessKeyId: 'AKIAALICE', region: 'us-west-2', service: 'sts' },
    ])
  })

  it.each<[string, () => Promise<HttpRequest>, string, string | RegExp]>([
    [
      'no signature',
      async () => ({ ...(await signed()), headers: {} }),
      'MissingAuthenticationToken',
      'Request is missing Authentication Token',
    ],
    [
      'an unknown key',
      () => signed({ key: 'AKIABOB' }),
      'AuthFailure',
      'AWS was not able to validate the provided access credentials',
    ],
    [
      'an unknown key at STS',
      () => signed({ key: 'AKIABOB', service: 'sts' }),
      'InvalidClientTokenId',
      'The security token included in the request is invalid.',
    ],
    ['a key named like a property', () => signed({ key: '__proto__' }), 'AuthFailure', /validate/],
    [
      'a wrong secret',
      () => signed({ secret: 'guess' }),
      'SignatureDoesNotMatch',
      /^The request signature we calculated does not match the signature you provided\. Check your AWS Secret Access Key/,
    ],
    [
      'another service',
      () => signed({ service: 's3' }),
      'SignatureDoesNotMatch',
      "Credential should be scoped to correct service: 'ec2', 'sts' or 'ssm'.",
    ],
    [
      'no token where one is due',
      () => signed({ ...temporary, token: '' }),
      'InvalidClientTokenId',
      /security token/,
    ],
    [
      'a wrong token',
      () => signed({ ...temporary, token: 'other' }),
      'InvalidClientTokenId',
      /security token/,
    ],
    [
      'a token where none is due',
      () => signed({ token: 'token==' }),
      'InvalidClientTokenId',
      /security token/,
    ],
    [
      'a clock behind',
      () => signed({ at: NOW - 5 * MINUTE - 1000 }),
      'RequestExpired',
      'Request has expired.',
    ],
    [
      'a clock ahead',
      () => signed({ at: NOW + 5 * MINUTE + 1000 }),
      'RequestExpired',
      'Request has expired.',
    ],
    [
      'a clock behind, at STS',
      () => signed({ at: NOW - 6 * MINUTE, service: 'sts' }),
      'SignatureDoesNotMatch',
      'Signature expired: 20261122T020155Z is now earlier than 20261122T020255Z',
    ],
    [
      'a clock ahead, at STS',
      () => signed({ at: NOW + 6 * MINUTE, service: 'sts' }),
      'SignatureDoesNotMatch',
      'Signature not yet current: 20261122T021355Z is still later than 20261122T021255Z',
    ],
    [
      'another body',
      async () => ({ ...(await signed({ checksum: false })), body: encode('Action=DeleteVpc') }),
      'SignatureDoesNotMatch',
      /^The request signature/,
    ],
    [
      'another body, announced',
      async () => ({ ...(await signed()), body: encode('Action=DeleteVpc') }),
      'XAmzContentSHA256Mismatch',
      /does not match what was computed/,
    ],
    [
      'an unsigned payload',
      () => signed({ headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }),
      'XAmzContentSHA256Mismatch',
      /does not match what was computed/,
    ],
    [
      'another path',
      async () => ({ ...(await signed()), path: '/other' }),
      'SignatureDoesNotMatch',
      /^The request signature/,
    ],
    [
      'another method',
      async () => ({ ...(await signed()), method: 'PUT' }),
      'SignatureDoesNotMatch',
      /^The request signature/,
    ],
    [
      'another query',
      async () => ({ ...(await signed()), query: 'DryRun=true' }),
      'SignatureDoesNotMatch',
      /^The request signature/,
    ],
    [
      'another host',
      () => withHeader('host', 'elsewhere'),
      'SignatureDoesNotMatch',
      /^The request signature/,
    ],
    [
      'a later date',
      () => withHeader('x-amz-date', '20261122T020756Z'),
      'SignatureDoesNotMatch',
      /^The request signature/,
    ],
    [
      'a date of another day',
      () => withHeader('x-amz-date', '20261121T235959Z'),
      'SignatureDoesNotMatch',
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20261122' != '20261121T235959Z'.",
    ],
    [
      'an x-amz header that is not signed',
      () => withHeader('x-amz-target', 'x'),
      'SignatureDoesNotMatch',
      "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.",
    ],
    [
      'an unsigned host',
      () => rewritten(/host;/, ''),
      'SignatureDoesNotMatch',
      "'host' must be a 'SignedHeader' in the AWS Authorization.",
    ],
    [
      'a signature of another length',
      () => rewritten(/Signature=.*/, 'Signature=ab'),
      'SignatureDoesNotMatch',
      /^The request signature/,
    ],
    ['no date', () => withHeader('x-amz-date', undefined), 'IncompleteSignature', /X-Amz-Date/],
    [
      'a date that is none',
      () => withHeader('x-amz-date', 'now'),
      'IncompleteSignature',
      "Date must be in ISO-8601 'basic format'. Got 'now'.",
    ],
    [
      'a date that cannot be',
      () => withHeader('x-amz-date', '20261399T000000Z'),
      'IncompleteSignature',
      /basic format/,
    ],
    [
      'another algorithm',
      () => rewritten(/AWS4-HMAC-SHA256/, 'AWS3'),
      'IncompleteSignature',
      "Unsupported algorithm 'AWS3'.",
    ],
    ['an empty header', () => withHeader('authorization', ''), 'IncompleteSignature', /algorithm/],
    [
      'no credential',
      () => rewritten(/Credential=[^,]*, /, ''),
      'IncompleteSignature',
      "Authorization header requires 'Credential' parameter.",
    ],
    [
      'no signed headers',
      () => rewritten(/SignedHeaders=[^,]*, /, ''),
      'IncompleteSignature',
      "Authorization header requires 'SignedHeaders' parameter.",
    ],
    [
      'no signature in the header',
      () => rewritten(/, Signature=.*/, ''),
      'IncompleteSignature',
      "Authorization header requires 'Signature' parameter.",
    ],
    [
      'a short credential',
      () => rewritten(/\/aws4_request/, ''),
      'IncompleteSignature',
      /exactly 5 slash-delimited/,
    ],
    [
      'an expired URL',
      () => presigned({ at: NOW - 15 * MINUTE - 1000 }),
      'RequestExpired',
      'Request has expired.',
    ],
    [
      'a URL of the future',
      () => presigned({ at: NOW + 6 * MINUTE }),
      'RequestExpired',
      'Request has expired.',
    ],
    [
      'an expired URL at STS',
      () => presigned({ at: NOW - 16 * MINUTE, service: 'sts' }),
      'SignatureDoesNotMatch',
      /^Signature expired: /,
    ],
    [
      'a URL with a wrong secret',
      () => presigned({ secret: 'guess' }),
      'SignatureDoesNotMatch',
      /^The request signature/,
    ],
    [
      'a URL that was changed',
      () => requeried(/DescribeVpcs/, 'DeleteVpc'),
      'SignatureDoesNotMatch',
      /^The request signature/,
    ],
    [
      'a URL made to last',
      () => requeried(/Expires=900/, 'Expires=901'),
      'SignatureDoesNotMatch',
      /^The request signature/,
    ],
    [
      'a URL that lasts too long',
      () => requeried(/Expires=900/, 'Expires=604801'),
      'IncompleteSignature',
      'X-Amz-Expires must be between 1 and 604800 seconds.',
    ],
    [
      'a URL without a date',
      () => requeried(/X-Amz-Date=[^&]*/, ''),
      'IncompleteSignature',
      "AWS query-string parameters must include 'X-Amz-Date'.",
    ],
    [
      'a URL without a signature',
      () => requeried(/X-Amz-Signature=[^&]*/, ''),
      'IncompleteSignature',
      "AWS query-string parameters must include 'X-Amz-Signature'.",
    ],
    [
      'a URL sent with a body',
      async () => ({ ...(await presigned()), body: encode('DryRun=true') }),
      'SignatureDoesNotMatch',
      /^The request signature/,
    ],
    [
      'a URL sent with an x-amz header',
      async () => withHeaderOf(await presigned(), 'x-amz-target', 'x'),
      'SignatureDoesNotMatch',
      /'x-amz-target' must be/,
    ],
  ])('refuses %s', async (_, request, code, message) => {
    const made = await request()
    await expect(verify(made, lookup, NOW)).rejects.toMatchObject({
      name: 'Refusal',
      code,
      message: message instanceof RegExp ? expect.stringMatching(message) : message,
    })
  })
})

const withHeaderOf = (request: HttpRequest, name: string, value: string | undefined): HttpRequest => ({
  ...request,
  headers: { ...request.headers, [name]: value },
})

const withHeader = async (name: string, value: string | undefined) =>
  withHeaderOf(await signed(), name, value)

const rewritten = async (pattern: RegExp, replacement: string) => {
  const request = await signed()
  return withHeaderOf(
    request,
    'authorization',
    String(request.headers.authorization).replace(pattern, replacement),
  )
}

const requeried = async (pattern: RegExp, replacement: string) => {
  const request = await presigned()
  return { ...request, query: request.query.replace(pattern, replacement) }
}

describe('readUnverified', () => {
  const signer = { accessKeyId: '111122223333', region: 'eu-west-1', service: 'ec2' }
  it('reads who a request says it is from, whatever the signature', async () => {
    expect(readUnverified(await signed({ key: '111122223333', secret: 'any' }))).toEqual(signer)
    expect(readUnverified(await presigned({ key: '111122223333', secret: 'any' }))).toEqual(signer)
  })

  it('is undefined where a request says nothing', async () => {
    expect(readUnverified({ ...(await signed()), headers: {} })).toBeUndefined()
    expect(readUnverified(await withHeader('authorization', 'Basic xyz'))).toBeUndefined()
    expect(readUnverified(await rewritten(/\/aws4_request/, ''))).toBeUndefined()
    expect(readUnverified(await signed({ service: 's3' }))).toBeUndefined()
  })
})
