/**
 * The one writer. Decisions run one after another on the live network; memory moves first, and what was decided in one
 * turn of the event loop goes to disk in one write. Every answer, a read's and a refusal's too, waits until what it saw
 * is durable: so nobody ever sees what a crash could take back.
 */
import type { Decision } from '../actions/decide.ts'
import { type Applied, LiveNetwork, type Network, put } from '../model/network.ts'
import type { Entry, Store } from './store.ts'

/** Who decides what: for the journal. */
export interface Author {
  /** An account, or `isthmus` for what time or the data plane caused. */
  readonly caller: string
  readonly operation: string
  readonly now: number
}

export type Listener = (applied: readonly Applied[]) => void

export class Writer {
  readonly #store: Store
  readonly #live: LiveNetwork
  readonly #fatal: (error: unknown) => void
  readonly #listeners: Listener[] = []
  /** The entries of the next write; absent: none waits. */
  #batch: Entry[] | undefined
  /** When everything decided so far is durable. */
  #written: Promise<void> = Promise.resolve()

  private constructor(store: Store, live: LiveNetwork, fatal: (error: unknown) => void) {
    this.#store = store
    this.#live = live
    this.#fatal = fatal
  }

  /**
   * Takes up the network as the store has it. `fatal` is called if the store fails: memory is then ahead of it, nothing
   * will be answered any more, and the process has to start again.
   */
  static async open(store: Store, fatal: (error: unknown) => void): Promise<Writer> {
    const { revision, documents } = await store.load()
    const live = new LiveNetwork()
    live.apply(revision, documents.map(put))
    return new Writer(store, live, fatal)
  }

  get network(): Network {
    return this.#live.view
  }

  /** Calls back after every change of the network in memory, in order, before anything else is decided. */
  onChange(listener: Listener): void {
    this.#listeners.push(listener)
  }

  /**
   * Makes a decision on the network as it is now, keeps its changes, and answers with its reply when they are durable.
   * Rejects with what the decision throws. If the store has failed it never answers.
   */
  async decide<R>(author: Author, make: () => Decision<R>): Promise<R> {
    try {
      const { changes = [], reply } = make()
      if (changes.length > 0) this.#keep({ ...author, changes })
      return reply
    } finally {
      await this.#written
    }
  }

  /** Resolves when everything decided so far is durable. */
  async flushed(): Promise<void> {
    await this.#written
  }

  #keep({ now: at, ...decided }: Author & Pick<Entry, 'changes'>): void {
    const revision = this.#live.revision + 1
    const applied = this.#live.apply(revision, decided.changes)
    this.#nextBatch().push({ revision, at, ...decided })
    for (const listener of this.#listeners) listener(applied)
  }

  #nextBatch(): Entry[] {
    if (!this.#batch) {
      this.#batch = []
      this.#written = this.#write(this.#batch, this.#written).catch(error => this.#stop(error))
    }
    return this.#batch
  }

  /** Whatever is decided until this turn ends, and until the write before is done, shares this write. */
  async #write(batch: readonly Entry[], before: Promise<void>): Promise<void> {
    await Promise.all([before, new Promise(resolve => setImmediate(resolve))])
    this.#batch = undefined
    await this.#store.commit(batch)
  }

  /** Whatever waits for the failed write waits for ever: no answer is given that is not durable. */
  #stop(error: unknown): Promise<never> {
    this.#fatal(error)
    return new Promise(() => {})
  }
}
