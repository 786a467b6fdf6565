/**
 * Carries a plan out: each call as soon as those before it are done. What fails takes only those with it that need it;
 * nothing is remembered outside of the network itself, so that whoever is killed here plans again and goes on.
 */
import type { Call } from '../../mesh/plan.ts'
import { CallMaker, type Means } from './call-maker.ts'
import { isAnswer, said } from './said.ts'
import { Slots } from './slots.ts'
import { Undone } from './undone.ts'

export interface Result {
  readonly call: Call
  /** Why it is left; undefined: it is done. */
  readonly why?: string
  /** The key of the call that it would have needed, and that is left. */
  readonly needs?: string
}

export interface Errand extends Means {
  /** Requests of an account that may wait to be accepted at a time. */
  outstanding(ownerId: string): number
  /** Called for each call that is done or left. */
  onSettled(result: Result): void
}

/** One result for each call, in the order of the calls: those that come before another stand before it. */
export function carryOut(calls: readonly Call[], errand: Errand): Promise<readonly Result[]> {
  return new Run(calls, errand).all()
}

class Run {
  readonly #calls: readonly Call[]
  readonly #errand: Errand
  readonly #maker: CallMaker
  readonly #results = new Map<string, Promise<Result>>()
  readonly #requests = new Map<string, Slots>()
  readonly #acceptances: ReadonlyMap<string | undefined, Call>

  constructor(calls: readonly Call[], errand: Errand) {
    this.#calls = calls
    this.#errand = errand
    this.#maker = new CallMaker(errand)
    const acceptances = calls.filter(call => call.operation === 'AcceptVpcPeeringConnection')
    this.#acceptances = new Map(acceptances.map(call => [call.pair, call]))
  }

  all(): Promise<readonly Result[]> {
    for (const call of this.#calls) this.#results.set(call.key, this.#settle(call))
    return Promise.all(this.#results.values())
  }

  async #settle(call: Call): Promise<Result> {
    const before = await Promise.all(call.after.map(key => this.#resultOf(key)))
    const missing = before.find(result => result.why !== undefined)
    const result = missing ? leftFor(call, missing) : { call, why: await this.#whyLeft(call) }
    this.#errand.onSettled(result)
    return result
  }

  #resultOf(key: string): Promise<Result> {
    const result = this.#results.get(key)
    if (!result) throw new Error(`no such call before: ${key}`)
    return result
  }

  async #whyLeft(call: Call): Promise<string | undefined> {
    try {
      await (call.operation === 'CreateVpcPeeringConnection' ? this.#request(call) : this.#maker.make(call))
      return undefined
    } catch (error) {
      if (error instanceof Undone) return error.message
      if (isAnswer(error)) return said(error)
      throw error
    }
  }

  /** Not more than the account may have unanswered: the next one has to wait until this one is accepted. */
  async #request(call: Call): Promise<void> {
    const give = await this.#requestsOf(call.place.ownerId).take()
    const acceptance = this.#acceptances.get(call.pair)
    try {
      await this.#maker.make(call)
      if (acceptance) void this.#resultOf(acceptance.key).then(give)
      else give()
    } catch (error) {
      give()
      throw error
    }
  }

  #requestsOf(ownerId: string): Slots {
    const kept = this.#requests.get(ownerId)
    if (kept) return kept
    const made = new Slots(this.#errand.outstanding(ownerId))
    this.#requests.set(ownerId, made)
    return made
  }
}

const leftFor = (call: Call, { call: { key, what } }: Result): Result => ({
  call,
  why: `It needs what is left: ${what}`,
  needs: key,
})
