/**
 * The loop that makes the network real. It is told which parts may differ, never what changed: it compiles what should
 * be, asks the driver what is, and has the difference applied. A sweep over all parts runs at start and every so often,
 * and repairs what somebody broke by hand. A part that fails is tried again, together with its neighbours, and stops no
 * other.
 */
import type { Driver, Failure } from '../drivers/driver.ts'
import { affected } from '../fabric/affected.ts'
import { compile, parts as partsOf } from '../fabric/compile.ts'
import type { Part, PartId } from '../fabric/fabric.ts'
import type { Applied, Change, Network } from '../model/network.ts'
import { awaited } from './awaited.ts'
import { becameReal } from './became-real.ts'

export interface Surroundings {
  readonly driver: Driver
  readonly network: Network
  /** Keeps what became real. */
  readonly keep: (happened: (now: number) => readonly Change[]) => Promise<void>
  /** Told which parts are real now, undefined for those that are gone, and which of them were changed. With what failed. */
  readonly tend?: (
    real: ReadonlyMap<PartId, Part | undefined>,
    touched: ReadonlySet<PartId>,
  ) => Promise<readonly Failure[]>
  readonly report: Report
}

export interface Report {
  /** Steps that were taken to make parts real, by what set them off. */
  applied(cause: 'change' | 'sweep', steps: readonly string[], milliseconds: number): void
  failed(failure: Failure): void
  /** The driver cannot even say what there is. */
  blind(error: unknown): void
}

interface Round {
  readonly wanted: Map<PartId, Part | undefined>
  readonly failures: Failure[]
  readonly steps: string[]
  /** The parts that steps were taken for. */
  readonly touched: Set<PartId>
}

const FIRST_RETRY = 200
const LAST_RETRY = 30_000

export class Loop {
  readonly #around: Surroundings
  #dirty = new Set<PartId>()
  #sweepDue = false
  #running: Promise<void> | undefined
  #stopped = false
  readonly #failures = new Map<PartId, { readonly reason: string; readonly attempts: number }>()
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(around: Surroundings) {
    this.#around = around
  }

  /** What could not be made real, and why. */
  get failures(): readonly Failure[] {
    return [...this.#failures].map(([part, { reason }]) => ({ part, reason }))
  }

  /** Takes note of what has changed; the work begins in this turn of the event loop's end. */
  note(applied: readonly Applied[]): void {
    for (const change of applied) {
      for (const part of affected(this.#around.network, change)) this.#dirty.add(part)
    }
    this.#wake()
  }

  /** Compares everything with what should be. */
  sweep(): void {
    this.#sweepDue = true
    this.#wake()
  }

  /** Resolves when the data plane is what the network says, or says why it cannot be. */
  async settled(): Promise<readonly Failure[]> {
    while (this.#running) await this.#running
    return this.failures
  }

  /** Begins no new round, and waits for the one that runs. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    await this.#running
  }

  #wake(): void {
    if (this.#stopped || this.#running || !this.#hasWork()) return
    this.#running = this.#run()
      .catch(error => this.#lookAgain(error))
      .finally(() => {
        this.#running = undefined
        this.#wake()
      })
  }

  #hasWork = (): boolean => this.#sweepDue || this.#dirty.size > 0

  async #run(): Promise<void> {
    await Promise.resolve()
    while (this.#hasWork() && !this.#stopped) await this.#round()
  }

  async #round(): Promise<void> {
    const { driver, network, keep, report, tend } = this.#around
    const cause = this.#sweepDue ? 'sweep' : 'change'
    const ids = this.#dirty
    this.#dirty = new Set()
    this.#sweepDue = false
    if (cause === 'sweep') {
      const there = await driver.list()
      for (const id of [...partsOf(network), ...awaited(network), ...there]) ids.add(id)
    }
    const began = performance.now()
    const { wanted, failures, steps, touched } = await this.#makeReal(ids)
    if (steps.length > 0) report.applied(cause, steps, performance.now() - began)
    const tried = new Map(wanted)
    for (const { part } of failures) wanted.delete(part)
    this.#learn(tried, [...failures, ...((await tend?.(wanted, touched)) ?? [])])
    for (const part of this.#dirty) wanted.delete(part) // changed meanwhile: not what was made real
    await keep(now => becameReal(network, wanted, now))
  }

  /** A driver that cannot even look fails for all it was asked about; then each part is tried alone, and only its own fails. */
  async #makeReal(ids: ReadonlySet<PartId>): Promise<Round> {
    try {
      return await this.#together(ids)
    } catch (error) {
      if (ids.size > 1) return this.#eachAlone(ids)
      const failures = [...ids].map(part => ({ part, reason: String(error) }))
      return { wanted: new Map([...ids].map(id => [id, undefined])), failures, steps: [], touched: new Set() }
    }
  }

  async #together(ids: ReadonlySet<PartId>): Promise<Round> {
    const { driver, network } = this.#around
    // Before anything is awaited: what changes meanwhile may want parts that are none of these, but of the next round.
    const wanted = new Map<PartId, Part | undefined>([...ids].map(id => [id, compile(network, id)]))
    const observed = await driver.observe([...ids])
    const steps = driver.plan(wanted, observed)
    const failures = steps.length > 0 ? [...(await driver.apply(steps))] : []
    const touched = new Set(steps.map(step => step.part))
    return { wanted, failures, steps: steps.map(step => driver.describe(step)), touched }
  }

  async #eachAlone(ids: ReadonlySet<PartId>): Promise<Round> {
    const all: Round = { wanted: new Map(), failures: [], steps: [], touched: new Set() }
    for (const id of ids) {
      const { wanted, failures, steps, touched } = await this.#makeReal(new Set([id]))
      for (const [part, specification] of wanted) all.wanted.set(part, specification)
      all.failures.push(...failures)
      all.steps.push(...steps)
      for (const part of touched) all.touched.add(part)
    }
    return all
  }

  #learn(tried: ReadonlyMap<PartId, Part | undefined>, failures: readonly Failure[]): void {
    const failed = new Map(failures.map(({ part, reason }) => [part, reason]))
    for (const part of tried.keys()) if (!failed.has(part)) this.#failures.delete(part)
    for (const [part, reason] of failed) {
      const attempts = (this.#failures.get(part)?.attempts ?? 0) + 1
      this.#failures.set(part, { reason, attempts })
      this.#around.report.failed({ part, reason })
      this.#retry(tried.get(part), part, attempts)
    }
  }

  #lookAgain(error: unknown): void {
    this.#around.report.blind(error)
    this.#later(LAST_RETRY, () => this.sweep())
  }

  /** Later each time; with its neighbours, since what it lacks may be theirs. */
  #retry(specification: Part | undefined, part: PartId, attempts: number): void {
    this.#later(Math.min(FIRST_RETRY * 2 ** (attempts - 1), LAST_RETRY), () => {
      for (const one of [part, ...neighbours(specification)]) this.#dirty.add(one)
      this.#wake()
    })
  }

  #later(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work()
    }, milliseconds)
    this.#timers.add(timer)
    timer.unref()
  }
}

function neighbours(part: Part | undefined): readonly PartId[] {
  if (!part) return []
  if ('interfaces' in part)
    return [
      ...part.peerings.map(({ id }) => `peering/${id}` as const),
      ...part.uplinks.map(({ id }) => `gateway/${id}` as const),
    ]
  if ('requesterVpcId' in part) return [`vpc/${part.requesterVpcId}`, `vpc/${part.accepterVpcId}`]
  return 'vpcId' in part ? [`vpc/${part.vpcId}`, 'internet/world'] : []
}
