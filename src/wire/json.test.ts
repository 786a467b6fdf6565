import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { Refusal, refuse } from '../model/refusals.ts'
import { encodeJsonRefusal, readJsonCall } from './json.ts'

const request = (operation: string, body: string) => ({
  method: 'POST',
  path: '/',
  query: '',
  headers: { 'x-amz-target': `AmazonSSM.${operation}` },
  body: new TextEncoder().encode(body),
})

describe('readJsonCall', () => {
  it.each([
    ['GetParameter', { Name: '/a', WithDecryption: true }, { Name: '/a', WithDecryption: true }],
    ['GetParameter', { Name: '/a', NoSuchMember: 1, WithDecryption: null }, { Name: '/a' }],
    [
      'GetParametersByPath',
      { Path: '/', MaxResults: 10, ParameterFilters: [] },
      { Path: '/', MaxResults: 10, ParameterFilters: [] },
    ],
  ])('%s %j', (operation, given, input) => {
    expect(readJsonCall(request(operation, JSON.stringify(given)), 'ssm')).toEqual({
      service: 'ssm',
      operation,
      input,
    })
  })

  it('answers any JSON with a call or a refusal', () => {
    const member = fc.constantFrom(
      'Name',
      'Names',
      'Path',
      'Recursive',
      'MaxResults',
      'NextToken',
      '__proto__',
    )
    const bodies = fc.oneof(
      fc.json(),
      fc.dictionary(member, fc.jsonValue()).map(one => JSON.stringify(one)),
    )
    const operation = fc.constantFrom('GetParameter', 'GetParameters', 'GetParametersByPath', 'toString', '')
    fc.assert(
      fc.property(operation, bodies, (name, body) => {
        try {
          readJsonCall(request(name, body), undefined)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
      }),
    )
  })
})

test.each([
  [refuse('AuthFailure'), 400, 'UnrecognizedClientException'],
  [refuse('SignatureDoesNotMatch'), 400, 'InvalidSignatureException'],
  [refuse('InternalError', 'r'), 500, 'InternalServerError'],
  [refuse('ParameterNotFound', '/a'), 400, 'ParameterNotFound'],
])('%s', (refusal, status, code) => {
  expect(encodeJsonRefusal(refusal)).toEqual({
    status,
    code,
    body: JSON.stringify({ __type: code, message: refusal.message }),
  })
})
