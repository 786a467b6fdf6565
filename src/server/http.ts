/**
 * HTTP: EC2, STS and the parameters of SSM on `/`, `/health`, `/metrics`, and what the local operator asks under
 * `/_isthmus` (operator.ts). A call is read, its caller recognised, its parameters decoded, the operation decided, the answer written: each in a
 * room of its own; here they are only put in order.
 */
import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { isImplemented } from '../actions/operations.ts'
import { Refusal, refuse } from '../model/refusals.ts'
import { encodeJsonRefusal, isJsonRequest, readJsonCall } from '../wire/json.ts'
import { decodeInput } from '../wire/query.ts'
import { type HttpRequest, readCall } from '../wire/request.ts'
import type { ServiceName } from '../wire/services.ts'
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
const JSON_1_1 = 'application/x-amz-json-1.1'
const REQUEST_ID = 'x-amzn-requestid'

/** A fastify that answers AWS's services; other rooms may add routes before it listens. */
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
  service: ServiceName
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
  const raw = rawRequest(request)
  const progress: Progress = { service: isJsonRequest(raw) ? 'ssm' : 'ec2', operation: 'none', account: '' }
  const { status, body, code } = await answered(options, raw, requestId, progress)
  const milliseconds = performance.now() - began
  options.metrics.answered(progress.operation, code, milliseconds)
  options.log.debug({ requestId, ...progress, code, milliseconds }, 'call')
  const type = progress.service === 'ssm' ? JSON_1_1 : XML
  return reply.code(status).header(REQUEST_ID, requestId).type(type).send(Buffer.from(body))
}

async function answered(options: HttpOptions, request: HttpRequest, requestId: string, progress: Progress) {
  try {
    return { status: 200, body: await perform(options, request, requestId, progress), code: 'ok' }
  } catch (error) {
    const refusal = error instanceof Refusal ? error : refuse('InternalError', requestId)
    if (refusal !== error) options.log.error({ requestId, ...progress, err: error }, 'internal error')
    if (progress.service === 'ssm') return encodeJsonRefusal(refusal)
    const body = encodeRefusal(progress.service, refusal, requestId)
    return { status: refusal.status, body, code: refusal.code }
  }
}

/** The reply's text, in its service's own form. */
async function perform(
  { engine, auth }: HttpOptions,
  request: HttpRequest,
  requestId: string,
  progress: Progress,
): Promise<string> {
  const { caller, service } = await recognise(auth, request, engine.network, engine.now)
  progress.account = caller.accountId
  if (service === 'ssm' || isJsonRequest(request)) {
    progress.service = 'ssm'
    const { operation, input } = readJsonCall(request, service)
    progress.operation = operation
    return JSON.stringify(await engine.call(operation, caller, input))
  }
  progress.service = service ?? progress.service
  const call = readCall(request, service)
  const { operation } = call
  Object.assign(progress, { service: call.service, operation })
  if (!isImplemented(call.service, operation) || isRetired(engine, operation))
    throw unsupported(engine, operation)
  const input = decodeInput(call.service, operation as never, call.parameters) as object
  const reply = await engine.call(operation, caller, input)
  return encodeReply(call.service, operation as never, reply as never, requestId)
}

const isRetired = ({ classicLink }: Engine, operation: string): boolean =>
  !classicLink && operation.includes('ClassicLink')

/** What a Region that never had EC2-Classic says of ClassicLink is what clients look for (Ansible's ec2_vpc_net). */
const unsupported = (engine: Engine, operation: string) =>
  isRetired(engine, operation)
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
