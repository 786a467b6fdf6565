/** YAML to plain values, with the place where each was written. */
import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
} from 'yaml'
import { compose, type Fault } from './yaml-document.ts'

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
  const composed = compose(text, lines)
  if (!('document' in composed)) return { problems: problems([composed]) }
  const { document, value } = composed
  return {
    written: { value, spotOf: (path, part) => spotAt(nodeAt(document, path, part)?.range?.[0] ?? 0) },
    problems: problems(document.errors.map(({ code, pos }) => [code, pos[0]])),
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
