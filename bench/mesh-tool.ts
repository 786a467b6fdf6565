/** The mesh tool's rows: a plan for as many VPCs as a full mesh can have, and a mesh through the command. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unjoined } from '../src/mesh/landscape.fixture.ts'
import { planMesh } from '../src/mesh/planning.ts'
import { limits } from '../src/model/quotas.ts'
import { clientOf, inParallel, makeVpc } from './clients.ts'
import { median, milliseconds, print, timed } from './figures.ts'
import { isthmus, startIsthmus } from './server.ts'

/** One VPC has 125 peerings at most. */
const MOST_MEMBERS = 125
const MEMBERS = 50
const BUDGET = { plan: 2_000, apply: 5_000, again: 2_000 }

export async function meshPlan(): Promise<void> {
  const { landscape, wish } = unjoined(MOST_MEMBERS)
  const quotas = limits('raised')
  const { calls, links } = planMesh(wish, landscape, quotas)
  const took = median(await timed(3, async () => planMesh(wish, landscape, quotas)))
  print({
    what: `plan for ${MOST_MEMBERS} VPCs (${links.length} peerings, ${calls.length} calls)`,
    measured: milliseconds(took),
    budget: milliseconds(BUDGET.plan),
    holds: took <= BUDGET.plan,
  })
}

export async function meshApply(): Promise<void> {
  const server = await startIsthmus('memory')
  const ec2 = clientOf(server.endpoint)
  const ids: string[] = []
  const numbers = Array.from({ length: MEMBERS }, (_, n) => n)
  await inParallel(numbers, 8, async n => void ids.push((await makeVpc(ec2, n)).id))
  ec2.destroy()
  const directory = await mkdtemp(join(tmpdir(), 'isthmus-bench-'))
  const file = join(directory, 'mesh.yaml')
  const members = ids.map(id => `  - vpc: ${id}\n`).join('')
  await writeFile(file, `mesh: bench\ndefaults: { account: "000000000000" }\nmembers:\n${members}`)
  for (const [what, budget] of [
    [`isthmus mesh apply, ${MEMBERS} VPCs (${(MEMBERS * (MEMBERS - 1)) / 2} peerings)`, BUDGET.apply],
    ['… again: nothing to do', BUDGET.again],
  ] as const) {
    const took = await applied(server.endpoint, file)
    print({ what, measured: milliseconds(took), budget: milliseconds(budget), holds: took <= budget })
  }
  await server.stop()
  await rm(directory, { recursive: true })
}

/** From the start of the command to its end. Fails if it has left something. */
async function applied(endpoint: string, file: string): Promise<number> {
  const began = performance.now()
  const args = ['mesh', 'apply', '--endpoint', endpoint, '--file', file, '--yes']
  const [code] = await once(spawn(isthmus, args, { stdio: ['ignore', 'ignore', 'inherit'] }), 'exit')
  if (code !== 0) throw new Error(`isthmus mesh apply ended with ${code}`)
  return performance.now() - began
}
