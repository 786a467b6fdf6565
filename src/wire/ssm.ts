/**
 * The operations of AWS Systems Manager that are answered here, and what their inputs have to be. Public
 * parameters are not secret, so `WithDecryption` changes nothing.
 * Source: AWS Systems Manager API Reference, GetParameter, GetParameters, GetParametersByPath.
 */
import { type Refusal, refuse } from '../model/refusals.ts'

export interface SsmParameter {
  readonly Name: string
  readonly Type: 'String'
  readonly Value: string
  readonly Version: number
  /** What followed the name when it was asked for: `:2`. */
  readonly Selector?: string
  /** Seconds since 1970. */
  readonly LastModifiedDate: number
  readonly ARN: string
  readonly DataType: 'text' | 'aws:ec2:image'
}

export interface SsmOperations {
  readonly GetParameter: {
    readonly input: { readonly Name: string }
    readonly reply: { readonly Parameter: SsmParameter }
  }
  readonly GetParameters: {
    readonly input: { readonly Names: readonly string[] }
    readonly reply: {
      readonly Parameters: readonly SsmParameter[]
      readonly InvalidParameters: readonly string[]
    }
  }
  readonly GetParametersByPath: {
    readonly input: {
      readonly Path: string
      readonly Recursive?: boolean
      readonly MaxResults?: number
      readonly NextToken?: string
    }
    readonly reply: { readonly Parameters: readonly SsmParameter[]; readonly NextToken?: string }
  }
}

export type SsmOperation = keyof SsmOperations

interface Member {
  readonly is: (value: unknown) => boolean
  /** As a refusal says it. */
  readonly type: string
  readonly required?: boolean
  /** Of a list's length, or of a number. */
  readonly range?: readonly [least: number, most: number]
  /** Known to AWS, not to us. */
  readonly unsupported?: boolean
}

const isText = (value: unknown) => typeof value === 'string'
const text: Member = { is: isText, type: 'string' }
const flag: Member = { is: value => typeof value === 'boolean', type: 'boolean' }
const texts: Member = {
  is: value => Array.isArray(value) && value.every(isText),
  type: 'list of strings',
  range: [1, 10],
}

const inputs: Readonly<Record<SsmOperation, Readonly<Record<string, Member>>>> = {
  GetParameter: { Name: { ...text, required: true }, WithDecryption: flag },
  GetParameters: { Names: { ...texts, required: true }, WithDecryption: flag },
  GetParametersByPath: {
    Path: { ...text, required: true },
    Recursive: flag,
    WithDecryption: flag,
    MaxResults: { is: Number.isInteger, type: 'integer', range: [1, 10] },
    NextToken: text,
    ParameterFilters: { is: Array.isArray, type: 'list', unsupported: true },
  },
}

export const isSsmOperation = (name: string): name is SsmOperation => Object.hasOwn(inputs, name)

/** The members of an input that are known; others are ignored, as AWS does. Refuses: SerializationException, ValidationException. */
export function readSsmInput(operation: SsmOperation, given: Readonly<Record<string, unknown>>): object {
  const known = Object.entries(inputs[operation])
  for (const [name, member] of known) {
    const no = whyNotMember(name, member, given[name] ?? undefined)
    if (no) throw no
  }
  const isGiven = ([name]: readonly [string, Member]) => given[name] !== undefined && given[name] !== null
  return Object.fromEntries(known.filter(isGiven).map(([name]) => [name, given[name]]))
}

function whyNotMember(name: string, member: Member, value: unknown): Refusal | undefined {
  const shown = `${name[0]?.toLowerCase()}${name.slice(1)}`
  if (value === undefined) return member.required ? refuse('ValidationException/null', shown) : undefined
  if (!member.is(value)) return refuse('SerializationException', name, member.type)
  const size = Array.isArray(value) ? value.length : Number(value)
  if (member.range && (size < member.range[0] || size > member.range[1]))
    return refuse('ValidationException/range', shown, ...member.range)
  if (member.unsupported && size > 0) return refuse('ValidationException/unsupported', name)
  return undefined
}
