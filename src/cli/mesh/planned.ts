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

/** `look`: it is not meant to be carried out, so whether it may be does not matter. */
export type Purpose = 'make' | 'destroy' | 'look'

/** Plans, hands the plan on, and lets go of every connection. */
export async function withPlan(
  purpose: Purpose,
  vpcs: readonly string[],
  asked: Asked,
  use: (planned: Planned) => Promise<void>,
): Promise<void> {
  const file = await fileOf(vpcs, asked)
  if (file.members.length === 0 && purpose !== 'destroy')
    throw new Failure('Name the VPCs that are to be connected, or a file: --file mesh.yaml')
  const wheres = file.members.length > 0 ? file.members : [fallbackOf(asked)]
  const sessions = await openSessions(await worldOf(asked), wheres)
  try {
    const quotas = limits(asked.quotas ?? (asked.aws ? 'aws' : 'raised'), asked.quota)
    const reading = await readLandscape(sessions, sessions.places(wheres), questionOf(file))
    const plan = planOf(purpose, file, reading, sessions, quotas)
    const isTried = purpose !== 'look' && asked.dryRun && plan.objections.length === 0
    const objections = isTried ? await objectionsOfPermission(sessions, plan.calls) : plan.objections
    await use({ plan: { ...plan, objections }, landscape: reading.landscape, sessions, quotas })
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
  purpose: Purpose,
  file: MeshFile,
  { landscape, others, objections }: Reading,
  sessions: Sessions,
  quotas: QuotaLimits,
): Plan {
  if (objections.length > 0) return refused(file, objections)
  if (purpose === 'destroy') return planDestroy(file.mesh, landscape)
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
