/**
 * Random calls, with and without sense, of all operations, by two accounts in two Regions: each is refused in AWS's
 * style and changes nothing, or succeeds with a reply that can be encoded and a network that can be compiled.
 */
import { describe, expect, test } from 'vitest'
import { actions } from '../../src/actions/index.ts'
import { decide, type ImplementedOperation } from '../../src/actions/operations.ts'
import { affected } from '../../src/fabric/affected.ts'
import { compile, parts } from '../../src/fabric/compile.ts'
import type { Part, PartId } from '../../src/fabric/fabric.ts'
import { openedRegion } from '../../src/model/birth.ts'
import { openedClassicRegion } from '../../src/model/classic-birth.ts'
import type { KeyMaker } from '../../src/model/key-pair.ts'
import { LiveNetwork, put } from '../../src/model/network.ts'
import type { Caller } from '../../src/model/owned.ts'
import { type Policy, parsePolicy } from '../../src/model/policy.ts'
import type { User } from '../../src/model/principal.ts'
import { limits } from '../../src/model/quotas.ts'
import { Refusal } from '../../src/model/refusals.ts'
import { Agenda } from '../../src/reconcile/agenda.ts'
import { becameReal } from '../../src/reconcile/became-real.ts'
import { operation } from '../../src/wire/contract.ts'
import { encodeReply } from '../../src/wire/xml.ts'
import { bytesInUse, growth, MOST_GROWTH, megabytes } from './heap.ts'
import { RandomInput, randomness } from './random-input.ts'

const CALLS = Number(process.env.CALLS ?? 20_000)
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)
const DAY = 86_400_000
/** A world is forgotten after at most so many calls. */
const WORLDS = Math.max(6, Math.ceil(CALLS / 20_000))
const LOSER = '222222222222'

/** Keys that need no randomness: all are the same. */
const key = { publicKey: 'ssh-rsa AAAA', fingerprint: '00:00', privateKey: 'PRIVATE KEY' }
const keys: KeyMaker = { make: type => ({ type, ...key }), read: () => ({ type: 'rsa', ...key }) }

const callers: readonly Caller[] = ['111111111111', '222222222222'].flatMap(accountId =>
  ['us-east-1', 'eu-west-1'].map(region => ({
    accountId,
    region,
    arn: `arn:aws:iam::${accountId}:root`,
    userId: accountId,
    ...(region === 'eu-west-1' && { principal: { kind: 'user', id: `${accountId}/user/admin` } as const }),
  })),
)

describe('random decisions', () => {
  test(`never break and leave nothing in memory, SEED=${SEED}`, { timeout: 3_600_000 }, async () => {
    const outcomes = { success: 0, refusal: 0 }
    const sizes: number[] = []
    for (let at = 0; at < WORLDS; at++) {
      const world = new World(SEED + at)
      for (let call = 0; call < CALLS / WORLDS; call++) world.call()
      outcomes.success += world.outcomes.success
      outcomes.refusal += world.outcomes.refusal
      sizes.push(await bytesInUse())
    }
    console.log(`decisions: ${JSON.stringify(outcomes)}, megabytes ${megabytes(sizes)}`)
    expect(outcomes.success).toBeGreaterThan(CALLS / 20)
    expect(outcomes.refusal).toBeGreaterThan(CALLS / 20)
    expect(growth(sizes)).toBeLessThan(MOST_GROWTH)
  })

  test('make every operation succeed at some time', { timeout: 1_200_000 }, () => {
    const succeeded = new Set<string>()
    const isMissing = () => succeeded.size < Object.keys(actions).length
    for (let seed = 1; seed <= 10 && isMissing(); seed++) {
      const world = new World(seed)
      for (let call = 0; call < 2 * CALLS && isMissing(); call++) {
        world.call()
        if (call % 100 === 0) for (const name of world.succeeded) succeeded.add(name)
      }
    }
    expect([...succeeded].toSorted()).toEqual(Object.keys(actions).toSorted())
  })
})

/** Who calls in one of the Regions: a user who may do everything. */
const admin = (accountId: string): User => ({
  kind: 'user',
  id: `${accountId}/user/admin`,
  accountId,
  name: 'admin',
  path: '/',
  uniqueId: 'AIDA',
  policies: [
    parsePolicy({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }, 'identity') as Policy,
  ],
})

/** A network that random calls act upon, made real after each as a data plane would. */
class World {
  readonly outcomes = { success: 0, refusal: 0 }
  readonly succeeded = new Set<string>()
  readonly #live = new LiveNetwork()
  readonly #agenda = new Agenda()
  readonly #real = new Map<PartId, Part>()
  readonly #random: () => number
  readonly #input: RandomInput
  #now = 0
  #ids = 0

  constructor(seed: number) {
    this.#random = randomness(seed)
    this.#input = new RandomInput(this.#random, this.#live.view)
    for (const { accountId: ownerId, region } of callers) {
      const birth = { place: { ownerId, region }, now: 0, newId: this.#newId }
      const found = region === 'us-east-1' ? openedClassicRegion(birth, this.#live.view) : openedRegion(birth)
      // One has lost its default VPC, so that it can be made again.
      const kept = ownerId === LOSER && region === 'eu-west-1' ? found.slice(0, 2) : found
      this.#apply([...kept, admin(ownerId)].map(put))
    }
  }

  call(): void {
    this.#now += this.#random() < 0.001 ? DAY : 1_000
    const name = this.#input.pick(Object.keys(actions)) as ImplementedOperation
    const caller = this.#input.pick(callers)
    const input = this.#input.forCaller(caller, operation('ec2', name as never))
    const { revision } = this.#live
    try {
      const situation = {
        network: this.#live.view,
        caller,
        now: this.#now,
        newId: this.#newId,
        quotas: limits('raised'),
        images: 'any' as const,
        classicLink: true,
        keys,
        consoleOf: () => undefined,
      }
      const { changes = [], reply } = decide(name, situation, input)
      encodeReply('ec2', name as never, reply as never, 'request')
      this.outcomes.success++
      this.succeeded.add(name)
      if (changes.length > 0) this.#apply(changes)
    } catch (error) {
      if (!(error instanceof Refusal)) throw new Error(`${name} ${JSON.stringify(input)}`, { cause: error })
      expect(error.code).toMatch(/^[A-Z][A-Za-z0-9]+(\.[A-Z][A-Za-z]+)*$/)
      expect(this.#live.revision).toBe(revision)
      this.outcomes.refusal++
    }
    this.#settle()
  }

  /** What `affected` names is compiled; now and then everything is, and nothing else may have changed. */
  #apply(changes: Parameters<LiveNetwork['apply']>[1]): void {
    const applied = this.#live.apply(this.#live.revision + 1, changes)
    this.#agenda.note(applied)
    const touched = new Set(applied.flatMap(change => [...affected(this.#live.view, change)]))
    const wanted = new Map([...touched].map(id => [id, compile(this.#live.view, id)]))
    for (const [id, part] of wanted) {
      if (part) this.#real.set(id, part)
      else this.#real.delete(id)
    }
    if (this.#random() < 0.02) this.#compareAll()
    const events = becameReal(this.#live.view, wanted, this.#now)
    if (events.length > 0) this.#apply(events)
  }

  #compareAll(): void {
    const all = [...parts(this.#live.view)].map(id => [id, compile(this.#live.view, id)] as const)
    expect(this.#real).toEqual(new Map(all.filter(([, part]) => part !== undefined)))
  }

  #settle(): void {
    const due = this.#agenda.take(this.#live.view, this.#now)
    if (due.length > 0) this.#apply(due)
  }

  #newId = (prefix: string): string => `${prefix}-${(++this.#ids).toString(16).padStart(17, '0')}`
}
