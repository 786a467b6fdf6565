/**
 * How a mesh knows what is its own: by tags on its peerings. There is no file of state.
 *
 * `isthmus:mesh:NAME` = `made` | `adopted`: the mesh uses the peering, which a mesh made, or somebody else did. One that was
 * made goes with the last mesh that uses it.
 * `isthmus:mesh:NAME:routes:N`: the routes that the mesh made, in the tables of the side that bears the tag:
 * `0aaa…=10.2.0.0/16+10.3.0.0/16 0bbb…=…` (the table's id without `rtb-`), cut into values of at most 256 characters. They
 * are written before the routes, and taken back after: so the record holds every route that was made, also if the tool is
 * killed in between, and a route that somebody made by hand is never in it. What one mesh made and another needs is in the
 * records of both, and goes with the last.
 * `isthmus:mesh:NAME:dns` = `requester=on accepter=off`: the sides whose DNS resolution the mesh switched, and how.
 * A rule of a security group bears `isthmus:mesh:NAME` = `made` itself.
 */
import type { Tags } from '../model/owned.ts'
import type { SideName } from '../model/peering.ts'

/** What the keys of the mesh tool's own tags begin with. */
export const MARKS = 'isthmus:mesh:'
const TABLE = 'rtb-'

/** EC2: "Maximum value length – 256 Unicode characters", "Maximum number of tags per resource – 50". */
export const MOST_CHARACTERS = 256
export const MOST_TAGS = 50

export type Origin = 'made' | 'adopted'

/** A route in the record: a table's id and a block's text. */
export type RecordedRoute = readonly [tableId: string, destination: string]

/** Whether a tag's key is the mesh tool's own. */
export const isMark = (key: string): boolean => key.startsWith(MARKS)

export const markKey = (mesh: string): string => `${MARKS}${mesh}`
const dnsKey = (mesh: string): string => `${markKey(mesh)}:dns`

/** Whether the mesh made what bears these tags, or took it over; undefined: it is not the mesh's. */
export function originOf(tags: Tags, mesh: string): Origin | undefined {
  const value = tags[markKey(mesh)]
  return value === 'made' || value === 'adopted' ? value : undefined
}

/** The meshes that use what bears these tags. */
export const meshesOf = (tags: Tags): readonly string[] =>
  Object.keys(tags)
    .filter(key => key.startsWith(MARKS) && !key.slice(MARKS.length).includes(':'))
    .map(key => key.slice(MARKS.length))

/** The other meshes that use it. */
export const othersOn = (tags: Tags, mesh: string): readonly string[] =>
  meshesOf(tags).filter(other => other !== mesh)

/** Everything that the mesh wrote. */
export const keysOf = (tags: Tags, mesh: string): readonly string[] =>
  Object.keys(tags).filter(key => key === markKey(mesh) || key.startsWith(`${markKey(mesh)}:`))

/** The sides whose DNS resolution was switched on, or off. */
export type Switched = Readonly<Partial<Record<SideName, boolean>>>

/** The tag that says which sides were switched; none if none was. */
export function switchedTags(mesh: string, switched: Switched): Tags {
  const sides = (['requester', 'accepter'] as const).filter(side => switched[side] !== undefined)
  const words = sides.map(side => `${side}=${switched[side] ? 'on' : 'off'}`)
  return words.length > 0 ? { [dnsKey(mesh)]: words.join(' ') } : {}
}

/** The sides that the mesh switched, by these tags. */
export function switchedIn(tags: Tags, mesh: string): Switched {
  const words = (tags[dnsKey(mesh)] ?? '').split(' ').map(word => word.split('='))
  return Object.fromEntries(
    words
      .filter(([side]) => side === 'requester' || side === 'accepter')
      .map(([side, how]) => [side, how === 'on']),
  )
}

/** The sides that other meshes switched. */
export const othersSwitched = (tags: Tags, mesh: string): Switched =>
  Object.assign({}, ...othersOn(tags, mesh).map(other => switchedIn(tags, other)))

/** The tags that hold a record of routes. The same routes in another order are the same tags. */
export function recordOf(mesh: string, routes: readonly RecordedRoute[]): Tags {
  const values: string[] = []
  for (const word of wordsOf(routes)) {
    const last = values.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= MOST_CHARACTERS)
      values[values.length - 1] = `${last} ${word}`
    else values.push(word)
  }
  return Object.fromEntries(values.map((value, at) => [`${markKey(mesh)}:routes:${at + 1}`, value]))
}

/** The routes in the record of these tags. */
export function recordedIn(tags: Tags, mesh: string): readonly RecordedRoute[] {
  return recordKeysOf(tags, mesh).flatMap(key => (tags[key] ?? '').split(' ').flatMap(readWord))
}

/** The routes that other meshes have in their records. */
export const othersRecorded = (tags: Tags, mesh: string): readonly RecordedRoute[] =>
  othersOn(tags, mesh).flatMap(other => recordedIn(tags, other))

const recordKeysOf = (tags: Tags, mesh: string): readonly string[] =>
  Object.keys(tags).filter(key => key.startsWith(`${markKey(mesh)}:routes:`))

/** Table by table; a table with many blocks takes several words. */
function wordsOf(routes: readonly RecordedRoute[]): readonly string[] {
  const words: string[] = []
  for (const [table, destination] of [...routes].sort(byText)) {
    const start = `${table.slice(TABLE.length)}=`
    const last = words.at(-1)
    if (last?.startsWith(start) && last.length + 1 + destination.length <= MOST_CHARACTERS)
      words[words.length - 1] = `${last}+${destination}`
    else words.push(`${start}${destination}`)
  }
  return words
}

function readWord(word: string): readonly RecordedRoute[] {
  const [table, blocks] = word.split('=')
  return table && blocks ? blocks.split('+').map(block => [`${TABLE}${table}`, block] as const) : []
}

const byText = (a: RecordedRoute, b: RecordedRoute): number => (a.join() < b.join() ? -1 : 1)
