/** From what was typed to a plan: the file is read, the network is looked at, what is wanted is compared with what is. */
import { readFile } from 'node:fs/promises'
import type { MeshFile, Whereabouts } from '../../mesh/file.ts'
import { fileOfArguments } from '../../mesh/file-arguments.ts'
import type { Landscape } from '../../mesh/landscape.ts'
import type { Plan } from '../../mesh/plan.ts'
import { planDestroy, planMesh } from '../../mesh/planning.ts'
import { problemText, readMeshFile } from '../../mesh/read-file.ts'
import { resolve } from '../../mesh/resolve.ts'
import { isSelected } from '../../mesh/resolve-find.ts'
import { limits, type QuotaLimits } from '../../model/quotas.ts'
import { Failure } from '../failure.ts'
import type { Asked } from './options.ts'
import { objectionsOfPermission } from './permissions.ts'
import { type Reading, readLandscape } from './read-landscape.ts'
import type { Question } from './read-place.ts'
import { openSessions, type Sessions } from './sessions.ts'
import { worldOf } from './world.ts'

export interface Planned {
  readonly plan: Plan
  readonly landscape: Landscape
  readonly sessions: Sessions
  readonly quotas: QuotaLimits
}

/** Plans, hands the plan on, and lets go of every connection. */
export async function withPlan(
  kind: 'mesh' | 'destroy',
  vpcs: readonly string[],
  asked: Asked,
  use: (planned: Planned) => Promise<void>,
): Promise<void> {
  const file = await fileOf(vpcs, asked)
  const wheres = file.members.length > 0 ? file.members : [fallbackOf(asked)]
  const sessions = await openSessions(await worldOf(asked), wheres)
  try {
    const quotas = limits(asked.quotas ?? (asked.aws ? 'aws' : 'raised'), asked.quota)
    const reading = await readLandscape(sessions, sessions.places(wheres), questionOf(file))
    const plan = await permitted(planOf(kind, file, reading, sessions, quotas), sessions)
    await use({ plan, landscape: reading.landscape, sessions, quotas })
  } finally {
    sessions.close()
  }
}

const fallbackOf = ({ profile, region }: Asked): Whereabouts => ({
  access: profile === undefined ? {} : { profile },
  ...(region !== undefined && { region }),
})

async function fileOf(vpcs: readonly string[], asked: Asked): Promise<MeshFile> {
  const { file: name } = asked
  if (name === undefined) return read(fileOfArguments(vpcs, asked.name, fallbackOf(asked)), String)
  if (vpcs.length > 0) throw new Failure('VPCs are named on the command line or in a file, not both.')
  const text = await readFile(name === '-' ? '/dev/stdin' : name, 'utf8').catch((error: Error) => {
    throw new Failure(`${name} cannot be read: ${error.message}`)
  })
  return read(readMeshFile(text, fallbackOf(asked)), problem => problemText(name, problem))
}

/** Fails with everything that is wrong, a line each. */
function read<Problem>(
  answer: { readonly file: MeshFile } | { readonly problems: readonly Problem[] },
  textOf: (problem: Problem) => string,
): MeshFile {
  if ('file' in answer) return answer.file
  throw new Failure(answer.problems.map(textOf).join('\n'))
}

/** What of the network matters to these members. */
function questionOf({ mesh, members, dns }: MeshFile): Question {
  return {
    mesh,
    selects: vpc => members.some(({ selector }) => isSelected(vpc, selector)),
    dns: dns !== undefined,
    rules: members.some(member => member.allow.length > 0),
  }
}

function planOf(
  kind: 'mesh' | 'destroy',
  file: MeshFile,
  { landscape, others, objections }: Reading,
  sessions: Sessions,
  quotas: QuotaLimits,
): Plan {
  if (objections.length > 0) return refused(file, objections)
  if (kind === 'destroy') return planDestroy(file.mesh, landscape)
  const everything = { ...landscape, vpcs: [...landscape.vpcs, ...others] }
  const resolved = resolve(file, everything, sessions.identities)
  return 'wish' in resolved ? planMesh(resolved.wish, landscape, quotas) : refused(file, resolved.objections)
}

const refused = ({ mesh }: MeshFile, objections: Plan['objections']): Plan => ({
  mesh,
  links: [],
  calls: [],
  objections,
  warnings: [],
})

/** A plan that may be carried out as far as the network goes: may it be by whom it would be? */
async function permitted(plan: Plan, sessions: Sessions): Promise<Plan> {
  if (plan.objections.length > 0) return plan
  return { ...plan, objections: await objectionsOfPermission(sessions, plan.calls) }
}
