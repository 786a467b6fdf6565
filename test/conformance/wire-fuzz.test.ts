/** Whatever comes over the wire, the answer is a call or a refusal: nothing else is ever thrown. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../src/model/refusals.ts'
import { type OperationName, operation, operationNames, type Type } from '../../src/wire/contract.ts'
import { decodeInput } from '../../src/wire/query.ts'
import { type HttpRequest, readCall } from '../../src/wire/request.ts'
import { readUnverified, verify } from '../../src/wire/sigv4.ts'

const RUNS = 3000
const seed = Number(process.env.FC_SEED ?? 20_261_122)
const NOW = Date.parse('2026-11-22T02:07:55Z')

const encode = (text: string) => new TextEncoder().encode(text)
const post = (body: Uint8Array): HttpRequest => ({ method: 'POST', path: '/', query: '', headers: {}, body })

async function refusedOr<T>(made: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await made()
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined
    throw thrown
  }
}

/** The query names on the way to some member of a structure, with indexes for lists. */
function names(type: Type): fc.Arbitrary<string> {
  if (type.kind === 'list') return fc.tuple(index, names(type.of)).map(([at, rest]) => join(String(at), rest))
  if (type.kind !== 'structure' || type.members.length === 0) return fc.constantFrom('', '1', 'x')
  return fc
    .constantFrom(...type.members)
    .chain(member => names(member.type).map(rest => join(member.query, rest)))
}
const index = fc.oneof(fc.integer({ min: -1, max: 3 }), fc.maxSafeInteger(), fc.constant('member.1'))
const join = (name: string, rest: string) => (rest === '' ? name : `${name}.${rest}`)

const value = fc.oneof(
  fc.string(),
  fc.constantFrom('', 'true', '1', '-7', '1e999', '2026-11-22', 'AQID', '%', '%C3'),
)

const nearlyRight = fc.constantFrom(...operationNames('ec2')).chain(name => {
  const { input } = operation('ec2', name)
  const parameter = input ? names(input) : fc.constant('X')
  const spoilt = fc.oneof({ weight: 9, arbitrary: parameter }, { weight: 1, arbitrary: fc.string() })
  return fc.array(fc.tuple(spoilt, value), { maxLength: 6 }).map(pairs => ({ name, pairs }))
})

describe('the wire', () => {
  it('takes any bytes', async () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.string({ unit: 'binary' }).map(encode),
      fc
        .array(fc.constantFrom(...'Action=Version&2016-11-15.%+DescribeVpcs'), { maxLength: 40 })
        .map(all => encode(all.join(''))),
    )
    await fc.assert(
      fc.asyncProperty(bytes, async body => {
        await refusedOr(() => readCall(post(body)))
      }),
      { numRuns: RUNS, seed },
    )
  })

  it('takes parameters that are nearly right', async () => {
    let accepted = 0
    await fc.assert(
      fc.asyncProperty(nearlyRight, async ({ name, pairs }) => {
        if (await refusedOr(() => decodeInput('ec2', name as OperationName<'ec2'>, pairs))) accepted += 1
      }),
      { numRuns: RUNS, seed },
    )
    expect(accepted).toBeGreaterThan(RUNS / 20)
  })

  it('takes any signature', async () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'AWS4-HMAC-SHA256',
        'Credential=AKIAALICE/20261122/eu-west-1/ec2/aws4_request',
        'SignedHeaders=host;x-amz-date',
        'SignedHeaders=__proto__;host;x-amz-date',
        'Signature=abc',
        'X-Amz-Algorithm=AWS4-HMAC-SHA256',
        'X-Amz-Expires=1',
        'X-Amz-Date=20261122T020755Z',
        ', ',
        '&',
        ' ',
      ),
    )
    const text = fc.array(part, { maxLength: 9 }).map(parts => parts.join(''))
    const headers = fc.record(
      { authorization: text, 'x-amz-date': fc.constantFrom('20261122T020755Z', '', 'x'), host: fc.string() },
      { requiredKeys: [] },
    )
    const requests = fc.record({
      headers,
      query: text,
      path: fc.string(),
      body: fc.uint8Array({ maxLength: 9 }),
    })
    await fc.assert(
      fc.asyncProperty(requests, async parts => {
        const request = { method: 'POST', ...parts }
        readUnverified(request)
        expect(await refusedOr(() => verify(request, () => ({ secret: 'x' }), NOW))).toBeUndefined()
      }),
      { numRuns: RUNS, seed },
    )
  })
})
