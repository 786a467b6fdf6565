/** Single values of requests, from text to what the SDK's types say: numbers, booleans, dates, bytes. */
import { refuse } from '../model/refusals.ts'
import type { Scalar } from './contract.ts'

/** Parses a text, or answers undefined; and what it expects, in the words of the refusal. */
interface Reader {
  readonly read: (text: string) => number | boolean | Date | Uint8Array | undefined
  readonly expects: string
}

const readers: Readonly<Record<Exclude<Scalar['kind'], 'string'>, Reader>> = {
  integer: { read: integer, expects: 'an integer' },
  decimal: { read: decimal, expects: 'a number' },
  boolean: { read: text => booleans.get(text.toLowerCase()), expects: "'true' or 'false'" },
  timestamp: { read: timestamp, expects: 'a timestamp in ISO 8601' },
  blob: { read: blob, expects: 'base64' },
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
])

/** How much of a wrong value is repeated in the refusal. */
const SHOWN = 255

/** The value of a parameter; `parameter` is its name as AWS prints it, `member` as the schema has it. Refuses: InvalidParameterValue. */
export function readScalar(type: Scalar, text: string, parameter: string, member: string): unknown {
  const shown = text.slice(0, SHOWN)
  if (type.kind === 'string') {
    if (type.values && !type.values.has(text))
      throw refuse('InvalidParameterValue/enumeration', shown, member)
    return text
  }
  const { read, expects } = readers[type.kind]
  const value = read(text)
  if (value === undefined) throw refuse('InvalidParameterValue/scalar', shown, parameter, expects)
  return value
}

function integer(text: string): number | undefined {
  const value = /^[+-]?\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(value) ? value : undefined
}

function decimal(text: string): number | undefined {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}

function timestamp(text: string): Date | undefined {
  const form = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/
  const value = new Date(form.test(text) ? text : Number.NaN)
  return Number.isNaN(value.getTime()) ? undefined : value
}

function blob(text: string): Uint8Array | undefined {
  const form = /^[A-Za-z0-9+/]*={0,2}$/
  return form.test(text) && text.length % 4 === 0 ? new Uint8Array(Buffer.from(text, 'base64')) : undefined
}
