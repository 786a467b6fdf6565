/** A server put together: store, data plane, engine, HTTP; and taken down in the reverse order. */
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { ImageRule } from '../model/images.ts'
import type { QuotaLimits } from '../model/quotas.ts'
import type { Report } from '../reconcile/loop.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import { ensureFirstAccount, writeAwsFiles } from './accounts.ts'
import { Clock } from './clock.ts'
import { Consoles } from './consoles.ts'
import { createUpstream, type UpstreamAddress } from './dns-upstream.ts'
import { chooseDriver, type DriverName } from './driver-choice.ts'
import { Engine } from './engine.ts'
import { createHttp } from './http.ts'
import { declareIam } from './iam-document.ts'
import { Keepers } from './keepers.ts'
import { Metrics } from './metrics.ts'
import { addOperatorRoutes } from './operator.ts'
import { ensureToken } from './operator-token.ts'
import type { Auth } from './recognise.ts'
import { removeRuntime, writeRuntime } from './runtime-file.ts'
import { checkSandbox } from './sandbox.ts'
import { runUserData } from './user-data.ts'

export type UserDataRule = 'keep' | 'run'

export interface ServeOptions {
  readonly port: number
  readonly host: string
  readonly directory: string
  /** Absent: `linux` where it can run, else `memory`. */
  readonly driver?: DriverName | undefined
  /** Whether the simulated Internet leads out to the machine's real network. */
  readonly egress: boolean
  readonly auth: Auth
  readonly quotas: QuotaLimits
  readonly images: ImageRule
  /** Whether there is ClassicLink, as AWS had it. */
  readonly classicLink: boolean
  /** Where names that Amazon does not own are asked; absent: they do not exist. */
  readonly upstream?: UpstreamAddress | undefined
  /** Users and roles by account, to be declared before anything is answered: `iam-document.ts`. Absent: they stay. */
  readonly iam?: unknown
  /** Whether the user data of instances is run when they first come up, or only kept. */
  readonly userData: UserDataRule
  readonly log: Logger
  /** The operator has asked for the end (`isthmus down`): `demolish` is to be called. */
  readonly onDown: () => void
  /** The store failed: nothing more will be answered. The process has to end. */
  readonly onFatal: () => void
}

export interface Server {
  readonly endpoint: string
  /** Answers what is being answered, then stops; the data plane goes on. */
  close(): Promise<void>
  /** Closes, and takes the data plane away; the network is kept, to be built at the next start. */
  demolish(): Promise<void>
}

const SWEEP_EVERY = 30_000
const USER_DATA_WITHIN = 15 * 60_000

/**
 * Throws a StoreRefusal if the directory cannot be had, Undeclarable if `iam` makes no sense, DriverUnusable,
 * SandboxUnusable, and what `listen` throws (EADDRINUSE, EACCES …).
 */
export async function serve(options: ServeOptions): Promise<Server> {
  if (options.userData === 'run') await checkSandbox()
  const store = await openSqliteStore(options.directory)
  try {
    return await serveFrom(store, options)
  } catch (error) {
    await store.close()
    throw error
  }
}

async function serveFrom(store: Store, options: ServeOptions): Promise<Server> {
  const { directory, log } = options
  const clock = await Clock.open(store)
  const { driver: asked, egress } = options
  const driver = await chooseDriver({ asked, egress, now: () => clock.now() }, store, log)
  const metrics = new Metrics()
  const fatal = (error: unknown) => {
    log.fatal({ err: error }, 'the store failed: nothing more is answered; start again')
    options.onFatal()
  }
  const report = reportTo(log, metrics)
  const { quotas, images, classicLink } = options
  const engine = await Engine.open({
    ...{ store, clock, driver, quotas, images, classicLink, report, fatal },
    consoles: new Consoles(directory),
    sweepEvery: SWEEP_EVERY,
    upstream: options.upstream && createUpstream(options.upstream),
    onServiceError: error => log.error({ err: error }, "one of Amazon's services failed"),
  })
  metrics.watch(engine)
  const keepers = new Keepers(directory)
  engine.onChange(applied => keepers.note(applied))
  await engine.install('EndWithProcess', keepers.bereave(engine.network, engine.now))
  if (options.userData === 'run') letUserDataRun(engine, log)
  const http = await createRoutes(options, engine, keepers, metrics)
  const endpoint = await begin(engine, http, options).catch(async error => {
    await engine.stop()
    throw error
  })
  const end = async (work: () => Promise<void>) => {
    await http.close()
    await work()
    await removeRuntime({ pid: process.pid, endpoint, directory })
    await store.close()
  }
  log.info({ endpoint, directory, driver: driver.name, revision: engine.network.revision }, 'ready')
  return { endpoint, close: () => end(() => engine.stop()), demolish: () => end(() => engine.demolish()) }
}

function letUserDataRun(engine: Engine, log: Logger): void {
  const { network, driver, consoles } = engine
  if (driver.name === 'memory') log.warn('user data does not run: there are no packets (memory driver)')
  const onError = (instanceId: string, error: unknown) =>
    log.error({ err: error, instanceId }, 'user data could not be run')
  engine.onChange(applied =>
    runUserData({ network, driver, consoles, within: USER_DATA_WITHIN, onError }, applied),
  )
}

async function createRoutes(
  options: ServeOptions,
  engine: Engine,
  keepers: Keepers,
  metrics: Metrics,
): Promise<FastifyInstance> {
  const { auth, directory, egress, log, onDown } = options
  const http = createHttp({ engine, auth, metrics, log })
  const token = auth === 'open' ? undefined : await ensureToken(directory)
  const endpoint = () => http.listeningOrigin
  addOperatorRoutes(http, { engine, keepers, directory, token, auth, egress, endpoint, onDown })
  return http
}

/** Puts where the command line and AWS's tools look for it, once it answers: the keys of accounts, the endpoint. */
async function begin(engine: Engine, http: FastifyInstance, options: ServeOptions): Promise<string> {
  const { auth, directory, host, port, iam } = options
  await ensureFirstAccount(engine)
  if (iam !== undefined) await declareIam(engine, iam)
  const endpoint = await http.listen({ port, host })
  await writeAwsFiles(engine.network, directory, { endpoint, auth })
  await writeRuntime({ pid: process.pid, endpoint, directory })
  return endpoint
}

function reportTo(log: Logger, metrics: Metrics): Report {
  return {
    applied: (cause, steps, milliseconds) => {
      metrics.reconciled(cause, steps.length, milliseconds)
      const shown = { cause, steps: steps.length, milliseconds: Math.round(milliseconds) }
      if (cause === 'sweep') log.info({ ...shown, repaired: steps.slice(0, 20) }, 'data plane repaired')
      else log.debug({ ...shown, taken: steps }, 'data plane changed')
    },
    failed: ({ part, reason }) => log.error({ part, reason }, 'data plane failed'),
    blind: error => log.error({ err: error }, 'data plane cannot be looked at'),
  }
}
