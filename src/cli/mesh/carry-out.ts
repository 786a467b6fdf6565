/**
 * Makes a plan's calls: each as soon as those before it are done, so many at a time, and waits for the states that they
 * need. What fails takes only those with it that need it; nothing is remembered outside of the network itself, so that
 * whoever is killed here plans again and goes on.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { EC2Client } from '@aws-sdk/client-ec2'
import type { Call } from '../../mesh/plan.ts'
import { type Place, placeKey } from '../../model/owned.ts'
import { isAlreadyDone } from './already.ts'
import { type Patience, PeeringWatch, type Stage } from './peering-watch.ts'
import { codeOf, isAnswer, said } from './said.ts'
import { filled, peeringOf, send } from './send.ts'
import { Slots } from './slots.ts'
import { Undone } from './undone.ts'

export interface Means {
  ec2(place: Place): EC2Client
  /** Calls at a time. */
  readonly parallel: number
  /** Requests of an account that may wait to be accepted at a time. */
  outstanding(ownerId: string): number
  /** Peerings that had not come to rest when they were seen: still asked for, or not accepted for long. */
  readonly unsettled: readonly string[]
  /** Interrupts: what runs is finished, nothing else begun. */
  readonly signal: AbortSignal
  /** Called for each call that is done or left. */
  onSettled(result: Result): void
  readonly patience?: Patience
}

export interface Result {
  readonly call: Call
  /** Why it is left; undefined: it is done. */
  readonly why?: string
  /** The key of the call that it would have needed, and that is left. */
  readonly needs?: string
}

const PATIENCE: Patience = { first: 20, most: 2_000, inAll: 300_000 }

/** One result for each call, in the order of the calls. */
export function carryOut(calls: readonly Call[], means: Means): Promise<readonly Result[]> {
  return new Run(calls, means).all()
}

class Run {
  readonly #calls: readonly Call[]
  readonly #means: Means
  readonly #patience: Patience
  readonly #slots: Slots
  readonly #results = new Map<string, Promise<Result>>()
  readonly #watches = new Map<string, PeeringWatch>()
  readonly #requests = new Map<string, Slots>()
  readonly #acceptances: ReadonlyMap<string | undefined, Call>
  readonly #peerings = new Map<string, string>()
  /** Where peerings were asked for. */
  readonly #asked = new Map<string, Place>()
  /** Peerings that were asked for or accepted just now: not everybody knows yet. */
  readonly #fresh: Set<string>

  constructor(calls: readonly Call[], means: Means) {
    this.#calls = calls
    this.#means = means
    const acceptances = calls.filter(call => call.operation === 'AcceptVpcPeeringConnection')
    this.#acceptances = new Map(acceptances.map(call => [call.pair, call]))
    this.#patience = means.patience ?? PATIENCE
    this.#slots = new Slots(means.parallel)
    this.#fresh = new Set(means.unsettled)
  }

  all(): Promise<readonly Result[]> {
    for (const call of this.#calls) this.#results.set(call.key, this.#settle(call))
    return Promise.all(this.#results.values())
  }

  async #settle(call: Call): Promise<Result> {
    const before = await Promise.all(call.after.map(key => this.#resultOf(key)))
    const missing = before.find(result => result.why !== undefined)
    const result = missing ? leftFor(call, missing) : { call, why: await this.#whyLeft(call) }
    this.#means.onSettled(result)
    return result
  }

  #resultOf(key: string): Promise<Result> {
    const result = this.#results.get(key)
    if (!result) throw new Error(`no such call before: ${key}`)
    return result
  }

  async #whyLeft(call: Call): Promise<string | undefined> {
    try {
      await (call.operation === 'CreateVpcPeeringConnection' ? this.#request(call) : this.#make(call))
      return undefined
    } catch (error) {
      if (error instanceof Undone) return error.message
      if (isAnswer(error)) return said(error)
      throw error
    }
  }

  /** Not more than the account may have unanswered: the next one has to wait until this one is accepted. */
  async #request(call: Call): Promise<void> {
    const { ownerId } = call.place
    const requests = this.#requests.get(ownerId) ?? new Slots(this.#means.outstanding(ownerId))
    this.#requests.set(ownerId, requests)
    const give = await requests.take()
    const acceptance = this.#acceptances.get(call.pair)
    try {
      await this.#make(call)
      if (acceptance) void this.#resultOf(acceptance.key).then(give)
      else give()
    } catch (error) {
      give()
      throw error
    }
  }

  async #make(call: Call): Promise<void> {
    const client = this.#means.ec2(call.place)
    const input = this.#inputOf(call)
    const peering = peeringIn(call, input)
    if (peering !== undefined && this.#fresh.has(peering)) await this.#untilReady(call, peering)
    const answer = await this.#patiently(client, call, input)
    const id = answer?.VpcPeeringConnection?.VpcPeeringConnectionId ?? peering
    if (id === undefined || !CHANGES_STATE.has(call.operation)) return
    this.#fresh.add(id)
    if (call.operation === 'CreateVpcPeeringConnection') this.#asked.set(id, call.place)
    if (call.pair !== undefined) this.#peerings.set(call.pair, id)
  }

  /** A request that fails is shown only where it was made. */
  async #untilReady(call: Call, peering: string): Promise<void> {
    const asked = this.#asked.get(peering)
    if (asked && placeKey(asked) !== placeKey(call.place)) await this.#watchIn(asked).until(peering, 'there')
    await this.#watchIn(call.place).until(peering, stageFor(call))
  }

  #inputOf(call: Call): Call['input'] {
    if (call.peeringGoesTo === undefined) return call.input
    const peering = this.#peerings.get(call.pair ?? '')
    if (peering === undefined) throw new Error(`no peering for ${call.key}`)
    return filled(call, peering)
  }

  /** An id that we have just been given may not be known everywhere: asked again for a while. */
  async #patiently(client: EC2Client, call: Call, input: Call['input']) {
    const began = performance.now()
    const peering = peeringIn(call, input)
    for (let wait = this.#patience.first; ; wait = Math.min(wait * 2, this.#patience.most)) {
      try {
        return await this.#slots.run(() => this.#once(client, call, input), isUrgent(call))
      } catch (error) {
        const isYoung = peering !== undefined && this.#fresh.has(peering) && NOT_YET.has(codeOf(error))
        if (!isYoung || performance.now() - began > this.#patience.inAll) throw error
        await pause(wait)
      }
    }
  }

  async #once(client: EC2Client, { operation }: Call, input: Call['input']) {
    if (this.#means.signal.aborted) throw new Undone('Interrupted.')
    try {
      return await send(client, operation, input)
    } catch (error) {
      if (await isAlreadyDone(client, operation, input, error)) return undefined
      throw error
    }
  }

  #watchIn(place: Place): PeeringWatch {
    const kept = this.#watches.get(placeKey(place))
    if (kept) return kept
    const made = new PeeringWatch(this.#means.ec2(place), this.#patience, this.#means.signal)
    this.#watches.set(placeKey(place), made)
    return made
  }
}

const leftFor = (call: Call, { call: { key, what } }: Result): Result => ({
  call,
  why: `It needs what is left: ${what}`,
  needs: key,
})

const CHANGES_STATE: ReadonlySet<string> = new Set([
  'CreateVpcPeeringConnection',
  'AcceptVpcPeeringConnection',
])
const NOT_YET: ReadonlySet<string> = new Set(['InvalidVpcPeeringConnectionID.NotFound', 'InvalidID'])

/** Whoever has begun a pair finishes it before the next one is begun. */
const isUrgent = (call: Call): boolean => call.operation !== 'CreateVpcPeeringConnection'

const stageFor = (call: Call): Stage =>
  call.operation === 'AcceptVpcPeeringConnection' || call.operation === 'CreateTags' ? 'there' : 'active'

/** The peering that has to be there for a call. */
const peeringIn = (call: Call, input: Call['input']): string | undefined =>
  call.peeringGoesTo === 'Resources' && 'Resources' in input ? input.Resources?.[0] : peeringOf(input)
