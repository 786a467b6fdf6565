/** A whole server in the test's own process: memory store, memory driver, any key; and clients of it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EC2Client } from '@aws-sdk/client-ec2'
import { STSClient } from '@aws-sdk/client-sts'
import { pino } from 'pino'
import { afterAll } from 'vitest'
import { createMemoryDriver } from '../../src/drivers/memory/driver.ts'
import type { ImageRule } from '../../src/model/images.ts'
import { limits, type QuotaLevel, type QuotaLimits } from '../../src/model/quotas.ts'
import { Clock } from '../../src/server/clock.ts'
import { Consoles } from '../../src/server/consoles.ts'
import { Engine } from '../../src/server/engine.ts'
import { createHttp } from '../../src/server/http.ts'
import { Metrics } from '../../src/server/metrics.ts'
import type { Auth } from '../../src/server/recognise.ts'
import { openMemoryStore } from '../../src/store/memory.ts'
import type { Store } from '../../src/store/store.ts'

export interface Where {
  readonly account?: string
  readonly region?: string
}

export interface TestServer {
  readonly endpoint: string
  readonly engine: Engine
  /** A client for an account and a Region. */
  ec2(where?: Where): EC2Client
  sts(where?: Where): STSClient
  /** Moves the server's clock: `7d`, `2h`, `30m`, `1s`. */
  advance(by: string): Promise<void>
  /** Resolves when everything asynchronous has become real. */
  settled(): Promise<void>
  close(): Promise<void>
}

export const ACCOUNT = '111111111111'
export const OTHER_ACCOUNT = '222222222222'

export interface TestOptions {
  readonly quotas?: QuotaLevel
  readonly quota?: Partial<QuotaLimits>
  readonly images?: ImageRule
  readonly classicLink?: boolean
  /** `open` if absent: any key. */
  readonly auth?: Auth
  /** In memory if absent. Closing it is its maker's. */
  readonly store?: Store
}

export async function startServer({
  quotas = 'raised',
  quota,
  images = 'any',
  classicLink = false,
  auth = 'open',
  store = openMemoryStore(),
}: TestOptions = {}): Promise<TestServer> {
  const report = { applied: () => undefined, failed: () => undefined, blind: () => undefined }
  const fatal = (error: unknown) => {
    throw error
  }
  const directory = mkdtempSync(join(tmpdir(), 'isthmus-api-'))
  const engine = await Engine.open({
    store,
    clock: await Clock.open(store),
    driver: createMemoryDriver(),
    quotas: limits(quotas, quota),
    images,
    classicLink,
    consoles: new Consoles(directory),
    report,
    onServiceError: fatal,
    sweepEvery: 60_000,
    fatal,
  })
  const log = pino({ level: 'error' }, pino.destination(2))
  const http = createHttp({ engine, auth, metrics: new Metrics(), log })
  const endpoint = await http.listen({ port: 0, host: '127.0.0.1' })
  const clients: { destroy(): void }[] = []
  const kept = <C extends { destroy(): void }>(client: C): C => {
    clients.push(client)
    return client
  }
  return {
    endpoint,
    engine,
    ec2: where => kept(new EC2Client(settings(endpoint, where))),
    sts: where => kept(new STSClient(settings(endpoint, where))),
    advance: async by => void (await engine.advance(milliseconds(by))),
    settled: async () => void (await engine.settled()),
    close: async () => {
      for (const client of clients) client.destroy()
      await http.close()
      await engine.stop()
      rmSync(directory, { recursive: true })
    },
  }
}

/** A server for all the tests of a file, closed after the last of them. */
export async function useServer(options?: TestOptions): Promise<TestServer> {
  const server = await startServer(options)
  afterAll(() => server.close())
  return server
}

const settings = (endpoint: string, { account = ACCOUNT, region = 'us-east-1' }: Where = {}) => ({
  endpoint,
  region,
  credentials: { accessKeyId: account, secretAccessKey: 'any' },
  maxAttempts: 1,
})

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const milliseconds = (by: string): number => Number.parseInt(by, 10) * (UNITS[by.slice(-1)] ?? Number.NaN)

/** What a call was refused with. Fails if it was not. */
export async function refused(
  call: Promise<unknown>,
): Promise<{ code: string; message: string; status: number }> {
  try {
    await call
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } }
    return { code: name, message, status: $metadata?.httpStatusCode ?? 0 }
  }
  throw new Error('the call was not refused')
}
