/**
 * Patterns in policies: `*` and `?`, and variables as `${aws:username}`. What a variable stands for is taken literally.
 * Matching costs pattern × text at most, whatever the pattern: callers bring session policies of their own.
 * Source: IAM User Guide, "IAM policy elements: Variables and tags", "IAM JSON policy elements: Resource".
 */

/** Condition keys of a request in lower case, and their values. A key that is absent is not known of the request. */
export type Context = ReadonlyMap<string, readonly string[]>

/** A pattern cut up: a text stands for itself, the two symbols for what may stand in their place. */
export type Pattern = readonly (string | typeof ANY | typeof ONE)[]

const ANY = Symbol('*')
const ONE = Symbol('?')
const PIECE = /\$\{[^}]*\}|[\s\S]/gu
const ARN_FIELDS = 6

/** A pattern with its variables filled in; undefined if one of them is not known. `variables`: whether they mean something. */
export function pattern(text: string, variables: Context | undefined): Pattern | undefined {
  const pieces: (string | typeof ANY | typeof ONE)[] = []
  for (const [piece] of text.matchAll(PIECE)) {
    if (piece === '*') pieces.push(ANY)
    else if (piece === '?') pieces.push(ONE)
    else if (piece.length < 4 || !variables) pieces.push(...piece)
    else {
      const value = meant(piece.slice(2, -1), variables)
      if (value === undefined) return undefined
      pieces.push(...value)
    }
  }
  return pieces
}

/** `aws:username`, `aws:username, 'default'`; `*`, `?` and `$` stand for themselves. */
function meant(variable: string, context: Context): string | undefined {
  if (variable === '*' || variable === '?' || variable === '$') return variable
  const [, key = '', otherwise] = /^\s*([^,]*?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(variable) ?? []
  const values = context.get(key.toLowerCase())
  return values?.length === 1 ? values[0] : otherwise
}

/** A text taken literally: no wildcards. */
export const literal = (text: Pattern): string =>
  text.map(piece => (piece === ANY ? '*' : piece === ONE ? '?' : piece)).join('')

/** Whether the whole text is one that the pattern means. */
export function matches(wanted: Pattern, text: string): boolean {
  const letters = [...text]
  let [at, letter, star, resume] = [0, 0, -1, 0]
  while (letter < letters.length) {
    const piece = wanted[at]
    if (piece === ANY) {
      star = at++
      resume = letter
    } else if (piece === ONE || (piece !== undefined && piece === letters[letter])) {
      at++
      letter++
    } else if (star >= 0) {
      at = star + 1
      letter = ++resume
    } else return false
  }
  while (wanted[at] === ANY) at++
  return at === wanted.length
}

/**
 * Whether an ARN is one that the pattern means: field by field, a wildcard does not reach over a colon; the last field is the rest.
 * A pattern of fewer fields goes on with `*`.
 */
export function matchesArn(wanted: Pattern, arn: string): boolean {
  if (arn === '*') return wanted.length === 1 && wanted[0] === ANY
  const patterns = fields(wanted)
  const texts = arn.split(':')
  const parts = [...texts.slice(0, ARN_FIELDS - 1), texts.slice(ARN_FIELDS - 1).join(':')]
  if (parts.length < ARN_FIELDS || texts[0] !== 'arn') return false
  return parts.every((part, at) => matches(patterns[at] ?? [ANY], part))
}

/** A pattern at its first five colons cut into fields. */
function fields(whole: Pattern): readonly Pattern[] {
  const cut: (string | typeof ANY | typeof ONE)[][] = [[]]
  for (const piece of whole) {
    if (piece === ':' && cut.length < ARN_FIELDS) cut.push([])
    else cut.at(-1)?.push(piece)
  }
  return cut
}
