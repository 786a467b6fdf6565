/** HCL, HashiCorp's configuration language, written as `terraform fmt` would. */

/** An expression that stands as it is: `aws_vpc.main.id`. */
export class Expression {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type HclValue = string | number | boolean | Expression | readonly HclValue[] | HclMap
export interface HclMap {
  readonly [key: string]: HclValue
}

export interface HclBlock {
  /** `resource`, `provider`, … */
  readonly type: string
  readonly labels?: readonly string[]
  /** Those that are undefined are left out. */
  readonly attributes?: Readonly<Record<string, HclValue | undefined>>
  readonly blocks?: readonly HclBlock[]
}

export const writeHcl = (blocks: readonly HclBlock[]): string =>
  blocks.map(block => `${writeBlock(block, '')}\n`).join('\n')

function writeBlock({ type, labels = [], attributes = {}, blocks = [] }: HclBlock, indent: string): string {
  const inner = `${indent}  `
  const lines = writeAttributes(Object.entries(attributes), inner, name => name)
  const nested = blocks.map(block => writeBlock(block, inner))
  const body = [...(lines ? [lines] : []), ...nested].join('\n\n')
  return `${indent}${[type, ...labels.map(quote)].join(' ')} {\n${body}\n${indent}}`
}

/** Lines of one line each have their `=` in one column; a value of several lines stands by itself. */
function writeAttributes(
  entries: readonly (readonly [string, HclValue | undefined])[],
  indent: string,
  writeName: (name: string) => string,
): string {
  const written = entries.flatMap(([name, value]) =>
    value === undefined ? [] : [{ name: writeName(name), value: writeValue(value, indent) }],
  )
  const isShort = (value: string) => !value.includes('\n')
  const width = Math.max(...written.filter(({ value }) => isShort(value)).map(({ name }) => columns(name)))
  return written
    .map(({ name, value }) => {
      const gap = isShort(value) ? ' '.repeat(width - columns(name)) : ''
      return `${indent}${name}${gap} = ${value}`
    })
    .join('\n')
}

function writeValue(value: HclValue, indent: string): string {
  if (typeof value === 'string') return quote(value)
  if (value instanceof Expression) return value.text
  if (Array.isArray(value)) return `[${value.map(item => writeValue(item, indent)).join(', ')}]`
  if (typeof value === 'object') return writeMap(value as HclMap, indent)
  return String(value)
}

function writeMap(map: HclMap, indent: string): string {
  const entries = Object.entries(map)
  if (entries.length === 0) return '{}'
  return `{\n${writeAttributes(entries, `${indent}  `, writeKey)}\n${indent}}`
}

const KEYWORDS: readonly string[] = ['for', 'null', 'true', 'false']

const writeKey = (key: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !KEYWORDS.includes(key) ? key : quote(key)

/** A quoted template in which no template begins: `${` and `%{` are doubled. */
const quote = (text: string): string =>
  `"${text.replace(/["\\]|[$%](?=\{)|\p{Cc}|\p{Cf}|[\u2028\u2029]/gu, escaped)}"`

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  $: '$$',
  '%': '%%',
}

function escaped(character: string): string {
  const short = ESCAPES[character]
  if (short !== undefined) return short
  const point = (character.codePointAt(0) ?? 0).toString(16)
  return point.length <= 4 ? `\\u${point.padStart(4, '0')}` : `\\U${point.padStart(8, '0')}`
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const columns = (text: string): number =>
  /^[ -~]*$/.test(text) ? text.length : [...graphemes.segment(text)].length
