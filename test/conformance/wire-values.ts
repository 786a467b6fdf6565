/** Random values of AWS's shapes, for the round trips through the SDK. */
import fc from 'fast-check'
import type { Member, Scalar, Structure, Type } from '../../src/wire/contract.ts'

export interface Direction {
  /** Members that are always there: the SDK would make up a value. */
  readonly always: ReadonlySet<string>
  /** What a member may be where not every value of its type is valid. */
  readonly member: (member: Member) => fc.Arbitrary<unknown> | undefined
  readonly text: fc.Arbitrary<string>
}

type Shape = Record<string, unknown>

const DEEPEST = 4

/** Values of a structure; below a depth only what is required, so that they stay small. */
export function shapes(structure: Structure, direction: Direction, depth = 0): fc.Arbitrary<Shape> {
  const wanted = structure.members.filter(
    member => depth < DEEPEST || member.required || direction.always.has(member.name),
  )
  const arbitraries = wanted.map(member => {
    const any = direction.member(member) ?? values(member.type, direction, depth + 1)
    return [member.name, member.required ? any.filter(value => pruned(value) !== undefined) : any]
  })
  const requiredKeys = wanted
    .filter(member => member.required || direction.always.has(member.name))
    .map(member => member.name)
  return fc.record(Object.fromEntries(arbitraries), { requiredKeys }) as fc.Arbitrary<Shape>
}

function values(type: Type, direction: Direction, depth: number): fc.Arbitrary<unknown> {
  if (type.kind === 'structure') return shapes(type, direction, depth)
  if (type.kind === 'list') return fc.array(values(type.of, direction, depth), { minLength: 1, maxLength: 2 })
  if (type.kind === 'string' && type.values) return fc.constantFrom(...type.values)
  return type.kind === 'string' ? direction.text : scalars[type.kind]
}

const scalars: Readonly<Record<Exclude<Scalar['kind'], 'string'>, fc.Arbitrary<unknown>>> = {
  integer: fc.maxSafeInteger(),
  decimal: fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0),
  boolean: fc.boolean(),
  timestamp: fc.date({ min: new Date(0), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true }),
  blob: fc.uint8Array({ maxLength: 8 }),
}

/** A value without what is empty: EC2's requests have no spelling for an empty list or structure. */
export function pruned(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(pruned).filter(item => item !== undefined)
    return items.length > 0 ? items : undefined
  }
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array) {
    return value
  }
  const entries = Object.entries(value).map(([name, item]) => [name, pruned(item)] as const)
  const left = entries.filter(([, item]) => item !== undefined)
  return left.length > 0 ? Object.fromEntries(left) : undefined
}
