/**
 * The states of peerings in one account and Region, waited for by one who asks for all of them: at once, and then more and
 * more slowly while nothing moves.
 */
import { setTimeout as pause } from 'node:timers/promises'
import {
  type EC2Client,
  paginateDescribeVpcPeeringConnections,
  type VpcPeeringConnection,
} from '@aws-sdk/client-ec2'
import type { PeeringState } from '../../model/peering.ts'
import type { Patience } from './again.ts'
import { gather, inBatches } from './gather.ts'
import { isThrottled } from './said.ts'
import { Undone } from './undone.ts'

/** `there`: it can be seen, and accepted or tagged; `at rest`: deleted; `active`: packets may be routed to it. */
export type Stage = 'there' | 'at rest' | 'active'

interface Waiter {
  readonly stage: Stage
  readonly since: number
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

const ON_THE_WAY: Readonly<Record<Stage, ReadonlySet<PeeringState>>> = {
  there: new Set(['initiating-request']),
  'at rest': new Set(['initiating-request', 'provisioning']),
  active: new Set(['initiating-request', 'pending-acceptance', 'provisioning']),
}
const ENDED: ReadonlySet<PeeringState> = new Set(['failed', 'rejected', 'expired', 'deleting', 'deleted'])

export class PeeringWatch {
  readonly #client: EC2Client
  readonly #patience: Patience
  readonly #signal: AbortSignal
  readonly #waiters = new Map<string, Waiter[]>()
  #pause: number
  #isAsking = false

  constructor(client: EC2Client, patience: Patience, signal: AbortSignal) {
    this.#client = client
    this.#patience = patience
    this.#signal = signal
    this.#pause = patience.first
  }

  /** Resolves when the peering is that far. Throws Undone if it has ended, if it takes too long, or if one is interrupted. */
  until(id: string, stage: Stage): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter = { stage, since: performance.now(), resolve, reject }
      this.#waiters.set(id, [...(this.#waiters.get(id) ?? []), waiter])
      this.#pause = this.#patience.first
      if (!this.#isAsking) void this.#ask()
    })
  }

  async #ask(): Promise<void> {
    this.#isAsking = true
    while (this.#waiters.size > 0) {
      try {
        await pause(this.#pause, undefined, { signal: this.#signal })
        this.#tell(await this.#look([...this.#waiters.keys()]))
      } catch (error) {
        this.#giveUp(this.#signal.aborted ? new Undone('Interrupted.') : (error as Error))
      }
    }
    this.#isAsking = false
  }

  /** By a filter: an id that is not there yet is no error then. Nothing is seen while one is throttled. */
  #look(ids: readonly string[]): Promise<readonly VpcPeeringConnection[]> {
    const seen = inBatches(ids, Values => {
      const Filters = [{ Name: 'vpc-peering-connection-id', Values: [...Values] }]
      const pages = paginateDescribeVpcPeeringConnections({ client: this.#client }, { Filters })
      return gather(pages, page => page.VpcPeeringConnections)
    })
    return seen.catch(error => (isThrottled(error) ? [] : Promise.reject(error)))
  }

  #tell(seen: readonly VpcPeeringConnection[]): void {
    const states = new Map(seen.map(one => [one.VpcPeeringConnectionId, one.Status]))
    const before = this.#waiters.size
    for (const [id, waiters] of this.#waiters) {
      const { Code: state = 'initiating-request', Message } = states.get(id) ?? {}
      const waiting = waiters.filter(waiter => {
        if (ENDED.has(state)) waiter.reject(ended(id, state, Message))
        else if (!ON_THE_WAY[waiter.stage].has(state)) waiter.resolve()
        else if (performance.now() - waiter.since > this.#patience.inAll) waiter.reject(tooSlow(id, state))
        else return true
        return false
      })
      if (waiting.length > 0) this.#waiters.set(id, waiting)
      else this.#waiters.delete(id)
    }
    const { first, most } = this.#patience
    this.#pause = this.#waiters.size < before ? first : Math.min(this.#pause * 2, most)
  }

  #giveUp(error: Error): void {
    for (const waiter of [...this.#waiters.values()].flat()) waiter.reject(error)
    this.#waiters.clear()
  }
}

/** AWS's words, and what they may mean here: overlaps were looked for before. */
const ended = (id: string, state: PeeringState, message = ''): Undone =>
  new Undone(
    state === 'failed'
      ? `${id} has failed. AWS says: "${message}". Its blocks did not overlap when they were read: has a VPC been changed since? Plan again.`
      : `${id} is ${state} (${message}): somebody has ended it meanwhile. Run it again.`,
  )

const tooSlow = (id: string, state: PeeringState): Undone =>
  new Undone(`${id} is still ${state}. Run it again later: it goes on from here.`)
