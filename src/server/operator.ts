/**
 * What the local operator asks, under `/_isthmus`: the clock, waiting, explanations, accounts, the way into an instance.
 * No caller of the EC2 API gets here: every request bears the token that stands in the data directory, which only the
 * operator can read. With `--auth open` (loopback only) no token is asked for. No web page gets here either: what a
 * browser sends across origins is refused.
 */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Failure } from '../drivers/driver.ts'
import type { InstanceState } from '../model/instance.ts'
import { explainPeering, explainText } from '../reach/explain.ts'
import { trace } from '../reach/trace.ts'
import { traceText } from '../reach/trace-text.ts'
import { createAccount, whyNotAccount, writeAwsFiles } from './accounts.ts'
import type { Engine } from './engine.ts'
import { flowOf } from './flow.ts'
import type { Keepers } from './keepers.ts'
import { placeOf } from './places.ts'
import { declarePrincipals, showPrincipals, Undeclarable } from './principals.ts'
import type { Auth } from './recognise.ts'

export interface OperatorOptions {
  readonly engine: Engine
  readonly keepers: Keepers
  /** Absent: nothing is asked for. */
  readonly token?: string | undefined
  readonly auth: Auth
  /** Whether the Internet leads out to the machine's own network. */
  readonly egress: boolean
  /** Where the AWS files are kept. */
  readonly directory: string
  readonly endpoint: () => string
  /** Called when the answer to `/down` is out. */
  readonly onDown: () => void
}

export interface Status {
  readonly endpoint: string
  readonly pid: number
  readonly directory: string
  readonly auth: Auth
  /** The name of the data plane's driver. */
  readonly driver: string
  readonly revision: number
  /** The network's time, ISO 8601. */
  readonly now: string
  readonly failures: readonly Failure[]
}

/** A piece of what an instance has printed; empty: no more than that yet. */
export interface Printed {
  readonly state: InstanceState
  readonly base64: string
}

/** A question that cannot be answered, with its HTTP status. */
class Unanswerable extends Error {
  readonly statusCode: number
  constructor(statusCode: number, message: string) {
    super(message)
    this.statusCode = statusCode
  }
}

export function addOperatorRoutes(http: FastifyInstance, options: OperatorOptions): void {
  http.register(
    async routes => {
      routes.addContentTypeParser(
        'application/json',
        { parseAs: 'string' },
        routes.getDefaultJsonParser('error', 'error'),
      )
      routes.addHook('onRequest', async request => admit(request, options.token))
      addNetworkRoutes(routes, options)
      addKeeperRoute(routes, options)
      addServerRoutes(routes, options)
      addPrincipalRoutes(routes, options)
    },
    { prefix: '/_isthmus' },
  )
}

function admit(request: FastifyRequest, token: string | undefined): void {
  if (request.headers.origin !== undefined) throw new Unanswerable(403, 'Not for web pages.')
  if (token === undefined) return
  const given = Buffer.from(request.headers.authorization?.replace(/^Bearer /, '') ?? '')
  const asked = Buffer.from(token)
  if (given.length !== asked.length || !timingSafeEqual(given, asked))
    throw new Unanswerable(
      401,
      'Only for the operator: the token stands in the data directory of the server.',
    )
}

/** Questions about the network and the data plane. */
function addNetworkRoutes(routes: FastifyInstance, { engine, egress }: OperatorOptions): void {
  routes.get<{ Params: { id: string } }>('/explain/:id', ({ params }) => {
    const peering = engine.present().peerings.get(params.id)
    if (!peering) throw new Unanswerable(404, `There is no peering ${params.id}.`)
    const explanation = explainPeering(engine.present(), peering)
    return { explanation, text: explainText(explanation) }
  })
  routes.get<{ Querystring: Record<string, string> }>('/reach', ({ query }) => {
    const flow = flowOf(engine.present(), query)
    if (typeof flow === 'string') throw new Unanswerable(400, flow)
    const traced = trace(engine.present(), flow, { egress })
    return { trace: traced, text: traceText(traced) }
  })
  routes.get<{ Params: { id: string } }>('/places/:id', async ({ params }) => {
    const place = await placeOf(engine, params.id)
    if (typeof place === 'string') throw new Unanswerable(404, place)
    return place
  })
  routes.get<{ Params: { id: string }; Querystring: { from?: string } }>(
    '/consoles/:id',
    ({ params, query }): Printed => {
      const instance = engine.present().instances.get(params.id)
      if (!instance) throw new Unanswerable(404, `There is no instance ${params.id}.`)
      const from = Math.max(0, Number(query.from) || 0)
      return { state: instance.state, base64: engine.consoles.from(params.id, from).toString('base64') }
    },
  )
  routes.get('/wait', async () => ({ failures: await engine.settled() }))
}

/** Which process of this machine an instance ends with. */
function addKeeperRoute(routes: FastifyInstance, { engine, keepers }: OperatorOptions): void {
  routes.post<{ Params: { id: string }; Body: { pid: number } }>('/keepers/:id', ({ params, body }) => {
    const pid = body?.pid
    if (!Number.isSafeInteger(pid)) throw new Unanswerable(400, 'A process has a number.')
    if (!engine.present().instances.get(params.id))
      throw new Unanswerable(404, `There is no instance ${params.id}.`)
    keepers.set(params.id, pid)
    return { pid }
  })
}

/** The server's own affairs. */
function addServerRoutes(routes: FastifyInstance, options: OperatorOptions): void {
  const { engine, auth, directory, endpoint, onDown } = options
  routes.get(
    '/status',
    (): Status => ({
      endpoint: endpoint(),
      pid: process.pid,
      directory,
      auth,
      driver: engine.driver.name,
      revision: engine.network.revision,
      now: new Date(engine.now).toISOString(),
      failures: engine.failures,
    }),
  )
  routes.get('/clock', () => ({ now: new Date(engine.now).toISOString() }))
  routes.post<{ Body: { milliseconds: number } }>('/clock', async ({ body }) => {
    const milliseconds = body?.milliseconds
    if (!Number.isSafeInteger(milliseconds) || milliseconds < 0)
      throw new Unanswerable(400, 'The clock goes forward by whole milliseconds.')
    return { now: new Date(await engine.advance(milliseconds)).toISOString() }
  })
  routes.get('/accounts', () => ({ accounts: [...engine.network.accounts.values()] }))
  routes.post<{ Body: { name: string; id?: string } }>('/accounts', async ({ body }) => {
    const wish = { name: String(body?.name), id: body?.id }
    const no = whyNotAccount(engine.network, wish)
    if (no) throw new Unanswerable(400, no)
    const made = await createAccount(engine, wish)
    await writeAwsFiles(engine.network, directory, { endpoint: endpoint(), auth })
    return made
  })
  routes.post('/reset', async () => {
    await engine.reset()
    return { reset: true }
  })
  routes.post('/down', (_request, reply) => {
    reply.raw.once('finish', onDown)
    return { down: true }
  })
}

/** Users and roles of an account: `server/principals.ts` has the document. */
function addPrincipalRoutes(routes: FastifyInstance, { engine, auth }: OperatorOptions): void {
  type Of = { Params: { id: string } }
  const path = '/accounts/:id/principals'
  const known = (id: string) => {
    const { accounts } = engine.network
    if (auth === 'open' ? /^\d{12}$/.test(id) : accounts.get(id)) return id
    throw new Unanswerable(404, `There is no account ${id}.`)
  }
  routes.get<Of>(path, ({ params }) => showPrincipals(engine.network, known(params.id)))
  routes.put<Of>(path, async ({ params, body }) => {
    try {
      const changes = declarePrincipals(engine.network, known(params.id), body)
      await engine.install('DeclarePrincipals', changes)
    } catch (error) {
      throw error instanceof Undeclarable ? new Unanswerable(400, error.message) : error
    }
    return showPrincipals(engine.network, params.id)
  })
}
