/** YAML to plain values, with the place where each was written. Every scalar is text, as it stands in the file. */
import {
  Composer,
  type CST,
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Parser,
  visit,
} from 'yaml'

/** From 1. */
export interface Spot {
  readonly line: number
  readonly column: number
}

/** What is wrong with a file, and where. */
export interface Problem extends Spot {
  readonly message: string
}

export type Path = readonly PropertyKey[]

export interface Written {
  readonly value: unknown
  /** Where the value at a path begins, or its key. If there is none: the innermost that it would stand in. */
  readonly spotOf: (path: Path, part: 'key' | 'value') => Spot
}

const MOST_TEXT = 250_000
/** A mesh file has seven. Without a limit the stack would be the limit. */
const MOST_LEVELS = 50
/** An alias that holds aliases counts as often as they do. */
const MOST_ALIASES = 1000
const OPTIONS = { schema: 'failsafe', merge: true, stringKeys: true, logLevel: 'silent' } as const

type Fault = readonly [code: ErrorCode, offset: number]

const sentences: Partial<Record<ErrorCode, string>> = {
  BAD_ALIAS: 'No anchor of this name stands before this alias.',
  BAD_INDENT: 'This is not indented as it should be, or a bracket before it is not closed.',
  BLOCK_AS_IMPLICIT_KEY: "Two keys stand on one line. Text that holds ': ' has to be in quotes.",
  DUPLICATE_KEY: 'This key is there twice.',
  MISSING_CHAR: 'A quote, a bracket or a comma is missing.',
  MULTIPLE_DOCS: 'A second document begins here: a mesh file holds one.',
  NON_STRING_KEY: 'A key has to be text.',
  RESOURCE_EXHAUSTION: 'There is more here than a mesh can need: too long, too deep, or aliases of aliases.',
  TAB_AS_INDENT: 'YAML is indented with spaces, not with tabs.',
  TAG_RESOLVE_FAILED: "Types ('!…') are not known here: everything is text.",
}
const NOT_YAML = 'This is not YAML.'

/**
 * The one document of a text, if it can be read at all; and what is wrong with it as YAML: of what makes it unreadable only
 * the first, because the rest follows from it. No message repeats what stands in the text.
 */
export function readYaml(text: string): {
  readonly written?: Written
  readonly problems: readonly Problem[]
} {
  const lines = new LineCounter()
  const spotAt = (offset: number): Spot => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const problems = (faults: readonly Fault[]) =>
    faults.map(([code, offset]) => ({ ...spotAt(offset), message: sentences[code] ?? NOT_YAML }))
  const document = compose(text, lines)
  if (Array.isArray(document)) return { problems: problems(document) }
  const value = plain(document)
  if (value === TOO_MUCH) return { problems: problems([['RESOURCE_EXHAUSTION', 0]]) }
  const spotOf: Written['spotOf'] = (path, part) => spotAt(nodeAt(document, path, part)?.range?.[0] ?? 0)
  return {
    written: { value, spotOf },
    problems: problems(document.errors.map(({ code, pos }) => [code, pos[0]])),
  }
}

/** Keys that are there twice are left for later: the rest can be read. */
function compose(text: string, lines: LineCounter): Document.Parsed | Fault[] {
  if (text.length > MOST_TEXT) return [['RESOURCE_EXHAUSTION', 0]]
  const tokens = [...new Parser(lines.addNewLine).parse(text)]
  if (isDeep(tokens)) return [['RESOURCE_EXHAUSTION', 0]]
  const [document, second] = new Composer(OPTIONS).compose(tokens, true, text.length)
  if (!document) return [['IMPOSSIBLE', 0]]
  const fault = [...document.errors, ...document.warnings].find(({ code }) => code !== 'DUPLICATE_KEY')
  if (fault) return [[fault.code, fault.pos[0]]]
  if (second) return [['MULTIPLE_DOCS', second.range[0]]]
  const lost = lostAlias(document)
  return lost ? [['BAD_ALIAS', lost.range?.[0] ?? 0]] : document
}

/** The tokens of a text are made without recursion, the document is not. */
function isDeep(tokens: readonly CST.Token[]): boolean {
  let level = tokens
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) return true
    level = level.flatMap(inside)
  }
  return false
}

function inside(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : []
  if (!('items' in token)) return []
  return token.items.flatMap(({ key, value }) =>
    [key, value].filter(one => one !== undefined && one !== null),
  )
}

function lostAlias(document: Document): Node | undefined {
  const anchors = new Set<string>()
  let lost: Node | undefined
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        if (anchors.has(node.source)) return undefined
        lost = node
        return visit.BREAK
      }
      if (node.anchor !== undefined) anchors.add(node.anchor)
      return undefined
    },
  })
  return lost
}

const TOO_MUCH = Symbol('too much')

function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES })
  } catch (error) {
    if (error instanceof ReferenceError) return TOO_MUCH
    throw error
  }
}

function nodeAt(document: Document, path: Path, part: 'key' | 'value'): Node | undefined {
  let found = document.contents ?? undefined
  for (const [at, key] of path.entries()) {
    const within = isAlias(found) ? found.resolve(document) : found
    const next = child(within, key, at === path.length - 1 ? part : 'value')
    if (!next) return found
    found = next
  }
  return found
}

function child(within: Node | undefined, key: PropertyKey, part: 'key' | 'value'): Node | undefined {
  if (isSeq(within)) return nodeOf(within.items[Number(key)])
  if (!isMap(within)) return undefined
  const pair = within.items.find(one => isScalar(one.key) && one.key.value === key)
  return (part === 'value' ? nodeOf(pair?.value) : undefined) ?? nodeOf(pair?.key)
}

const nodeOf = (value: unknown): Node | undefined => (isNode(value) ? value : undefined)
