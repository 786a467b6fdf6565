/** A network that is moved by the real decisions and made real at once, as the memory driver does: nothing is asynchronous. */
import { decide, type ImplementedOperation } from '../../src/actions/operations.ts'
import { affected } from '../../src/fabric/affected.ts'
import { compile } from '../../src/fabric/compile.ts'
import type { KeyMaker } from '../../src/model/key-pair.ts'
import {
  type Change,
  type Document,
  documents,
  LiveNetwork,
  type Network,
  put,
} from '../../src/model/network.ts'
import type { Place } from '../../src/model/owned.ts'
import { limits, type QuotaLimits } from '../../src/model/quotas.ts'
import { Agenda } from '../../src/reconcile/agenda.ts'
import { becameReal } from '../../src/reconcile/became-real.ts'

const none = { publicKey: '', fingerprint: '', privateKey: '' }
const keys: KeyMaker = { make: type => ({ type, ...none }), read: () => ({ type: 'rsa', ...none }) }

export class World {
  quotas: QuotaLimits = limits('none')
  readonly #live = new LiveNetwork()
  readonly #agenda = new Agenda()
  #now: number
  #ids: number

  constructor(now = 0, ids = 0, there: readonly Document[] = []) {
    this.#now = now
    this.#ids = ids
    this.#apply(there.map(put))
  }

  /** The same network, which goes its own way from here. */
  fork(): World {
    const fork = new World(this.#now, this.#ids, [...documents(this.network)])
    fork.quotas = this.quotas
    return fork
  }

  get network(): Network {
    return this.#live.view
  }

  /** What the API answers; throws its refusals. Every call takes a second. */
  call<R = object>({ ownerId, region }: Place, operation: ImplementedOperation, input: object): R {
    this.pass(1_000)
    const { changes = [], reply } = decide(
      operation,
      {
        network: this.network,
        caller: { accountId: ownerId, region, arn: `arn:aws:iam::${ownerId}:root`, userId: ownerId },
        now: this.#now,
        newId: prefix => `${prefix}-${(++this.#ids).toString(16).padStart(17, '0')}`,
        quotas: this.quotas,
        images: 'any',
        classicLink: false,
        keys,
        consoleOf: () => undefined,
      },
      input,
    )
    this.#apply(changes)
    this.pass(0)
    return reply as R
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds
    this.#apply(this.#agenda.take(this.network, this.#now))
  }

  #apply(changes: readonly Change[]): void {
    if (changes.length === 0) return
    const applied = this.#live.apply(this.#live.revision + 1, changes)
    this.#agenda.note(applied)
    const touched = new Set(applied.flatMap(change => [...affected(this.network, change)]))
    const parts = new Map([...touched].map(id => [id, compile(this.network, id)]))
    this.#apply(becameReal(this.network, parts, this.#now))
  }
}
