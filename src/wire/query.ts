/**
 * From the parameters of a request to the operation's typed input, by AWS's own schema: numbers, booleans, `Date`s,
 * `Uint8Array`s, arrays and nested structures, exactly as the SDK's types have them. Both query protocols: EC2's flat
 * lists (`Filter.1.Value.2`) and awsQuery's (`Tags.member.1.Key`). Names match in any case, as AWS has it.
 *
 * Every parameter is walked down the schema, so that its depth is the schema's and no name of the client's ever
 * becomes a property. A list is kept by index until all is read: `Filter.999999999.Name` costs one entry.
 */
import { refuse } from '../model/refusals.ts'
import {
  type InputOf,
  type OperationName,
  operation,
  type Service,
  type Structure,
  type Type,
} from './contract.ts'
import type { Parameter } from './form.ts'
import { whyNotPageSize } from './page-size.ts'
import { readScalar } from './scalars.ts'

/** Values of enumerations that the operation itself refuses, in words of its own. */
const checkedByOperation = new Set(['ResourceType'])

/** What is being read: a parameter cut into the parts of its name. */
interface Reading {
  readonly name: string
  readonly parts: readonly string[]
  readonly value: string
}

type Draft = Record<string, unknown>
type DraftList = Map<number, unknown>

/** No name that the schemas know comes near. */
const LONGEST_NAME = 512
const INDEX = /^\d{1,9}$/

/**
 * The input of an operation, from its parameters (without Action and Version).
 * Refuses: UnknownParameter, MissingParameter, InvalidParameterValue, MalformedQueryString (one given twice).
 */
export function decodeInput<S extends Service, Op extends OperationName<S>>(
  service: S,
  name: Op,
  parameters: readonly Parameter[],
): InputOf<S, Op> {
  const { input } = operation(service, name)
  const draft: Draft = {}
  for (const [parameter, value] of parameters) {
    if (parameter.length > LONGEST_NAME) throw unknown(parameter)
    readMember(input, draft, { name: parameter, parts: parameter.split('.'), value }, 0)
  }
  if (input) finishStructure(input, draft, '')
  const no = typeof draft.MaxResults === 'number' && whyNotPageSize(name, draft.MaxResults)
  if (no) throw no
  return draft as InputOf<S, Op>
}

function readMember(structure: Structure | undefined, draft: Draft, reading: Reading, at: number): void {
  const part = reading.parts[at]
  const member = part === undefined ? undefined : structure?.byQueryName.get(part.toLowerCase())
  if (!member) throw unknown(reading.name)
  draft[member.name] = read(member.type, draft[member.name], reading, at + 1, member.name)
}

/** The value with this parameter in it; `present` is what earlier parameters made of it. */
function read(type: Type, present: unknown, reading: Reading, at: number, member: string): unknown {
  if (type.kind === 'structure') {
    const draft = (present as Draft | undefined) ?? {}
    readMember(type, draft, reading, at)
    return draft
  }
  if (type.kind === 'list') return readItem(type.of, present as DraftList | undefined, reading, at, member)
  if (at !== reading.parts.length) throw unknown(reading.name)
  if (present !== undefined)
    throw refuse('MalformedQueryString', `the parameter ${reading.name} appears twice`)
  const checked = type.values && checkedByOperation.has(member) ? { kind: type.kind } : type
  return readScalar(checked, reading.value, printed(reading.name), member)
}

function readItem(
  of: Type,
  present: DraftList | undefined,
  reading: Reading,
  at: number,
  member: string,
): DraftList {
  const items: DraftList = present ?? new Map()
  const { parts, value } = reading
  if (at === parts.length && value === '') return items
  const index = parts[at]?.toLowerCase() === 'member' ? at + 1 : at
  const text = parts[index] ?? ''
  if (!INDEX.test(text)) throw unknown(reading.name)
  const position = Number(text)
  items.set(position, read(of, items.get(position), reading, index + 1, member))
  return items
}

/** Puts lists in order and looks for what is missing, in the structure and all that is in it. */
function finishStructure(structure: Structure, draft: Draft, path: string): void {
  for (const { name, type, query, required } of structure.members) {
    const value = draft[name]
    if (value !== undefined) draft[name] = finish(type, value, `${path}${query}`)
    else if (required) throw refuse('MissingParameter', printed(`${path}${query}`))
  }
}

function finish(type: Type, value: unknown, path: string): unknown {
  if (type.kind === 'structure') finishStructure(type, value as Draft, `${path}.`)
  if (type.kind !== 'list') return value
  const items = [...(value as DraftList)].sort(([a], [b]) => a - b)
  return items.map(([index, item]) => finish(type.of, item, `${path}.${index}`))
}

/** A parameter's name as AWS prints it, in lower camel case. */
const printed = (name: string): string => name.replace(/(^|\.)[A-Z]/g, letter => letter.toLowerCase())

const unknown = (name: string) => refuse('UnknownParameter', name.slice(0, LONGEST_NAME))
