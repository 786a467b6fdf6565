/**
 * Reads a mesh file. All that is wrong with it is said at once, with line and column and the nearest right word, and without
 * repeating what may be a secret. What it may hold: file-schema.ts; for people: docs/mesh.md; for editors: docs/mesh.schema.json.
 */
import type { z } from 'zod'
import type { Access, MemberSpec, MeshFile, Whereabouts } from './file.ts'
import { wrongMeanings } from './file-meanings.ts'
import { wrongsOf } from './file-problems.ts'
import { meshSchema } from './file-schema.ts'
import { type Problem, readYaml, type Written } from './file-yaml.ts'

type Shape = z.output<typeof meshSchema>
type WrittenMember = Shape['members'][number]
type Defaults = NonNullable<Shape['defaults']>

const MOST_PROBLEMS = 50

export type { Problem } from './file-yaml.ts'

/** `fallback`: for members that say nothing, if the file's defaults say nothing, either. */
export function readMeshFile(
  text: string,
  fallback: Whereabouts = { access: {} },
): { readonly file: MeshFile } | { readonly problems: readonly Problem[] } {
  const { written, problems } = readYaml(text)
  if (!written) return { problems }
  const read = meshSchema.safeParse(written.value)
  const all = [...problems, ...wrongIn(written, read.error?.issues ?? [])]
  if (!read.success || all.length > 0)
    return { problems: all.sort(bySpot).filter(isNew).slice(0, MOST_PROBLEMS) }
  return { file: fileOf(read.data, fallback) }
}

/** `mesh.yaml:7:5: 'anounce' is not known here. Did you mean 'announce'?` */
export const problemText = (fileName: string, { line, column, message }: Problem): string =>
  `${fileName}:${line}:${column}: ${message}`

function wrongIn(written: Written, issues: readonly z.core.$ZodIssue[]): readonly Problem[] {
  const wrongs = [...wrongsOf(issues, written.value), ...wrongMeanings(written.value)]
  return wrongs
    .slice(0, MOST_PROBLEMS)
    .map(({ path, part, message }) => ({ ...written.spotOf(path, part), message }))
}

const bySpot = (a: Problem, b: Problem): number => a.line - b.line || a.column - b.column

/** An anchor's own faults are found again wherever an alias stands. */
const isNew = (one: Problem, at: number, all: readonly Problem[]): boolean =>
  all.findIndex(other => bySpot(one, other) === 0 && one.message === other.message) === at

const fileOf = (
  { mesh, defaults, members, topology, dns, tags }: Shape,
  fallback: Whereabouts,
): MeshFile => ({
  mesh,
  members: members.map(member => specOf(member, defaults ?? {}, fallback)),
  topology: topology ?? { kind: 'full' },
  dns,
  tags: tags ?? {},
  prunes: true,
})

function specOf(member: WrittenMember, defaults: Defaults, fallback: Whereabouts): MemberSpec {
  const { selector, label, allow = [] } = member
  return {
    selector,
    label,
    access: inherit(inherit(member, defaults), fallback.access),
    region: member.region ?? defaults.region ?? fallback.region,
    announce: member.announce ?? defaults.announce ?? 'all',
    routes: member.routes ?? defaults.routes ?? 'all',
    allow,
  }
}

/** A role is assumed with the inherited profile. A profile of its own has nothing to do with the inherited role and account. */
function inherit({ profile, role, account }: Access, from: Access): Access {
  if (profile !== undefined) return { profile, role, account }
  if (role !== undefined) return { profile: from.profile, role, account }
  return { profile: from.profile, role: from.role, account: account ?? from.account }
}
