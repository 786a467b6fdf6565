/**
 * The analyser and real packets agree: random small networks are built with the linux driver, everyone pings everyone,
 * and `trace` has said before who is answered. `SEED=… npx vitest run test/agreement/packets.test.ts` repeats a run, `NETWORKS=…` makes it longer.
 */
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { createLinuxDriver } from '../../src/drivers/linux/driver.ts'
import { compile, parts } from '../../src/fabric/compile.ts'
import type { Part, PartId } from '../../src/fabric/fabric.ts'
import { isConnected } from '../../src/model/connected.ts'
import type { Network } from '../../src/model/network.ts'
import { type Trace, trace } from '../../src/reach/trace.ts'
import { converge } from '../conformance/converge.ts'
import { answers, inside } from '../conformance/inside.ts'
import { networkOf } from './draw-network.ts'
import { sketches } from './network-arbitrary.ts'
import { outcome, through } from './outcome.ts'
import { pairsIn } from './senders.ts'

const NETWORKS = Number(process.env.NETWORKS ?? 12)
const TIME_LIMIT = Number(process.env.TIME_LIMIT ?? 75_000)

const reason = await canRun()
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
const mark = `e${process.pid.toString(16).padStart(6, '0')}`
const driver = createLinuxDriver({ mark, secret: mark })

/** The most flows that are tried of those that reach, and of the others. */
const MOST = 40

const fabricOf = (network: Network): ReadonlyMap<PartId, Part> =>
  new Map([...parts(network)].map(id => [id, compile(network, id) as Part]))

/** Flows of those who are up, with their verdicts: as many as are worth the time. */
function flowsOf(network: Network): readonly Trace[] {
  const traced = pairsIn(network, fabricOf(network))
    .filter(({ from }) => namespaceOf(network, from) !== undefined)
    .map(pair => trace(network, { ...pair, protocol: 'icmp' }))
  const [reaching, others] = [true, false].map(reaches =>
    traced.filter(one => one.verdict.reaches === reaches),
  )
  return [spread(reaching ?? []), spread(others ?? [])].flat()
}

/** Some of a list, from all over it. */
const spread = <T>(list: readonly T[]): readonly T[] =>
  list.filter((_, at) => at % Math.ceil(list.length / MOST) === 0)

/** Where a sender is: an instance that is up, a site, or the Internet. */
function namespaceOf(network: Network, from: string): string | undefined {
  if (from.startsWith('vpn-')) return `isthmus-${mark}-${from}`
  const one = network.networkInterfaces.get(from)
  if (!one) return `isthmus-${mark}-internet`
  return isConnected(network, one) ? `isthmus-${mark}-${one.attachment?.instanceId}` : undefined
}

/** Ping tells the truth when it is answered; unanswered on a busy machine, one that should be gets more time. */
async function isAnswered(network: Network, { flow, verdict }: Trace): Promise<boolean> {
  const namespace = namespaceOf(network, flow.from) ?? ''
  return (
    (await answers(namespace, flow.to, false)) || (verdict.reaches && (await answers(namespace, flow.to)))
  )
}

async function build(network: Network): Promise<void> {
  await driver.down()
  expect(await converge(driver, fabricOf(network))).toEqual([])
  await Promise.all(middleboxes(network).map(id => inside(`isthmus-${mark}-${id}`, ...SEND_ON)))
}

/** What the owner of a middlebox does in it. */
const SEND_ON = ['sysctl', '-q', '-w', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1'] as const

/** Instances that may send on what is not meant for them. */
const middleboxes = (network: Network): readonly string[] =>
  [...network.networkInterfaces.values()]
    .filter(one => !one.sourceDestCheck && isConnected(network, one))
    .flatMap(one => one.attachment?.instanceId ?? [])

/** It comes out of its VPC. */
const crosses = (traced: Trace) => traced.verdict.reaches && through(traced).length > 0

const shown = ({ flow, verdict }: Trace, reaches: boolean) => ({
  from: flow.from,
  to: flow.to,
  expected: verdict.reaches ? 'reaches' : `${verdict.direction} ${verdict.code}`,
  reaches,
})

const title = `linux, seed ${seed}${reason ? ` (skipped: ${reason})` : ''}`

describe.skipIf(reason)(title, { timeout: TIME_LIMIT + 30_000 }, () => {
  afterAll(() => driver.down())

  it('trace says what becomes of every ping', async () => {
    const answered = new Map<string, number>()
    let sent = 0
    const worthwhile = sketches.filter(sketch => flowsOf(networkOf(sketch).view).some(crosses))
    const check = fc.asyncProperty(worthwhile, async sketch => {
      const network = networkOf(sketch).view
      await build(network)
      const flows = flowsOf(network)
      const fates = await Promise.all(flows.map(flow => isAnswered(network, flow)))
      sent += fates.length
      for (const flow of flows.filter((_, at) => fates[at]))
        answered.set(outcome(flow), (answered.get(outcome(flow)) ?? 0) + 1)
      expect(flows.map((flow, at) => shown(flow, fates[at] as boolean))).toEqual(
        flows.map(flow => shown(flow, flow.verdict.reaches)),
      )
    })
    await fc.assert(check, { seed, numRuns: NETWORKS, interruptAfterTimeLimit: TIME_LIMIT })
    expect([...answered.keys()].some(of => of.includes('gateway'))).toBe(true)
    console.log(`seed ${seed}: ${sent} pings, answered`, Object.fromEntries(answered))
  })
})
