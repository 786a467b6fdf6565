/** What no part of a mesh file can say by itself: labels that are there twice, and names of members that are not there. */
import { z } from 'zod'
import { type Topology, tagsText } from './file.ts'
import { topology } from './file-choices.ts'
import type { Wrong } from './file-problems.ts'
import type { Path } from './file-yaml.ts'
import { didYouMean } from './nearest.ts'
import { quoted } from './quoting.ts'

/** What a member is called (as in `labelOf`), and whether by a label; no name: it cannot be read. */
interface Called {
  readonly name?: string
  readonly isLabelled?: boolean
}

const text = z.string().optional()
const calledMember = z
  .object({ label: text, vpc: text, name: text, tag: z.record(z.string(), z.string()).optional() })
  .transform(({ label, vpc, name, tag }): Called => {
    const own = vpc ?? name ?? (tag && tagsText(tag))
    return { name: label ?? own, isLabelled: label !== undefined }
  })

/** What can be read of a file in which other things are wrong. */
const readable = z
  .object({
    members: z.array(calledMember.catch({})).catch([]),
    topology: topology.optional().catch(undefined),
  })
  .catch({ members: [] })

export function wrongMeanings(value: unknown): readonly Wrong[] {
  const { members, topology } = readable.parse(value)
  const names = members.flatMap(({ name }) => name ?? [])
  const isWhole = names.length === members.length
  return [...sameLabels(members), ...(topology && isWhole ? wrongNames(names, topology) : [])]
}

/** Of two labels the second is wrong, of a label and a name the label. */
function sameLabels(members: readonly Called[]): readonly Wrong[] {
  const taken = new Set(members.flatMap(({ name, isLabelled }) => (isLabelled ? [] : name)))
  return members.flatMap(({ name, isLabelled }, at) => {
    if (!isLabelled) return []
    const isTaken = taken.has(name)
    taken.add(name)
    return isTaken ? [wrong(['members', at, 'label'], 'Another member is called that, too.')] : []
  })
}

function wrongNames(names: readonly string[], topology: Topology): readonly Wrong[] {
  const unknown = namedIn(topology).flatMap(([path, name]) => {
    const found = names.filter(one => one === name).length
    if (found > 1) return [wrong(path, 'Several members are called that: give them labels.')]
    return found === 0 ? [wrong(path, `${quoted(name)} is not a member.${didYouMean(name, names)}`)] : []
  })
  return [...unknown, ...pairsOfTheSame(topology)]
}

function namedIn(topology: Topology): readonly (readonly [Path, string])[] {
  switch (topology.kind) {
    case 'full':
      return []
    case 'hubs':
      return topology.hubs.map((name, at) => [['topology', 'hubs', at], name])
    case 'pairs':
      return topology.pairs.flatMap((pair, at) =>
        pair.map((name, side) => [['topology', 'pairs', at, side], name] as const),
      )
    case 'groups':
      return Object.entries(topology.groups).flatMap(([group, names]) =>
        names.map((name, at) => [['topology', 'groups', group, at], name] as const),
      )
  }
}

function pairsOfTheSame(topology: Topology): readonly Wrong[] {
  if (topology.kind !== 'pairs') return []
  return topology.pairs.flatMap(([one, other], at) =>
    one === other ? [wrong(['topology', 'pairs', at], 'A pair is two different members.')] : [],
  )
}

const wrong = (path: Path, message: string): Wrong => ({ path, part: 'value', message })
