/**
 * AWS JSON 1.1: the operation is named by a header, `X-Amz-Target: AmazonSSM.GetParameter`; input, reply and refusal are
 * JSON. Of the services here only Systems Manager speaks it.
 * Source: Smithy specification, "AWS JSON 1.1 protocol"; Systems Manager API Reference, "Common Error Types".
 */
import { type Refusal, refuse } from '../model/refusals.ts'
import { headerOf } from './credential.ts'
import type { HttpRequest } from './request.ts'
import type { ServiceName } from './services.ts'
import { isSsmOperation, readSsmInput, type SsmOperation } from './ssm.ts'

const SERVICE = 'AmazonSSM'
const SHOWN = 255

export interface JsonCall {
  readonly service: 'ssm'
  readonly operation: SsmOperation
  readonly input: object
}

/** Whether a request is of this protocol: what it is answered in, whatever is wrong with it. */
export const isJsonRequest = (request: HttpRequest): boolean =>
  headerOf(request, 'x-amz-target') !== undefined

/**
 * What is asked for. `signedFor` is undefined if the request was not signed.
 * Refuses: SignatureDoesNotMatch, UnknownOperationException, SerializationException, ValidationException.
 */
export function readJsonCall(request: HttpRequest, signedFor: ServiceName | undefined): JsonCall {
  if (signedFor !== undefined && signedFor !== 'ssm') throw refuse('SignatureDoesNotMatch/scope-ssm')
  const target = headerOf(request, 'x-amz-target') ?? ''
  const [service, operation = ''] = target.split('.')
  if (service !== SERVICE || !isSsmOperation(operation))
    throw refuse('UnknownOperationException', target.slice(0, SHOWN))
  return { service: 'ssm', operation, input: readSsmInput(operation, parseObject(request.body)) }
}

function parseObject(body: Uint8Array): Readonly<Record<string, unknown>> {
  const value = body.length === 0 ? {} : parse(Buffer.from(body).toString('utf8'))
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refuse('SerializationException', 'the request', 'JSON object')
  return value as Readonly<Record<string, unknown>>
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What this protocol calls refusals that Query has other codes for. */
const codes: Readonly<Record<string, string>> = {
  AccessDenied: 'AccessDeniedException',
  AuthFailure: 'UnrecognizedClientException',
  ExpiredToken: 'ExpiredTokenException',
  IncompleteSignature: 'IncompleteSignatureException',
  InternalError: 'InternalServerError',
  InvalidClientTokenId: 'UnrecognizedClientException',
  MissingAuthenticationToken: 'MissingAuthenticationTokenException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
}

export interface JsonRefusal {
  readonly status: number
  readonly code: string
  readonly body: string
}

/** A refusal's JSON. Whatever the caller did wrong is a 400 here. */
export function encodeJsonRefusal({ code, message, status }: Refusal): JsonRefusal {
  const type = codes[code] ?? code
  return {
    status: status < 500 ? 400 : status,
    code: type,
    body: JSON.stringify({ __type: type, message }),
  }
}
