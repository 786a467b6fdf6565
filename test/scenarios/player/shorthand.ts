/**
 * The values of the AWS CLI's options, by AWS's own schemas: `true`, `10.0.0.0/16`, JSON, and the CLI's shorthand
 * (`Name=vpc-id,Values=a,b`, `ResourceType=vpc,Tags=[{Key=Name,Value=a}]`).
 * Source: AWS CLI User Guide, "Using shorthand syntax".
 */
import type { Structure, Type } from '../../../src/wire/contract.ts'
import { Misread, misread } from './misread.ts'

/** What the words after an option mean. */
export function optionValue(type: Type, words: readonly string[]): unknown {
  const [first = '', ...more] = words
  if (type.kind === 'list') {
    if (first.startsWith('[')) return fromText(type, first)
    return words.map(word => fromText(type.of, word))
  }
  if (more.length > 0) throw new Misread(`One value is too many: ${more.join(' ')}`)
  return fromText(type, first)
}

function fromText(type: Type, text: string): unknown {
  if (type.kind !== 'structure' && type.kind !== 'list') return scalar(type.kind, text)
  if (/^[[{].*"/s.test(text)) return fromJson(text)
  const reader = new Shorthand(text)
  const value = type.kind === 'list' ? reader.list(type.of) : reader.pairs(type)
  reader.end()
  return value
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Misread(`This is no JSON: ${text}`)
  }
}

function scalar(kind: string, text: string): unknown {
  if (kind === 'integer' || kind === 'decimal') return Number(text)
  if (kind !== 'boolean') return text
  if (!/^(true|false)$/i.test(text)) throw new Misread(`'${text}' is neither true nor false.`)
  return text.toLowerCase() === 'true'
}

class Shorthand {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  /** `Key=value,Key=value`; a value that is a list goes on until the next key. */
  pairs(structure: Structure, end = ''): object {
    const draft: Record<string, unknown> = {}
    while (this.#at < this.#text.length && !(end && this.#sees(end))) {
      const key = this.#take(/[A-Za-z0-9]+(?==)/y)
      const member = structure.members.find(({ name }) => name === key)
      if (!member) {
        const keys = structure.members.map(({ name }) => name)
        throw misread(key ?? this.#rest(), 'a key here', keys)
      }
      this.#at++
      draft[member.name] = this.#value(member.type)
      this.#skip(',')
    }
    return draft
  }

  /** `[value,value]`. */
  list(of: Type): readonly unknown[] {
    this.#skip('[')
    const items: unknown[] = []
    while (this.#at < this.#text.length && !this.#skip(']')) {
      items.push(this.#value(of))
      this.#skip(',')
    }
    return items
  }

  end(): void {
    if (this.#at < this.#text.length) throw new Misread(`This comes too late: ${this.#rest()}`)
  }

  #value(type: Type): unknown {
    if (type.kind === 'structure') {
      this.#skip('{')
      const value = this.pairs(type, '}')
      this.#skip('}')
      return value
    }
    if (type.kind !== 'list') return scalar(type.kind, this.#take(/[^,\]}]*/y) ?? '')
    if (this.#sees('[')) return this.list(type.of)
    const items: unknown[] = []
    do items.push(this.#value(type.of))
    while (/^,[^=]*(,|$)/.test(this.#rest()) && this.#skip(','))
    return items
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    this.#at += found?.length ?? 0
    return found
  }

  #rest = (): string => this.#text.slice(this.#at)

  #sees = (mark: string): boolean => this.#text.startsWith(mark, this.#at)

  #skip(mark: string): boolean {
    const isThere = this.#sees(mark)
    if (isThere) this.#at += mark.length
    return isThere
  }
}
