/** The mesh as a picture in text: who is connected to whom, and what would become of each pair. */
import { pairKey } from '../model/peering.ts'
import type { Objection } from './objection.ts'
import type { Deed, Plan } from './plan.ts'
import { clip, count, pad, printable } from './show-text.ts'
import type { Member } from './wish.ts'

/** A triangle for each part of the mesh that hangs together; where one would be too wide, what its members have in common. */
export function showPicture(plan: Plan): string {
  const ties = tiesOf(plan)
  const troubled = troubledIn(plan)
  const components = componentsOf(membersOf(plan), ties)
  const parts = components.map(part => {
    const columns = columnsNeeded(part, ties)
    return columns <= MOST_COLUMNS ? triangle(part, columns, ties, troubled) : digest(part, ties, troubled)
  })
  return parts.length === 0
    ? 'No pair is to be connected.\n'
    : [...parts, [legend(ties, troubled, components)]].map(lines => `${lines.join('\n')}\n`).join('\n')
}

const MOST_COLUMNS = 30
const LABEL_WIDTH = 24
/** So many labels at most stand for members that have the same to say of them. */
const MOST_LABELS = 6

const OBJECTION = 'x'
const NOT_CONNECTED = '.'
const TROUBLED = '!'
const MARKS: Readonly<Record<Deed, string>> = { create: '+', accept: 'a', adopt: 'o', keep: '=' }
const MEANINGS: readonly (readonly [string, string])[] = [
  ['+', 'created'],
  ['a', 'accepted'],
  ['o', 'adopted'],
  ['=', 'there already'],
  [OBJECTION, 'objection'],
  [NOT_CONNECTED, 'not connected'],
  [TROUBLED, 'objection to a VPC'],
]

/** Mark by pair key, both ways. */
type Ties = ReadonlyMap<string, string>

function tiesOf({ links, objections }: Plan): Ties {
  const marks = links.flatMap(({ link, deed }) => {
    const [a, b] = [link.requester.member.vpcId, link.accepter.member.vpcId]
    const isRefused = objections.some(
      ({ about }) => isAbout(about, a, b) || about.includes(link.peeringId ?? ''),
    )
    const mark = isRefused ? OBJECTION : MARKS[deed]
    return [[pairKey(a, b), mark] as const, [pairKey(b, a), mark] as const]
  })
  return new Map(marks)
}

const isAbout = (about: readonly string[], a: string, b: string): boolean =>
  about.includes(a) && about.includes(b)

/** The VPCs that an objection names without another VPC. */
const troubledIn = ({ objections }: Plan): ReadonlySet<string> =>
  new Set(
    objections
      .map(({ about }: Objection) => about.filter(id => id.startsWith('vpc-')))
      .flatMap(vpcs => (vpcs.length === 1 ? vpcs : [])),
  )

const membersOf = ({ links }: Plan): readonly Member[] => {
  const members = links.flatMap(({ link }) => [link.requester.member, link.accepter.member])
  return [...new Map(members.map(member => [member.vpcId, member])).values()]
}

const markOf = (ties: Ties, a: Member, b: Member): string =>
  ties.get(pairKey(a.vpcId, b.vpcId)) ?? NOT_CONNECTED

const isTied = (ties: Ties, a: Member, b: Member): boolean => ties.has(pairKey(a.vpcId, b.vpcId))

/** What hangs together, the largest first; inside, hubs first. */
function componentsOf(members: readonly Member[], ties: Ties): readonly (readonly Member[])[] {
  const peersOf = new Map(
    members.map(member => [member, members.filter(other => isTied(ties, member, other))]),
  )
  const degree = (member: Member) => peersOf.get(member)?.length ?? 0
  const left = new Set([...members].sort((a, b) => degree(b) - degree(a) || byLabel(a, b)))
  const parts: Member[][] = []
  for (const start of left) {
    const part = new Set([start])
    for (const member of part) for (const peer of peersOf.get(member) ?? []) part.add(peer)
    parts.push([...left].filter(member => part.has(member)))
    for (const member of part) left.delete(member)
  }
  return parts.sort((a, b) => b.length - a.length)
}

const byLabel = (a: Member, b: Member): number =>
  a.label === b.label ? (a.vpcId < b.vpcId ? -1 : 1) : a.label < b.label ? -1 : 1

/** Spokes are connected to hubs only, which come first: their own columns would be empty. */
const columnsNeeded = (part: readonly Member[], ties: Ties): number =>
  part.findLastIndex((member, at) => part.slice(at + 1).some(other => isTied(ties, member, other))) + 1

function triangle(
  part: readonly Member[],
  columns: number,
  ties: Ties,
  troubled: ReadonlySet<string>,
): readonly string[] {
  const labels = part.map(member => labelOf(member, troubled))
  const width = Math.max(...labels.map(label => label.length))
  const numberWidth = String(part.length).length
  const rows = part.map((member, at) => {
    const cells = part.slice(0, Math.min(at, columns)).map(other => markOf(ties, member, other))
    return `${String(at + 1).padStart(numberWidth)} ${pad(labels[at] ?? '', width)}  ${cells.join(' ')}`.trimEnd()
  })
  return [...rows, ...numbers(columns).map(line => `${' '.repeat(numberWidth + width + 3)}${line}`)]
}

/** The columns' numbers beneath them, read downwards. */
function numbers(columns: number): readonly string[] {
  const all = Array.from({ length: columns }, (_, at) => String(at + 1))
  const digits = Math.max(...all.map(number => number.length))
  return Array.from({ length: digits }, (_, digit) =>
    all
      .map(number => number.padStart(digits)[digit] ?? ' ')
      .join(' ')
      .trimEnd(),
  )
}

/** Members with the same marks together: `a, b, … and 119 more: 124 pairs each: 100 +, 24 =`. */
function digest(part: readonly Member[], ties: Ties, troubled: ReadonlySet<string>): readonly string[] {
  const alike = Map.groupBy(part, member => countsOf(member, part, ties))
  return [...alike].map(([counts, members]) => {
    const labels = members.slice(0, MOST_LABELS).map(member => labelOf(member, troubled))
    const more = members.length > MOST_LABELS ? ` and ${members.length - MOST_LABELS} more` : ''
    return `${labels.join(', ')}${more}: ${counts}`
  })
}

function countsOf(member: Member, part: readonly Member[], ties: Ties): string {
  const marks = part.filter(other => isTied(ties, member, other)).map(other => markOf(ties, member, other))
  const each = MEANINGS.flatMap(([mark]) => {
    const number = marks.filter(other => other === mark).length
    return number > 0 ? [`${number} ${mark}`] : []
  })
  return `${count(marks.length, 'pair')}: ${each.join(', ')}`
}

const labelOf = ({ label, vpcId }: Member, troubled: ReadonlySet<string>): string =>
  clip(printable(label), LABEL_WIDTH) + (troubled.has(vpcId) ? ` ${TROUBLED}` : '')

function legend(ties: Ties, troubled: ReadonlySet<string>, parts: readonly (readonly Member[])[]): string {
  const hasGap = parts.some(part => part.some((a, at) => part.slice(0, at).some(b => !isTied(ties, a, b))))
  const seen = new Set([...ties.values(), hasGap && NOT_CONNECTED, troubled.size > 0 && TROUBLED])
  return MEANINGS.filter(([mark]) => seen.has(mark))
    .map(([mark, meaning]) => `${mark} ${meaning}`)
    .join('   ')
}
