/** The laws of src/drivers/driver.ts: one suite for every data plane. */
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { Driver } from '../../src/drivers/driver.ts'
import type { Part, PartId, Router } from '../../src/fabric/fabric.ts'
import { converge, difference, planFor, type Step, wantedBy } from './converge.ts'
import { type Fabric, fabrics, wholeFabrics } from './fabric-arbitrary.ts'

export interface Bench<S extends Step> {
  /** A driver as a fresh process has it: each time a new one, on one and the same world. */
  readonly fresh: () => Driver<unknown, S>
  /** The driver of another server on the same machine. */
  readonly neighbour: () => Driver<unknown, S>
  /** The step is the drop, or makes packets pass; a driver that passes none has neither. */
  readonly closes: (step: S) => boolean
  readonly opens: (step: S) => boolean
  /** A specification that the driver fails to build; undefined if it cannot fail. */
  readonly impossible: (router: Router) => Router | undefined
  /** How many random fabrics to try. */
  readonly runs: number
}

const NOTHING: Fabric = new Map()

export function driverLaws<S extends Step>({ fresh, neighbour, closes, opens, impossible, runs }: Bench<S>) {
  afterEach(async () => {
    await fresh().down()
    await neighbour().down()
  })

  const limits = { numRuns: runs, seed: 20_261_122 }
  const forAny = (law: (fabric: Fabric) => Promise<void>) => fc.assert(fc.asyncProperty(fabrics, law), limits)
  const forAnyTwo = (law: (one: Fabric, other: Fabric) => Promise<void>) =>
    fc.assert(fc.asyncProperty(fabrics, fabrics, law), limits)

  describe('twice is once', () => {
    test('after plan and apply, plan is empty; also from any fabric to any other', () =>
      forAnyTwo(async (one, other) => {
        const driver = fresh()
        expect(await converge(driver, one)).toEqual([])
        expect(await difference(driver, one)).toEqual([])
        expect(await converge(driver, other)).toEqual([])
        expect(await difference(driver, other)).toEqual([])
      }))

    test('the world depends on the fabric, not on the path to it', () =>
      forAnyTwo(async (one, other) => {
        const driver = fresh()
        await converge(driver, one)
        await converge(driver, other)
        const byWayOfOne = await driver.observe([...other.keys()])
        await driver.down()
        await converge(driver, other)
        expect(await driver.observe([...other.keys()])).toEqual(byWayOfOne)
      }))
  })

  describe('mark', () => {
    test('a fresh process lists all that is ours, finds nothing to do, and can take it away', () =>
      forAny(async fabric => {
        await converge(fresh(), fabric)
        expect(new Set(await fresh().list())).toEqual(new Set(fabric.keys()))
        expect(await difference(fresh(), fabric)).toEqual([])
        expect(await converge(fresh(), NOTHING)).toEqual([])
        expect(await fresh().list()).toEqual([])
      }))
  })

  describe('only ours', () => {
    test('another server with the same fabric sees nothing of ours and takes nothing of ours away', async () => {
      const fabric = example()
      await converge(fresh(), fabric)
      expect(await neighbour().list()).toEqual([])
      await converge(neighbour(), fabric)
      await neighbour().down()
      expect(await difference(fresh(), fabric)).toEqual([])
    })

    test('parts that nobody asked about are left as they are', async () => {
      const fabric = example()
      await converge(fresh(), fabric)
      const [part] = fabric.keys()
      const driver = fresh()
      const wanted = new Map(part ? [[part, undefined]] : [])
      await driver.apply(driver.plan(wanted, await driver.observe([...wanted.keys()])))
      const vpcs = [...fabric].filter(([one]) => one.startsWith('vpc/') && one !== part)
      const rest = await driver.observe(vpcs.map(([one]) => one))
      expect(driver.plan(new Map(vpcs), rest).filter(step => opens(step))).toEqual([])
      expect(await driver.list()).not.toContain(part)
    })
  })

  test('fail closed: what drops comes before what lets pass', () =>
    forAny(async fabric => {
      const steps = await planFor(fresh(), fabric)
      const firstOpening = steps.findIndex(opens)
      if (firstOpening >= 0) expect(steps.findLastIndex(closes)).toBeLessThan(firstOpening)
    }))

  test('order: the steps, taken one by one, all succeed', async () => {
    const fabric = example()
    for (const goal of [fabric, NOTHING]) {
      const driver = fresh()
      for (const step of await planFor(driver, goal)) {
        expect(await driver.apply([step]), driver.describe(step)).toEqual([])
      }
      expect(await difference(driver, goal)).toEqual([])
    }
  })

  test('small blast radius: a part that fails is named and stops no other', async () => {
    const fabric = example()
    const [router] = [...fabric.values()].filter(part => 'interfaces' in part)
    const spoiled = router && impossible(router)
    if (!spoiled) return
    const wanted: Fabric = new Map<PartId, Part>([...fabric, [spoiled.part, spoiled]])
    const driver = fresh()
    const failures = await converge(driver, wanted)
    expect(failures).toEqual([{ part: spoiled.part, reason: expect.stringMatching(/./) }])
    const left = await wantedBy(driver, wanted)
    const steps = driver.plan(left, await driver.observe([...left.keys()]))
    expect(new Set(steps.map(step => step.part))).toEqual(new Set([spoiled.part]))
    expect(await converge(driver, fabric)).toEqual([])
    expect(await difference(driver, fabric)).toEqual([])
  })

  test('a part that is not there any more is no error to take away', async () => {
    const driver = fresh()
    const gone = new Map<PartId, undefined>([
      ['vpc/vpc-0000000000000dead', undefined],
      ['peering/pcx-0000000000000dead', undefined],
    ])
    expect(driver.plan(gone, await driver.observe([...gone.keys()]))).toEqual([])
  })
}

/** A fabric with three VPCs, all their peerings, and gateways of every kind. */
function example(): Fabric {
  const [whole] = fc.sample(wholeFabrics.filter(hasEverything), { numRuns: 1, seed: 1 })
  if (!whole) throw new Error('no such fabric')
  return whole
}

function hasEverything(fabric: Fabric): boolean {
  const parts = [...fabric.values()]
  const gateways = parts.flatMap(part => ('sites' in part ? [part] : []))
  return (
    parts.some(part => 'natGateways' in part && part.natGateways.length > 0) &&
    ['internet', 'egress-only', 'endpoint'].every(kind => gateways.some(one => one.kind === kind)) &&
    gateways.some(({ sites }) => sites.length > 0)
  )
}
