/** A plan on standard output. */
import { driftOf } from '../../mesh/drift.ts'
import type { Plan } from '../../mesh/plan.ts'
import { planJson } from '../../mesh/show-json.ts'
import { showPicture } from '../../mesh/show-picture.ts'
import { showPlan } from '../../mesh/show-plan.ts'
import { printable } from '../../mesh/show-text.ts'
import { FAILED } from '../failure.ts'
import { print } from '../output.ts'

export interface View {
  readonly verbose?: true
  readonly json?: true
}

/** Prints what differs from a wish; the exit code says whether anything does. */
export function showDrift(plan: Plan, json: true | undefined): void {
  const differences = driftOf(plan)
  const lines = differences.map(({ what }) => `${printable(what)}\n`)
  print({ mesh: plan.mesh, differences }, lines.join('') || `${plan.mesh} is as it should be.\n`, json)
  if (differences.length > 0) process.exitCode = 1
}

const WIDTH = 110

/** Prints a plan, with the picture of what it wants; the exit code says whether it can be had. */
export function showAll(plan: Plan, { verbose, json }: View): void {
  const table = showPlan(plan, { verbose: verbose ?? false, width: process.stdout.columns || WIDTH })
  print(planJson(plan), plan.links.length > 0 ? `${showPicture(plan)}\n${table}` : table, json)
  if (plan.objections.length > 0) process.exitCode = FAILED
}
