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
import { connectedIn } from '../../src/model/connected.ts'
import type { Network } from '../../src/model/network.ts'
import { type Trace, trace } from '../../src/reach/trace.ts'
import { converge } from '../conformance/converge.ts'
import { answers } from '../conformance/inside.ts'
import { addressesIn, networkOf } from './draw-network.ts'
import { sketches } from './network-arbitrary.ts'

const NETWORKS = Number(process.env.NETWORKS ?? 12)
const TIME_LIMIT = 75_000

const reason = await canRun()
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
const mark = `e${process.pid.toString(16).padStart(6, '0')}`
const driver = createLinuxDriver({ mark })

/** Everyone who can send, to everywhere. */
const flowsOf = (network: Network): readonly Trace[] =>
  [...network.vpcs.values()]
    .flatMap(vpc => connectedIn(network, vpc.id))
    .flatMap(({ id }) => addressesIn(network).map(to => trace(network, { from: id, to, protocol: 'icmp' })))

/** Ping tells the truth when it is answered; unanswered on a busy machine, one that should be gets more time. */
async function isAnswered(network: Network, { flow, verdict }: Trace): Promise<boolean> {
  const instanceId = network.networkInterfaces.get(flow.from)?.attachment?.instanceId
  const namespace = `isthmus-${mark}-${instanceId}`
  return (
    (await answers(namespace, flow.to, false)) || (verdict.reaches && (await answers(namespace, flow.to)))
  )
}

async function build(network: Network): Promise<void> {
  const fabric = new Map<PartId, Part>([...parts(network)].map(id => [id, compile(network, id) as Part]))
  await driver.down()
  expect(await converge(driver, fabric)).toEqual([])
}

const crosses = ({ steps, verdict }: Trace) => verdict.reaches && steps.some(step => step.at === 'peering')

const shown = ({ flow, verdict }: Trace, reaches: boolean) => ({
  from: flow.from,
  to: flow.to,
  expected: verdict.reaches ? 'reaches' : verdict.code,
  reaches,
})

const title = `linux, seed ${seed}${reason ? ` (skipped: ${reason})` : ''}`

describe.skipIf(reason)(title, { timeout: TIME_LIMIT + 30_000 }, () => {
  afterAll(() => driver.down())

  it('trace says what becomes of every ping', async () => {
    const pings = { sent: 0, answered: 0, fromPeers: 0 }
    const worthwhile = sketches.filter(sketch => flowsOf(networkOf(sketch).view).some(crosses))
    const check = fc.asyncProperty(worthwhile, async sketch => {
      const network = networkOf(sketch).view
      await build(network)
      const flows = flowsOf(network)
      const fates = await Promise.all(flows.map(flow => isAnswered(network, flow)))
      pings.sent += fates.length
      pings.answered += fates.filter(Boolean).length
      pings.fromPeers += flows.filter(crosses).length
      expect(flows.map((flow, at) => shown(flow, fates[at] as boolean))).toEqual(
        flows.map(flow => shown(flow, flow.verdict.reaches)),
      )
    })
    await fc.assert(check, { seed, numRuns: NETWORKS, interruptAfterTimeLimit: TIME_LIMIT })
    expect(pings.answered).toBeGreaterThan(0)
    console.log(
      `seed ${seed}: ${pings.sent} pings, ${pings.answered} answered, ${pings.fromPeers} of them by peers`,
    )
  })
})
