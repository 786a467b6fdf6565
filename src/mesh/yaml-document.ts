/** The one document of a YAML text, or the first thing that makes it unreadable. */
import {
  Composer,
  type CST,
  type Document,
  type ErrorCode,
  isAlias,
  type LineCounter,
  type Node,
  Parser,
  visit,
} from 'yaml'

/** What is wrong, and at which character. */
export type Fault = readonly [code: ErrorCode, offset: number]

export interface Composed {
  readonly document: Document.Parsed
  /** As plain values: every scalar is text, as it stands there. */
  readonly value: unknown
}

const MOST_TEXT = 250_000
/** A mesh file has seven. Without a limit the stack would be the limit. */
const MOST_LEVELS = 50
/** An alias that holds aliases counts as often as they do. */
const MOST_ALIASES = 1000
const OPTIONS = { schema: 'failsafe', stringKeys: true, logLevel: 'silent' } as const
const TOO_MUCH: Fault = ['RESOURCE_EXHAUSTION', 0]

/** Keys that are there twice do not make a text unreadable: they are among the document's errors. */
export function compose(text: string, lines: LineCounter): Composed | Fault {
  if (text.length > MOST_TEXT) return TOO_MUCH
  const tokens = [...new Parser(lines.addNewLine).parse(text)]
  if (isDeep(tokens)) return TOO_MUCH
  const [document, second] = new Composer(OPTIONS).compose(tokens, true, text.length)
  if (!document) return ['IMPOSSIBLE', 0]
  const fault = [...document.errors, ...document.warnings].find(({ code }) => code !== 'DUPLICATE_KEY')
  if (fault) return [fault.code, fault.pos[0]]
  if (second) return ['MULTIPLE_DOCS', second.range[0]]
  const lost = lostAlias(document)
  return lost ? ['BAD_ALIAS', lost.range?.[0] ?? 0] : withValue(document)
}

function withValue(document: Document.Parsed): Composed | Fault {
  try {
    return { document, value: document.toJS({ maxAliasCount: MOST_ALIASES }) }
  } catch (error) {
    if (error instanceof ReferenceError) return TOO_MUCH
    throw error
  }
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
