/**
 * Random calls over HTTP, through the whole server with a store on disk: each is answered with a reply or a refusal in
 * AWS's style, never an InternalError; a refusal changes nothing; and when everything is deleted the memory is free again.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { actions } from '../../src/actions/index.ts'
import type { Network } from '../../src/model/network.ts'
import type { Caller } from '../../src/model/owned.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { operation } from '../../src/wire/contract.ts'
import { ACCOUNT, OTHER_ACCOUNT, startServer, type TestServer } from '../api/server.ts'
import { bytesInUse, growth, MOST_GROWTH, megabytes } from './heap.ts'
import { RandomInput, randomness } from './random-input.ts'
import { type Parameter, spell } from './spell.ts'

const ROUNDS = 10
const CALLS = Number(process.env.HTTP_CALLS ?? 12_000)
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)

test(`random calls over HTTP, SEED=${SEED}`, { timeout: 3_600_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'isthmus-fuzz-'))
  const store = await openSqliteStore(directory)
  const server = await startServer({ store, classicLink: true })
  const calls = new Calls(server, store, SEED)
  const sizes: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await calls.openRegions()
    for (let call = 0; call < CALLS / ROUNDS; call++) await calls.one()
    await server.engine.reset()
    sizes.push(await bytesInUse())
  }
  calls.end()
  await server.close()
  await store.close()
  await rm(directory, { recursive: true })
  console.log(`HTTP: ${JSON.stringify(calls.outcomes)}, megabytes ${megabytes(sizes)}`)
  expect(calls.outcomes.success).toBeGreaterThan(CALLS / 20)
  expect(calls.outcomes.refusal).toBeGreaterThan(CALLS / 20)
  expect(growth(sizes)).toBeLessThan(MOST_GROWTH)
})

const places = [ACCOUNT, OTHER_ACCOUNT].flatMap(accountId =>
  ['us-east-1', 'eu-west-1'].map(region => ({ accountId, region })),
)

class Calls {
  readonly outcomes = { success: 0, refusal: 0 }
  readonly #server: TestServer
  readonly #store: Store
  readonly #random: () => number
  readonly #input: RandomInput
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })

  constructor(server: TestServer, store: Store, seed: number) {
    this.#server = server
    this.#store = store
    this.#random = randomness(seed)
    this.#input = new RandomInput(this.#random, server.engine.network)
  }

  /** The first call of an account in a Region makes its default VPC there: something to name. */
  async openRegions(): Promise<void> {
    for (const place of places) await this.#send(place, [['Action', 'DescribeVpcs']])
  }

  async one(): Promise<void> {
    if (this.#random() < 0.001) await this.#server.advance('1d')
    const name = this.#input.pick(Object.keys(actions))
    const place = this.#input.pick(places)
    const { input } = operation('ec2', name as never)
    const wish = this.#input.forCaller(place as Caller, operation('ec2', name as never))
    const parameters = this.#spoilt(spell(input, wish))
    const { revision } = this.#network
    const { status, body } = await this.#send(place, [['Action', name], ...parameters])
    const about = `${name} ${JSON.stringify(parameters)}: ${status} ${body}`
    if (status === 200) {
      this.outcomes.success++
      expect(body, about).toMatch(
        new RegExp(`^<\\?xml [^>]+>\\s*<${name}Response [\\s\\S]+</${name}Response>\\s*$`),
      )
      return
    }
    this.outcomes.refusal++
    expect(body, about).toMatch(/<Code>[A-Z][A-Za-z0-9]+(\.[A-Z][A-Za-z]+)*<\/Code>/)
    expect(status, about).toBeLessThan(500)
    expect(await this.#decidedSince(revision), about).toEqual([])
  }

  end(): void {
    this.#agent.destroy()
  }

  get #network(): Network {
    return this.#server.engine.network
  }

  /** Now and then a parameter that is wrong or unknown. */
  #spoilt(parameters: readonly Parameter[]): readonly Parameter[] {
    if (this.#random() < 0.97) return parameters
    const [name = 'Filter.1.Name'] = parameters[0] ?? []
    const value = this.#input.pick(['', '-1', 'x'.repeat(300), '\u0000', '<&>', '%', '\u{1F600}'])
    return [
      ...parameters,
      [this.#input.pick([name, `${name}.1`, 'Unknown', 'MaxResults', 'NextToken']), value],
    ]
  }

  /** What others than the server itself have decided. */
  async #decidedSince(revision: number): Promise<readonly string[]> {
    const since = this.#network.revision - revision
    const entries = since > 0 ? await this.#store.journal(revision, since) : []
    return entries.filter(entry => entry.caller !== 'isthmus').map(entry => entry.operation)
  }

  #send(place: (typeof places)[number], parameters: readonly Parameter[]): Promise<Answer> {
    const body = new URLSearchParams([['Version', '2016-11-15'], ...parameters]).toString()
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const sent = request(
      this.#server.endpoint,
      { method: 'POST', agent: this.#agent, headers: headersOf(place) },
      async answer => {
        answer.setEncoding('utf8')
        let text = ''
        for await (const part of answer) text += part
        resolve({ status: answer.statusCode ?? 0, body: text })
      },
    )
    sent.on('error', reject)
    sent.end(body)
    return promise
  }
}

interface Answer {
  readonly status: number
  readonly body: string
}

/** With `--auth open` a signature need not be right. */
const headersOf = ({ accountId, region }: (typeof places)[number]) => ({
  'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
  'x-amz-date': '20261122T020755Z',
  authorization:
    `AWS4-HMAC-SHA256 Credential=${accountId}/20261122/${region}/ec2/aws4_request, ` +
    'SignedHeaders=host;x-amz-date, Signature=0',
})
