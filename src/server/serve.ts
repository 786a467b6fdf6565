/** A server put together: store, data plane, engine, HTTP; and taken down in the reverse order. */
import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Driver } from '../drivers/driver.ts'
import { canRun, createLinuxDriver } from '../drivers/linux/driver.ts'
import { createMemoryDriver } from '../drivers/memory/driver.ts'
import type { QuotaLimits } from '../model/quotas.ts'
import type { Report } from '../reconcile/loop.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import { ensureFirstAccount, writeAwsFiles } from './accounts.ts'
import { Engine } from './engine.ts'
import { createHttp } from './http.ts'
import { Metrics } from './metrics.ts'
import { addOperatorRoutes } from './operator.ts'
import { ensureToken } from './operator-token.ts'
import type { Auth } from './recognise.ts'
import { removeRuntime, writeRuntime } from './runtime-file.ts'

export type DriverName = 'memory' | 'linux'

export interface ServeOptions {
  readonly port: number
  readonly host: string
  readonly directory: string
  /** Absent: `linux` where it can run, else `memory`. */
  readonly driver?: DriverName | undefined
  readonly auth: Auth
  readonly quotas: QuotaLimits
  readonly log: Logger
  /** Asked to end by the operator (`isthmus down`), or by a store that failed. */
  readonly onEnd: (code: number) => void
}

export interface Server {
  readonly endpoint: string
  /** Answers what is being answered, then stops; the data plane goes on. */
  close(): Promise<void>
}

const SWEEP_EVERY = 30_000
const MARK = 'mark'

export async function serve(options: ServeOptions): Promise<Server> {
  const { directory, log } = options
  const store = await openSqliteStore(directory)
  const driver = await chooseDriver(options.driver, store, log)
  const metrics = new Metrics()
  const engine = await Engine.open({
    store,
    driver,
    quotas: options.quotas,
    sweepEvery: SWEEP_EVERY,
    report: reportTo(log, metrics),
    fatal: error => {
      log.fatal({ err: error }, 'the store failed: nothing more is answered; start again')
      options.onEnd(1)
    },
  })
  metrics.watch(engine)
  const server = await listen(options, engine, metrics)
  return {
    endpoint: server.endpoint,
    close: async () => {
      await server.close()
      await engine.stop()
      await store.close()
    },
  }
}

async function listen(options: ServeOptions, engine: Engine, metrics: Metrics) {
  const { auth, directory, host, log } = options
  const http = createHttp({ engine, auth, metrics, log })
  let endpoint = ''
  addOperatorRoutes(http, {
    engine,
    directory,
    token: auth === 'open' ? undefined : await ensureToken(directory),
    endpoint: () => endpoint,
    down: () => void engine.demolish().then(() => options.onEnd(0)),
  })
  endpoint = await http.listen({ port: options.port, host })
  const port = Number(new URL(endpoint).port)
  await ensureFirstAccount(engine)
  await writeAwsFiles(engine.network, directory, endpoint)
  await writeRuntime(port, { pid: process.pid, endpoint, directory })
  const close = async () => {
    await http.close()
    await removeRuntime(port)
  }
  return { endpoint, close }
}

/** The data plane; `linux` bears a mark of the data directory, so that servers do not touch each other's. */
async function chooseDriver(asked: DriverName | undefined, store: Store, log: Logger): Promise<Driver> {
  if (asked === 'memory') return createMemoryDriver()
  const reason = await canRun()
  if (reason === undefined) return createLinuxDriver({ mark: await markOf(store) }) as Driver
  if (asked === 'linux') throw new Error(`The linux data plane cannot run here: ${reason}`)
  log.warn(`no packets: the linux data plane cannot run here (${reason}); using the memory driver`)
  return createMemoryDriver() as Driver
}

/** The mark under which everything of this data directory's data plane is known. */
export async function markOf(store: Store): Promise<string> {
  const before = await store.setting(MARK)
  if (before !== undefined) return before
  const mark = randomBytes(3).toString('hex')
  await store.setSetting(MARK, mark)
  return mark
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
  }
}
