/** A plan, shown, agreed to and carried out. */
import { isLive, isWaiting } from '../../mesh/choose-peering.ts'
import type { MeshOperation, Plan } from '../../mesh/plan.ts'
import { FAILED, Failure } from '../failure.ts'
import { carryOut, type Result } from './carry-out.ts'
import { confirm, isTerminal } from './confirm.ts'
import { interruptible } from './interrupt.ts'
import type { Planned } from './planned.ts'
import { progressOn, SILENT } from './progress.ts'
import { reportOf, reportText } from './report.ts'
import { showAll } from './shown.ts'

export interface Manner {
  readonly yes?: true
  readonly parallel: number
  readonly json?: true
}

/** Sets the exit code: 1 if something is left, 2 if nothing was begun. */
export async function perform(planned: Planned, manner: Manner): Promise<void> {
  const { plan } = planned
  const { json } = manner
  const isRefused = plan.objections.length > 0
  if (!json || isRefused) showAll(plan, { json })
  if (isRefused) return
  if (plan.calls.length > 0 && !(await isAgreed(plan, manner))) {
    process.stderr.write('Nothing was touched.\n')
    process.exitCode = FAILED
    return
  }
  const results = await carriedOut(planned, manner)
  if (json) process.stdout.write(`${JSON.stringify({ mesh: plan.mesh, ...reportOf(results) }, null, 2)}\n`)
  else if (results.length > 0) process.stdout.write(reportText(results))
  if (results.some(result => result.why !== undefined)) process.exitCode = 1
}

const REMOVALS: ReadonlySet<MeshOperation> = new Set([
  'DeleteVpcPeeringConnection',
  'DeleteRoute',
  'RevokeSecurityGroupIngress',
  'DeleteTags',
])

/** Nobody there to ask: it goes on, unless something would be removed. */
async function isAgreed({ calls }: Plan, { yes }: Manner): Promise<boolean> {
  if (yes) return true
  if (isTerminal()) return confirm('Carry this out?')
  const removals = calls.filter(call => REMOVALS.has(call.operation)).length
  if (removals === 0) return true
  throw new Failure(`${removals} of the calls remove something. Nothing was touched. If that is meant: --yes`)
}

function carriedOut(
  { plan, landscape, sessions, quotas }: Planned,
  manner: Manner,
): Promise<readonly Result[]> {
  const { calls } = plan
  const progress = manner.json ? SILENT : progressOn(process.stderr, calls.length)
  const waiting = landscape.peerings.filter(isWaiting)
  const requests = Map.groupBy(waiting, one => one.requester.ownerId)
  return interruptible(signal =>
    carryOut(calls, {
      ec2: sessions.ec2,
      parallel: manner.parallel,
      outstanding: ownerId =>
        Math.max(1, quotas['outstanding-peerings'] - (requests.get(ownerId)?.length ?? 0)),
      unsettled: landscape.peerings.filter(one => isLive(one) && one.state !== 'active').map(one => one.id),
      signal,
      onSettled: progress.settled,
    }),
  ).finally(progress.end)
}
