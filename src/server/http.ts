/**
 * HTTP: EC2 and STS on `/`, `/health`, `/metrics`, and what the local operator asks under `/_isthmus` (operator.ts).
 * A call is read, its caller recognised, its parameters decoded, the operation decided, the answer written: each in a
 * room of its own; here they are only put in order.
 */
import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { isImplemented } from '../actions/operations.ts'
import { Refusal, refuse } from '../model/refusals.ts'
import type { Service } from '../wire/contract.ts'
import { decodeInput } from '../wire/query.ts'
import { type HttpRequest, readCall } from '../wire/request.ts'
import { encodeRefusal, encodeReply } from '../wire/xml.ts'
import type { Engine } from './engine.ts'
import type { Metrics } from './metrics.ts'
import { type Auth, recognise } from './recognise.ts'

export interface HttpOptions {
  readonly engine: Engine
  readonly auth: Auth
  readonly metrics: Metrics
  readonly log: Logger
}

/** The largest request that AWS takes is far below. */
const MOST_BYTES = 1024 * 1024
const XML = 'text/xml;charset=UTF-8'
const REQUEST_ID = 'x-amzn-requestid'

/** A fastify that answers EC2 and STS; other rooms may add routes before it listens. */
export function createHttp(options: HttpOptions): FastifyInstance {
  const { engine, metrics } = options
  const http = fastify({ bodyLimit: MOST_BYTES, loggerInstance: undefined, forceCloseConnections: 'idle' })
  http.removeAllContentTypeParsers()
  http.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  http.route({
    method: ['GET', 'POST'],
    url: '/',
    handler: (request, reply) => answer(options, request, reply),
  })
  http.get('/health', () => ({
    status: 'ok',
    driver: engine.driver.name,
    revision: engine.network.revision,
    failedParts: engine.failures.length,
  }))
  http.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )
  return http
}

/** What is known of a call while it is answered: enough to refuse it in its service's own form. */
interface Progress {
  service: Service
  operation: string
  account: string
}

async function answer(
  options: HttpOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const requestId = randomUUID()
  const began = performance.now()
  const progress: Progress = { service: 'ec2', operation: 'none', account: '' }
  const { status, xml, code } = await answered(options, rawRequest(request), requestId, progress)
  const milliseconds = performance.now() - began
  options.metrics.answered(progress.operation, code, milliseconds)
  options.log.debug({ requestId, ...progress, code, milliseconds }, 'call')
  return reply.code(status).header(REQUEST_ID, requestId).type(XML).send(xml)
}

async function answered(options: HttpOptions, request: HttpRequest, requestId: string, progress: Progress) {
  try {
    return { status: 200, xml: await perform(options, request, requestId, progress), code: 'ok' }
  } catch (error) {
    const refusal = error instanceof Refusal ? error : refuse('InternalError', requestId)
    if (refusal !== error) options.log.error({ requestId, ...progress, err: error }, 'internal error')
    return {
      status: refusal.status,
      xml: encodeRefusal(progress.service, refusal, requestId),
      code: refusal.code,
    }
  }
}

async function perform(
  { engine, auth }: HttpOptions,
  request: HttpRequest,
  requestId: string,
  progress: Progress,
): Promise<string> {
  const { caller, service } = await recognise(auth, request, engine.network, engine.now)
  progress.account = caller.accountId
  progress.service = service ?? progress.service
  const call = readCall(request, service)
  const { operation } = call
  Object.assign(progress, { service: call.service, operation })
  if (!isImplemented(call.service, operation)) throw unsupported(operation)
  const input = decodeInput(call.service, operation as never, call.parameters) as object
  const reply = await engine.call(operation, caller, input)
  return encodeReply(call.service, operation as never, reply as never, requestId)
}

/** What a Region that never had EC2-Classic says of ClassicLink is what clients look for (Ansible's ec2_vpc_net). */
const unsupported = (operation: string) =>
  operation.includes('ClassicLink')
    ? refuse('UnsupportedOperation/region')
    : refuse('UnsupportedOperation', operation)

function rawRequest({ raw, body, headers }: FastifyRequest): HttpRequest {
  const url = raw.url ?? '/'
  const mark = url.indexOf('?')
  return {
    method: raw.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers,
    body: Buffer.isBuffer(body) ? body : new Uint8Array(),
  }
}
