import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Driver, Failure } from '../drivers/driver.ts'
import type { Part, PartId } from '../fabric/fabric.ts'
import { newSubnet, newVpc } from '../model/birth.ts'
import { address, cidr } from '../model/cidr.ts'
import type { Instance } from '../model/instance.ts'
import { type Change, type Document, LiveNetwork, put } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import { Loop, type Surroundings } from './loop.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }

/** A VPC with one pending instance; its ids carry `name`. */
function vpcWithInstance(name: string, block: string): readonly Document[] {
  let count = 0
  const birth = { place, now: 0, newId: (prefix: string) => `${prefix}-${name}${count++}` }
  const [vpc, ...rest] = newVpc(birth, { block: cidr(block) })
  const networkAclId = rest.find(one => one.kind === 'network-acl')?.id ?? ''
  const subnet = newSubnet(birth, { vpcId: vpc.id, zone: 'us-east-1a', cidr: cidr(block), networkAclId })
  const common = { ...place, vpcId: vpc.id, subnetId: subnet[0].id, zone: 'us-east-1a', tags: {} }
  const instance = {
    ...common,
    kind: 'instance',
    id: `i-${name}`,
    state: 'pending',
    since: 0,
  } as unknown as Instance
  const networkInterface: NetworkInterface = {
    ...common,
    kind: 'network-interface',
    id: `eni-${name}`,
    mac: '02:00:00:00:00:01',
    description: '',
    addresses: [address(block.replace('0.0/16', '0.4'))],
    groups: rest.filter(one => one.kind === 'security-group').map(one => one.id),
    sourceDestCheck: true,
    attachment: {
      id: 'a',
      instanceId: instance.id,
      deviceIndex: 0,
      attachedAt: 0,
      deleteOnTermination: true,
    },
    createdAt: 0,
  }
  return [vpc, ...rest, ...subnet, instance, networkInterface]
}

interface Step {
  readonly part: PartId
  readonly build: Part | undefined
}

/** A driver whose parts fail as long as they are said to. */
function fakeDriver() {
  const world = new Map<PartId, Part>()
  const failing = new Set<PartId>()
  const rounds: (readonly PartId[])[] = []
  const driver: Driver<ReadonlyMap<PartId, Part>, Step> = {
    name: 'fake',
    list: async () => [...world.keys()],
    observe: async parts => {
      rounds.push(parts)
      return new Map(world)
    },
    plan: (wanted, observed) =>
      [...wanted].flatMap(([part, build]) => (build === observed.get(part) ? [] : [{ part, build }])),
    apply: async steps => {
      const failures: Failure[] = []
      for (const { part, build } of steps) {
        if (failing.has(part)) failures.push({ part, reason: 'told to fail' })
        else if (build) world.set(part, build)
        else world.delete(part)
      }
      return failures
    },
    describe: ({ part }) => part,
    locate: async () => undefined,
    tap: async () => undefined,
    down: async () => world.clear(),
  }
  return { driver: driver as Driver, world, failing, rounds }
}

function running(documents: readonly Document[], tend?: Surroundings['tend']) {
  const live = new LiveNetwork()
  const fake = fakeDriver()
  const reported = { applied: [] as string[], failed: [] as Failure[], blind: [] as unknown[] }
  const loop: Loop = new Loop({
    driver: fake.driver,
    network: live.view,
    keep: async happened => change(happened(1)),
    ...(tend && { tend }),
    report: {
      applied: (cause, steps) => reported.applied.push(`${cause} ${steps.join(' ')}`),
      failed: failure => reported.failed.push(failure),
      blind: error => reported.blind.push(error),
    },
  })
  const change = (changes: readonly Change[]) => loop.note(live.apply(live.revision + 1, changes))
  change(documents.map(put))
  return { ...fake, loop, network: live.view, reported, change }
}

const partOf = (documents: readonly Document[]): PartId => `vpc/${documents[0]?.id}`

describe('the loop', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const a = vpcWithInstance('a', '10.1.0.0/16')
  const b = vpcWithInstance('b', '10.2.0.0/16')

  test('makes real what was noted, and what became real is kept', async () => {
    const { loop, network, world } = running(a)
    expect(await loop.settled()).toEqual([])
    expect([...world.keys()]).toEqual([partOf(a)])
    expect(network.instances.get('i-a')?.state).toBe('running')
  })

  test('a part that fails stops no other, is named, and is tried again later', async () => {
    const { loop, network, failing, reported } = running([...a, ...b])
    failing.add(partOf(a))
    const failure = { part: partOf(a), reason: 'told to fail' }
    expect(await loop.settled()).toEqual([failure])
    expect(reported.failed).toEqual([failure])
    expect(network.instances.get('i-a')?.state).toBe('pending')
    expect(network.instances.get('i-b')?.state).toBe('running')
    failing.clear()
    await vi.advanceTimersByTimeAsync(200)
    expect(await loop.settled()).toEqual([])
    expect(network.instances.get('i-a')?.state).toBe('running')
  })

  test('a part that cannot be looked at stops no other', async () => {
    const { loop, network, driver } = running([...a, ...b])
    const observe = driver.observe.bind(driver)
    driver.observe = async parts => {
      if (parts.includes(partOf(a))) throw new Error('cannot look')
      return observe(parts)
    }
    expect(await loop.settled()).toEqual([{ part: partOf(a), reason: 'Error: cannot look' }])
    expect(network.instances.get('i-b')?.state).toBe('running')
    driver.observe = observe
    await vi.advanceTimersByTimeAsync(200)
    expect(await loop.settled()).toEqual([])
    expect(network.instances.get('i-a')?.state).toBe('running')
  })

  test('it is tried less often the longer it fails', async () => {
    const { loop, failing, rounds } = running(a)
    failing.add(partOf(a))
    await loop.settled()
    const before = rounds.length
    await vi.advanceTimersByTimeAsync(200 + 400 + 800 - 1)
    expect(rounds.length - before).toBe(2)
    await vi.advanceTimersByTimeAsync(1)
    expect(rounds.length - before).toBe(3)
  })

  test('a sweep finds what was broken by hand, and what should not be there, and reports it', async () => {
    const { loop, world, reported } = running([...a, ...b])
    await loop.settled()
    const stray = 'vpc/vpc-stray' as const
    const [left] = world.values()
    world.delete(partOf(a))
    if (left) world.set(stray, left)
    reported.applied.length = 0
    loop.sweep()
    await loop.settled()
    expect([...world.keys()].toSorted()).toEqual([partOf(a), partOf(b)].toSorted())
    expect(reported.applied).toEqual([expect.stringMatching(/^sweep /)])
    expect(reported.applied[0]).toContain(partOf(a))
    expect(reported.applied[0]).toContain(stray)
  })

  test('a driver that cannot say what there is is asked again later', async () => {
    const { loop, driver, world, reported } = running(a)
    await loop.settled()
    const list = driver.list
    driver.list = async () => {
      throw new Error('cannot list')
    }
    world.clear()
    loop.sweep()
    await loop.settled()
    expect(reported.blind).toEqual([new Error('cannot list')])
    driver.list = list
    await vi.advanceTimersByTimeAsync(30_000)
    await loop.settled()
    expect([...world.keys()]).toEqual([partOf(a)])
  })

  test('a change looks only at the parts it may have changed', async () => {
    const { loop, network, rounds, change } = running([...a, ...b])
    await loop.settled()
    rounds.length = 0
    const instance = network.instances.get('i-a') as Instance
    change([put({ ...instance, state: 'stopping' })])
    await loop.settled()
    expect(rounds).toEqual([[partOf(a)], [partOf(a)]])
    expect(network.instances.get('i-a')?.state).toBe('stopped')
  })

  test('what changes while it is being built is not said to be real', async () => {
    const { loop, network, driver, change } = running(a)
    const apply = driver.apply.bind(driver)
    let once = true
    driver.apply = async steps => {
      const failures = await apply(steps)
      const instance = network.instances.get('i-a') as Instance
      if (once) change([put({ ...instance, state: 'shutting-down' })])
      once = false
      return failures
    }
    await loop.settled()
    expect(network.instances.get('i-a')?.state).toBe('terminated')
  })

  test('what changes while the world is looked at is for the next round, with all that it affects', async () => {
    const { loop, network, driver, world, change } = running(a)
    const { observe, apply } = driver
    const built: boolean[] = []
    let once = true
    driver.observe = async parts => {
      const instance = network.instances.get('i-a') as Instance
      if (once) change([put({ ...instance, state: 'shutting-down' })])
      once = false
      return observe(parts)
    }
    driver.apply = async steps => {
      const failures = await apply(steps)
      built.push(world.has(partOf(a)))
      return failures
    }
    await loop.settled()
    expect(built).toEqual([true, false])
  })

  test('whoever tends real parts is told of them, and what fails there is tried again', async () => {
    let told: string[] = []
    const failure = { part: partOf(a), reason: 'cannot listen' }
    let failures: readonly Failure[] = [failure]
    const tend: Surroundings['tend'] = async (real, touched) => {
      for (const [id, is] of real)
        told.push(`${id} ${is ? 'is' : 'gone'}${touched.has(id) ? ', touched' : ''}`)
      return failures
    }
    const { loop, network, failing } = running([...a, ...b], tend)
    failing.add(partOf(b))
    expect(await loop.settled()).toEqual([{ part: partOf(b), reason: 'told to fail' }, failure])
    expect(network.instances.get('i-a')?.state).toBe('running')
    expect(new Set(told)).toEqual(new Set([`${partOf(a)} is, touched`]))
    told = []
    failures = []
    failing.clear()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await loop.settled()).toEqual([])
    expect(new Set(told)).toEqual(new Set([`${partOf(a)} is, touched`, `${partOf(b)} is, touched`]))
  })

  test('stopped, it begins nothing more', async () => {
    const { loop, rounds, change } = running(a)
    await loop.stop()
    const before = rounds.length
    change(b.map(put))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(rounds.length).toBe(before)
  })
})
