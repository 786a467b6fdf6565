/** How an input is spelled in a request: parameters of EC2's query protocol, from AWS's contract. */
import type { Structure, Type } from '../../src/wire/contract.ts'

export type Parameter = [name: string, value: string]

/** The parameters of an input. What is empty has no spelling. */
export const spell = (structure: Structure | undefined, input: object, path = ''): readonly Parameter[] =>
  (structure?.members ?? []).flatMap(({ name, query, type }) =>
    spellValue(type, (input as Readonly<Record<string, unknown>>)[name], `${path}${query}`),
  )

function spellValue(type: Type, value: unknown, name: string): readonly Parameter[] {
  if (value === undefined) return []
  if (type.kind === 'structure') return spell(type, value as object, `${name}.`)
  if (type.kind === 'list')
    return (value as readonly unknown[]).flatMap((one, at) => spellValue(type.of, one, `${name}.${at + 1}`))
  return [[name, text(value)]]
}

function text(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : String(value)
}
