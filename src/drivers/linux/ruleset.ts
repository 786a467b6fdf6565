/**
 * The firewall of a router as text: the objects of `table inet isthmus` exactly as `nft -n list ruleset` prints them.
 * What should be is written in the same words, so comparing text compares rules. Made for nftables 1.0.
 */

export interface Ruleset {
  /** By kind and name: `chain egress`. */
  readonly objects: ReadonlyMap<string, NftObject>
  /** Tables that are not ours, in a namespace where everything is ours: `ip nat`. */
  readonly foreign: readonly string[]
}

export interface NftObject {
  readonly kind: 'chain' | 'set' | 'map'
  readonly name: string
  /** The hook of a base chain, the type of a set or map; empty for other chains. */
  readonly declaration: string
  /** The rules of a chain in order, the elements of a set or map sorted. */
  readonly content: readonly string[]
}

const TABLE = 'inet isthmus'

const objectKey = (object: NftObject): string => `${object.kind} ${object.name}`

export const rulesetOf = (objects: readonly NftObject[]): Ruleset => ({
  objects: new Map(objects.map(object => [objectKey(object), object])),
  foreign: [],
})

/** A chain that packets come to: `filter hook forward priority 0`. */
export const baseChain = (
  name: string,
  hook: string,
  policy: 'accept' | 'drop',
  content: readonly string[] = [],
): NftObject => ({ kind: 'chain', name, declaration: `type ${hook}; policy ${policy};`, content })

/** A chain that rules go to. */
export const chain = (name: string, content: readonly string[]): NftObject => ({
  kind: 'chain',
  name,
  declaration: '',
  content,
})

/** A set or a map; its declaration as in `type ipv4_addr : verdict`. */
export const collection = (
  kind: 'set' | 'map',
  name: string,
  declaration: string,
  content: readonly string[],
): NftObject => ({ kind, name, declaration: `${declaration};`, content: [...content].sort() })

export const EMPTY_RULESET = rulesetOf([])

const TABLES = /^table (\S+ \S+) \{\n([\s\S]*?)^\}/gm
const OBJECTS = /^\t(chain|set|map) (\S+) \{\n([\s\S]*?)^\t\}/gm

/** Reads what `nft -n list ruleset` printed. */
export function parseRuleset(listing: string): Ruleset {
  const tables = [...listing.matchAll(TABLES)].map(([, name = '', body = '']) => ({ name, body }))
  const ours = tables.find(table => table.name === TABLE)?.body ?? ''
  const objects = [...ours.matchAll(OBJECTS)].map(([, kind, name = '', body = '']) =>
    kind === 'chain' ? parseChain(name, body) : parseSet(kind === 'set' ? 'set' : 'map', name, body),
  )
  return {
    objects: rulesetOf(objects).objects,
    foreign: tables.map(table => table.name).filter(name => name !== TABLE),
  }
}

function parseChain(name: string, body: string): NftObject {
  const lines = linesOf(body)
  const declaration = lines[0]?.startsWith('type ') ? lines[0] : ''
  return { kind: 'chain', name, declaration, content: declaration ? lines.slice(1) : lines }
}

function parseSet(kind: 'set' | 'map', name: string, body: string): NftObject {
  const [, before = body, elements = ''] = /^([\s\S]*?)\telements = \{([^}]*)\}/.exec(body) ?? []
  const content = elements.split(',').map(element => element.trim().replace(/\s+/g, ' '))
  return {
    kind,
    name,
    declaration: linesOf(before)
      .map(line => `${line};`)
      .join(' '),
    content: content.filter(Boolean).sort(),
  }
}

const linesOf = (body: string): string[] =>
  body
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

/**
 * The commands of the one transaction that makes a ruleset from another; none if they are equal. A chain that differs is
 * rewritten, a set or map gets and loses elements. If an object has another type or hook, the whole table is made anew:
 * still one transaction, and connection tracking knows nothing of it.
 */
export function rulesetChanges(wanted: Ruleset, found: Ruleset): readonly string[] {
  const foreign = found.foreign.map(table => `delete table ${table}`)
  if (redeclared(wanted, found))
    return [
      ...foreign,
      `add table ${TABLE}`,
      `delete table ${TABLE}`,
      ...objectChanges(wanted, EMPTY_RULESET),
    ]
  return [...foreign, ...objectChanges(wanted, found)]
}

const redeclared = (wanted: Ruleset, found: Ruleset): boolean =>
  [...wanted.objects].some(([key, object]) => {
    const other = found.objects.get(key)
    return other !== undefined && other.declaration !== object.declaration
  })

/** In nftables' order: what is named must exist when a rule or an element names it, and be unnamed when it goes. */
function objectChanges(wanted: Ruleset, found: Ruleset): readonly string[] {
  const made = [...wanted.objects.values()].filter(object => !found.objects.has(objectKey(object)))
  const gone = [...found.objects.values()].filter(object => !wanted.objects.has(objectKey(object)))
  const pairs = [...wanted.objects.values()].map(object => ({ object, was: contentIn(found, object) }))
  const rewritten = pairs.filter(
    ({ object, was }) => object.kind === 'chain' && !sameText(object.content, was),
  )
  const adjusted = pairs.filter(({ object }) => object.kind !== 'chain')
  const changes = [
    ...made.map(declare),
    ...adjusted.flatMap(({ object, was }) => elements('delete', object, without(was, object.content))),
    ...gone.filter(object => object.kind === 'map').map(object => `flush map ${TABLE} ${object.name}`),
    ...rewritten.filter(({ was }) => was.length > 0).map(({ object }) => flush(object)),
    ...gone.filter(object => object.kind === 'chain').map(flush),
    ...rewritten.flatMap(({ object }) =>
      object.content.map(rule => `add rule ${TABLE} ${object.name} ${rule}`),
    ),
    ...adjusted.flatMap(({ object, was }) => elements('add', object, without(object.content, was))),
    ...gone.map(object => `delete ${object.kind} ${TABLE} ${object.name}`),
  ]
  return made.length > 0 ? [`add table ${TABLE}`, ...changes] : changes
}

const contentIn = (ruleset: Ruleset, object: NftObject): readonly string[] =>
  ruleset.objects.get(objectKey(object))?.content ?? []

const declare = (object: NftObject): string =>
  `add ${object.kind} ${TABLE} ${object.name}${object.declaration && ` { ${object.declaration} }`}`

const flush = (object: NftObject): string => `flush chain ${TABLE} ${object.name}`

/** An element of a map is deleted by its key alone. */
function elements(verb: 'add' | 'delete', object: NftObject, which: readonly string[]): readonly string[] {
  if (which.length === 0) return []
  const written = verb === 'delete' ? which.map(element => element.replace(/ : .*/, '')) : which
  return [`${verb} element ${TABLE} ${object.name} { ${written.join(', ')} }`]
}

function without(these: readonly string[], those: readonly string[]): readonly string[] {
  const excluded = new Set(those)
  return these.filter(one => !excluded.has(one))
}

const sameText = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, at) => text === b[at])
