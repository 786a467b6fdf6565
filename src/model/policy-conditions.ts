/**
 * Conditions of a policy's statements: operators as a table, with `…IfExists`, `ForAllValues:` and `ForAnyValue:`.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators", "Set operators for multivalued context keys".
 */
import { overlaps, parseAddress, parseCidr } from './cidr.ts'
import { type Context, literal, matches, matchesArn, type Pattern, pattern } from './policy-pattern.ts'

export interface Condition {
  readonly operator: Operator
  /** How many of a key's values have to fulfil it; absent: the key has one. */
  readonly set?: 'all' | 'any'
  readonly ifExists: boolean
  /** In lower case. */
  readonly key: string
  readonly values: readonly string[]
}

/** Whether a key's value is what the policy's value means. */
type Comparison = (value: string, wanted: Pattern) => boolean

interface Test {
  readonly compares: Comparison
  /** Fulfilled by what equals none of the policy's values, and by a key that is absent. */
  readonly negated?: boolean
}

const text = (compares: (value: string, wanted: string) => boolean): Comparison => {
  return (value, wanted) => compares(value, literal(wanted))
}
const number = (compares: (value: number, wanted: number) => boolean) =>
  text((value, wanted) => compares(Number.parseFloat(value), Number.parseFloat(wanted)))
const date = (compares: (value: number, wanted: number) => boolean) =>
  text((value, wanted) => compares(timeOf(value), timeOf(wanted)))

/** ISO 8601, or seconds since 1970. */
const timeOf = (value: string): number => (/^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value))

const equal = text((value, wanted) => value === wanted)
const equalInAnyCase = text((value, wanted) => value.toLowerCase() === wanted.toLowerCase())
const like: Comparison = (value, wanted) => matches(wanted, value)
const arnLike: Comparison = (value, wanted) => matchesArn(wanted, value)
const inBlock = text((value, wanted) => {
  const [address, block] = [parseCidr(withLength(value)), parseCidr(withLength(wanted))]
  return address !== undefined && block !== undefined && overlaps(address, block)
})
const withLength = (value: string): string =>
  value.includes('/') ? value : `${value}/${parseAddress(value)?.version === 6 ? 128 : 32}`

const tests = {
  StringEquals: { compares: equal },
  StringNotEquals: { compares: equal, negated: true },
  StringEqualsIgnoreCase: { compares: equalInAnyCase },
  StringNotEqualsIgnoreCase: { compares: equalInAnyCase, negated: true },
  StringLike: { compares: like },
  StringNotLike: { compares: like, negated: true },
  NumericEquals: { compares: number((a, b) => a === b) },
  NumericNotEquals: { compares: number((a, b) => a === b), negated: true },
  NumericLessThan: { compares: number((a, b) => a < b) },
  NumericLessThanEquals: { compares: number((a, b) => a <= b) },
  NumericGreaterThan: { compares: number((a, b) => a > b) },
  NumericGreaterThanEquals: { compares: number((a, b) => a >= b) },
  DateEquals: { compares: date((a, b) => a === b) },
  DateNotEquals: { compares: date((a, b) => a === b), negated: true },
  DateLessThan: { compares: date((a, b) => a < b) },
  DateLessThanEquals: { compares: date((a, b) => a <= b) },
  DateGreaterThan: { compares: date((a, b) => a > b) },
  DateGreaterThanEquals: { compares: date((a, b) => a >= b) },
  Bool: { compares: equalInAnyCase },
  BinaryEquals: { compares: equal },
  IpAddress: { compares: inBlock },
  NotIpAddress: { compares: inBlock, negated: true },
  ArnEquals: { compares: arnLike },
  ArnLike: { compares: arnLike },
  ArnNotEquals: { compares: arnLike, negated: true },
  ArnNotLike: { compares: arnLike, negated: true },
} as const satisfies Readonly<Record<string, Test>>

type Operator = keyof typeof tests | 'Null'

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/
const SETS: Readonly<Record<string, 'all' | 'any'>> = { ForAllValues: 'all', ForAnyValue: 'any' }

/** A `Condition` element's meaning, or, as a sentence, why it has none. */
export function parseConditions(element: unknown): readonly Condition[] | string {
  if (!isObject(element)) return 'Condition is an object.'
  const conditions: Condition[] = []
  for (const [name, keys] of Object.entries(element)) {
    const [, set = '', operator = '', ifExists] = OPERATOR.exec(name) ?? []
    if (!isOperator(operator) || (operator === 'Null' && (ifExists || set)))
      return `Invalid condition operator: '${name}'.`
    if (!isObject(keys)) return `The condition ${name} is an object of keys and values.`
    for (const [key, value] of Object.entries(keys)) {
      const values = valuesOf(value)
      if (!values) return `The condition ${name} has a text or a list of texts for ${key}.`
      const quantifier = SETS[set]
      conditions.push({
        operator,
        ...(quantifier && { set: quantifier }),
        ifExists: ifExists !== undefined,
        key: key.toLowerCase(),
        values,
      })
    }
  }
  return conditions
}

const isOperator = (name: string): name is Operator => name === 'Null' || Object.hasOwn(tests, name)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Numbers and truth values are texts in policies too. */
function valuesOf(value: unknown): readonly string[] | undefined {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value]
  return all.every(one => ['string', 'number', 'boolean'].includes(typeof one)) ? all.map(String) : undefined
}

/** Whether a request fulfils a condition: a negated one with a variable that is not known is not fulfilled. `variables`: what variables in the condition's values stand for, if they mean something. */
export function isFulfilled(condition: Condition, context: Context, variables: Context | undefined): boolean {
  const { operator, set, ifExists, key, values } = condition
  const found = context.get(key)
  if (operator === 'Null') return values.some(value => value.toLowerCase() === String(found === undefined))
  const { compares, negated = false }: Test = tests[operator]
  if (found === undefined || found.length === 0)
    return ifExists || set === 'all' || (negated && set !== 'any')
  const wanted = values.map(value => pattern(value, variables)).filter(one => one !== undefined)
  if (negated && wanted.length < values.length) return false
  const fulfils = (value: string) => wanted.some(one => compares(value, one)) !== negated
  return set === 'any' || (set === undefined && !negated) ? found.some(fulfils) : found.every(fulfils)
}
