/** Text for a terminal: no control characters of strangers (Name tags!), no line longer than it is wide. */

/** What a terminal would obey, and what would turn the direction of text, is shown as `?`. */
export const printable = (text: string): string => text.replace(/\p{C}|[\u2028\u2029]/gu, '?')

/** At most so many characters; what is cut off shows as `…`. */
export function clip(text: string, width: number): string {
  const characters = [...text]
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`
}

/** Rows as columns, two spaces apart, each as wide as its widest cell. The first column gives way if the whole is too wide. */
export function columns(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map(row => length(row[at] ?? ''))))
  const rest = widths.slice(1).reduce((sum, each) => sum + each + GAP.length, 0)
  const first = Math.min(widths[0] ?? 0, Math.max(MIN_FIRST, width - rest))
  return rows.map(row => line(row, [first, ...widths.slice(1)], width))
}

/** Lines of words, as long as the width lets them be; lines after the first are indented. */
export function wrap(text: string, width: number, indent: string): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && length(last) + 1 + length(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(`${lines.length === 0 ? '' : indent}${word}`)
  }
  return lines
}

/** `1 peering`, `2 peerings`. */
export const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`

const GAP = '  '
const MIN_FIRST = 12

function line(row: readonly string[], widths: readonly number[], width: number): string {
  const cells = row.map((cell, at) => pad(clip(cell, widths[at] ?? 0), widths[at] ?? 0))
  return clip(cells.join(GAP).trimEnd(), width)
}

const length = (text: string): number => (/^[ -~]*$/.test(text) ? text.length : [...text].length)
export const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - length(text)))
