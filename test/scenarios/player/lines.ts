/**
 * The lines of a scenario that say something: comments and blank ones left out, long ones (`\` at the end) put together,
 * and those below `for each $x $y in a 1, b 2:` repeated, each time with other words in the place of `$x` and `$y`.
 */

export interface Line {
  /** From 1; of a long one, the first. */
  readonly number: number
  readonly text: string
}

const FOR_EACH = /^for each ((?:\$[a-z]\w* )+)in (.+):$/

/** Throws an Error that names file and line. */
export function linesOf(file: string, text: string): readonly Line[] {
  const lines = meaningful(text)
  const out: Line[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line
    const loop = FOR_EACH.exec(line.text)
    if (/^\s/.test(line.text))
      throw new Error(`${file}:${line.number}: Only what follows 'for each' is indented.`)
    if (/^for\b/.test(line.text) && !loop)
      throw new Error(`${file}:${line.number}: A repetition is: for each $x $y in a 1, b 2:`)
    if (!loop) {
      out.push(line)
      continue
    }
    const body: Line[] = []
    for (; /^\s/.test(lines[at + 1]?.text ?? ''); at++) body.push(lines[at + 1] as Line)
    out.push(...repeated(file, line.number, loop, body))
  }
  return out
}

function meaningful(text: string): readonly Line[] {
  const lines: Line[] = []
  let begun: Line | undefined
  for (const [index, raw] of text.split('\n').entries()) {
    const joined: string = begun ? `${begun.text} ${raw.trim()}` : raw.trimEnd()
    const number: number = begun?.number ?? index + 1
    begun = joined.endsWith('\\') ? { number, text: joined.slice(0, -1).trimEnd() } : undefined
    if (!begun && !/^\s*(#|$)/.test(joined)) lines.push({ number, text: joined })
  }
  return begun ? [...lines, begun] : lines
}

function repeated(
  file: string,
  number: number,
  [, variables = '', rows = '']: RegExpExecArray,
  body: readonly Line[],
): readonly Line[] {
  const names = variables.trim().split(' ')
  return rows.split(',').flatMap(row => {
    const values = row.trim().split(/\s+/)
    if (values.length !== names.length)
      throw new Error(`${file}:${number}: '${row.trim()}' has not one word for each of ${names.join(' ')}`)
    const fill = (text: string) =>
      names.reduce((filled, name, at) => filled.replaceAll(variable(name), values[at] as string), text)
    return body.map(line => ({ number: line.number, text: fill(line.text.trim()) }))
  })
}

/** `$a` where it is not the beginning of a longer name. */
const variable = (name: string): RegExp => new RegExp(`\\${name}(?![a-z0-9_])`, 'g')
