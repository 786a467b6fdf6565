/**
 * The network at work: the writer, what time causes, and the loop that makes it real, behind one door. Whoever calls
 * has been recognised already; HTTP is in `http.ts`.
 */
import { decide, type ImplementedOperation } from '../actions/operations.ts'
import type { Driver, Failure } from '../drivers/driver.ts'
import { openedRegion } from '../model/birth.ts'
import { openedClassicRegion } from '../model/classic-birth.ts'
import type { ImageRule } from '../model/images.ts'
import { type Change, documents, type Kind, type Network, put } from '../model/network.ts'
import { type Caller, type Place, placeKey, placeOf } from '../model/owned.ts'
import type { QuotaLimits } from '../model/quotas.ts'
import { Agenda } from '../reconcile/agenda.ts'
import { Loop, type Report } from '../reconcile/loop.ts'
import type { Store } from '../store/store.ts'
import { type Listener, Writer } from '../store/writer.ts'
import { createAttendants } from './attendants.ts'
import type { Clock } from './clock.ts'
import type { Consoles } from './consoles.ts'
import type { Upstream } from './dns-upstream.ts'
import { Doorkeeper } from './doorkeeper.ts'
import { newId } from './ids.ts'
import { keyMaker } from './key-maker.ts'

export interface EngineParts {
  readonly store: Store
  readonly clock: Clock
  readonly driver: Driver
  readonly quotas: QuotaLimits
  readonly images: ImageRule
  /** Whether there is ClassicLink, as AWS had it. */
  readonly classicLink: boolean
  readonly consoles: Consoles
  readonly report: Report
  /** Where names that are none of ours are asked; absent: they do not exist. */
  readonly upstream?: Upstream | undefined
  /** What goes wrong while Amazon's services answer in the VPCs. */
  readonly onServiceError: (error: unknown) => void
  /** How often everything is compared with what should be, in milliseconds. */
  readonly sweepEvery: number
  /** The store failed: the process has to end. */
  readonly fatal: (error: unknown) => void
}

const OURSELVES = 'isthmus'
const KEPT_AT_RESET: ReadonlySet<Kind> = new Set([
  'account',
  'access-key',
  'user',
  'role',
  'temporary-credentials',
])
/** How often the clock is looked at while nobody calls. */
const LOOK_AT_CLOCK_EVERY = 1_000

export class Engine {
  readonly driver: Driver
  readonly #parts: EngineParts
  readonly #writer: Writer
  readonly #clock: Clock
  readonly #agenda = new Agenda()
  readonly #doorkeeper: Doorkeeper
  readonly #loop: Loop
  readonly #timers: readonly NodeJS.Timeout[]

  private constructor(parts: EngineParts, writer: Writer) {
    this.driver = parts.driver
    this.#parts = parts
    this.#writer = writer
    this.#clock = parts.clock
    const { driver, upstream, onServiceError: onError } = parts
    const attend = createAttendants({
      network: () => this.present(),
      now: () => this.now,
      limitHops: async (connection, hops) => driver.limitHops?.(connection, hops),
      upstream,
      onError,
    })
    this.#doorkeeper = new Doorkeeper(driver.listen?.bind(driver), attend)
    this.#loop = new Loop({
      driver: parts.driver,
      network: writer.network,
      report: parts.report,
      tend: (real, touched) => this.#doorkeeper.tend(real, touched),
      keep: happened => this.#keep('BecameReal', happened),
    })
    writer.onChange(applied => {
      this.#agenda.note(applied)
      this.#loop.note(applied)
      parts.consoles.note(applied)
    })
    this.#agenda.begin(writer.network)
    this.#timers = [
      setInterval(() => this.#passTime().catch(() => undefined), LOOK_AT_CLOCK_EVERY).unref(),
      setInterval(() => this.#loop.sweep(), parts.sweepEvery).unref(),
    ]
    this.#loop.sweep()
  }

  static async open(parts: EngineParts): Promise<Engine> {
    return new Engine(parts, await Writer.open(parts.store, parts.fatal))
  }

  get network(): Network {
    return this.#writer.network
  }

  /** Calls back after every change of the network in memory, before it is durable. */
  onChange(listener: Listener): void {
    this.#writer.onChange(listener)
  }

  /** The network with what time has caused by now. */
  present(): Network {
    if (this.#agenda.isDue(this.now)) void this.#passTime()
    return this.network
  }

  get now(): number {
    return this.#clock.now()
  }

  get quotas(): QuotaLimits {
    return this.#parts.quotas
  }

  get consoles(): Consoles {
    return this.#parts.consoles
  }

  get classicLink(): boolean {
    return this.#parts.classicLink
  }

  /** Parts of the data plane that could not be made real. */
  get failures(): readonly Failure[] {
    return this.#loop.failures
  }

  /** Decides an operation; resolves when what it changed is durable. Rejects with its refusal. */
  async call(operation: ImplementedOperation, caller: Caller, input: object): Promise<object> {
    this.#prepare(placeOf(caller))
    const author = { caller: caller.accountId, operation, now: this.now }
    const { network, quotas, classicLink } = this
    const { images } = this.#parts
    const { last: consoleOf } = this.consoles
    const situation = {
      network,
      caller,
      now: author.now,
      newId,
      quotas,
      images,
      classicLink,
      keys: keyMaker,
      consoleOf,
    }
    return this.#writer.decide(author, () => decide(operation, situation, input))
  }

  /** Keeps documents that the operator wants: accounts and keys. */
  async install(operation: string, changes: readonly Change[]): Promise<void> {
    await this.#keep(operation, () => changes)
  }

  async advance(milliseconds: number): Promise<number> {
    const now = await this.#clock.advance(milliseconds)
    await this.#passTime()
    return now
  }

  /** Resolves when the data plane is what the API says; with what could not be made real. */
  async settled(): Promise<readonly Failure[]> {
    await this.#passTime()
    await this.#writer.flushed()
    return this.#loop.settled()
  }

  /** Drops every document but accounts, their principals and keys, and takes the data plane away with them. */
  async reset(): Promise<void> {
    await this.#keep('Reset', () => [...this.#everythingButAccounts()])
    await this.settled()
  }

  *#everythingButAccounts(): Iterable<Change> {
    for (const { kind, id } of documents(this.network)) {
      if (!KEPT_AT_RESET.has(kind)) yield { drop: kind, id }
    }
  }

  /** Takes no more work and waits for what runs; the data plane stays as it is. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    await this.#loop.stop()
    this.#doorkeeper.close()
    await this.#writer.flushed()
  }

  /** Takes no more work, and takes the whole data plane away. The network stays as it is, to be built at the next start. */
  async demolish(): Promise<void> {
    await this.stop()
    await this.driver.down()
  }

  /** What must have happened before anything else is decided: what time has caused, and the account's default VPC or EC2-Classic. */
  #prepare(place: Place): void {
    if (!this.present().openedRegions.get(placeKey(place))) void this.#openRegion(place)
  }

  #passTime(): Promise<void> {
    return this.#keep('PassTime', now => this.#agenda.take(this.network, now))
  }

  #openRegion(place: Place): Promise<void> {
    return this.#keep('OpenRegion', now => {
      const birth = { place, now, newId }
      return (this.classicLink ? openedClassicRegion(birth, this.network) : openedRegion(birth)).map(put)
    })
  }

  #keep(operation: string, changes: (now: number) => readonly Change[]): Promise<void> {
    const { now } = this
    return this.#writer.decide({ caller: OURSELVES, operation, now }, () => ({
      changes: changes(now),
      reply: undefined,
    }))
  }
}
