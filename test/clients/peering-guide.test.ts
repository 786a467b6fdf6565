/** The peering guide's configurations, played with the AWS CLI and its waiters, and with real packets where there are any. */
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { canRun } from '../../src/drivers/linux/can-run.ts'
import { CHECKOUT, Lab } from '../cli/isthmus.ts'

/** The AWS CLI takes half a second to start, and is started some eighty times. */
const SLOW = { timeout: 600_000 }
const noPackets = await canRun()

const EXPECTED = [
  'a1 does not reach b1: B has no route back',
  'a1 reaches b1',
  'b1 reaches a1',
  'b1 reaches c1',
  'a1 does not reach c1: what comes through a peering leaves through none',
  'a1 reaches c1',
  'c1 reaches b1',
  'b1 reaches a1',
  'a1 reaches d1',
  'a1 reaches d2',
  'a1 does not reach d3: A routes to the first two subnets only',
  'b1 reaches e1',
  'b1 does not reach e2: B routes to the one instance only',
  'a1 reaches f1',
  'a1 does not reach g2: the block leads to F, which has no such subnet',
  'a1 reaches g2',
  'a1 reaches f1',
  'a1 does not reach c1: its route leads nowhere',
]

async function play(driver: 'memory' | 'linux'): Promise<void> {
  const lab = new Lab()
  await lab.serve('--driver', driver)
  if (driver === 'linux') onTestFinished(async () => void (await lab.isthmus('down')))
  const { code, stdout, stderr } = await lab.run(join(CHECKOUT, 'examples/peering-guide'), [])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect([...stdout.matchAll(/^-> (.*)/gm)].map(([, said]) => said)).toEqual(EXPECTED)
  expect(stdout).toContain('failed, as it should be')
  expect(stdout).toContain('10.3.0.0/16, as it should be')
}

test(noPackets ? `by the rules alone (no packets: ${noPackets})` : 'with real packets', SLOW, () =>
  play(noPackets ? 'memory' : 'linux'),
)
