/**
 * Makes one call of a plan: with the id of its peering, once that is in the state that the call needs, as often as it takes
 * until everybody knows what is new. What is so already counts as done.
 */
import type { EC2Client } from '@aws-sdk/client-ec2'
import type { Call, MeshOperation } from '../../mesh/plan.ts'
import { type Place, placeKey } from '../../model/owned.ts'
import { again, type Patience } from './again.ts'
import { isAlreadyDone } from './already.ts'
import { PeeringWatch, type Stage } from './peering-watch.ts'
import { codeOf, isThrottled } from './said.ts'
import { type Answer, filled, peeringOf, send } from './send.ts'
import { Slots } from './slots.ts'
import { Undone } from './undone.ts'

export interface Means {
  ec2(place: Place): EC2Client
  /** Calls at a time. */
  readonly parallel: number
  /** Peerings that had not come to rest when they were seen: still asked for, or not accepted for long. */
  readonly unsettled: readonly string[]
  /** Interrupts: what runs is finished, nothing else begun. */
  readonly signal: AbortSignal
  readonly patience?: Patience
}

const PATIENCE: Patience = { first: 20, most: 2_000, inAll: 300_000 }

export class CallMaker {
  readonly #means: Means
  readonly #patience: Patience
  readonly #slots: Slots
  readonly #watches = new Map<string, PeeringWatch>()
  /** What pairs have been asked for, and where. */
  readonly #requests = new Map<string, { readonly id: string; readonly place: Place }>()
  /** Peerings that were asked for or accepted just now: not everybody knows yet. */
  readonly #fresh: Set<string>

  constructor(means: Means) {
    this.#means = means
    this.#patience = means.patience ?? PATIENCE
    this.#slots = new Slots(means.parallel)
    this.#fresh = new Set(means.unsettled)
  }

  /** Throws Undone, or AWS's refusal. */
  async make(call: Call): Promise<void> {
    const request = this.#requests.get(call.pair ?? '')
    const input = request ? filled(call, request.id) : call.input
    const peering = peeringOf(input)
    const isFresh = peering !== undefined && this.#fresh.has(peering)
    if (isFresh) await this.#untilReady(call, peering, request?.place)
    const answer = await this.#patiently(call, input, isFresh)
    if (call.operation === 'AcceptVpcPeeringConnection' && peering !== undefined) this.#fresh.add(peering)
    const { VpcPeeringConnectionId: id } = answer?.VpcPeeringConnection ?? {}
    if (call.operation !== 'CreateVpcPeeringConnection' || id === undefined) return
    this.#fresh.add(id)
    this.#requests.set(call.pair ?? '', { id, place: call.place })
  }

  /** A request that fails is shown only where it was made. */
  async #untilReady(call: Call, peering: string, requested: Place | undefined): Promise<void> {
    if (requested && placeKey(requested) !== placeKey(call.place))
      await this.#watchIn(requested).until(peering, 'there')
    await this.#watchIn(call.place).until(peering, stages[call.operation] ?? 'active')
  }

  /**
   * An id that we have just been given may not be known everywhere: asked again for a while. What is throttled although the
   * SDK has repeated it, for which it has a budget, keeps its place and is asked again: so not all calls crowd at the door.
   */
  #patiently(call: Call, input: Call['input'], isFresh: boolean): Promise<Answer | undefined> {
    const inPlace = () => again(() => this.#once(call, input), isThrottled, this.#patience)
    return again(
      () => this.#slots.run(inPlace, isUrgent(call)),
      error => isFresh && NOT_YET.has(codeOf(error)),
      this.#patience,
    )
  }

  async #once({ operation, place }: Call, input: Call['input']): Promise<Answer | undefined> {
    if (this.#means.signal.aborted) throw new Undone('Interrupted.')
    const client = this.#means.ec2(place)
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

const NOT_YET: ReadonlySet<string> = new Set(['InvalidVpcPeeringConnectionID.NotFound', 'InvalidID'])

/** Whoever has begun a pair finishes it before the next one is begun. */
const isUrgent = (call: Call): boolean => call.operation !== 'CreateVpcPeeringConnection'

/** What has to be true of its peering before a call: it is active, unless another stage is told here. */
const stages: Readonly<Partial<Record<MeshOperation, Stage>>> = {
  AcceptVpcPeeringConnection: 'there',
  CreateTags: 'there',
  DeleteTags: 'there',
  DeleteVpcPeeringConnection: 'at rest',
}
