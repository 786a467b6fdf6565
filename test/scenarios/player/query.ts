/**
 * `--query` and `--output text`: as much of JMESPath as names things, `Vpc.VpcId`, `Reservations[0].Instances[].State.Name`.
 * Source: jmespath.org, "JMESPath Specification".
 */
import { Misread } from './misread.ts'

type Piece = string | number | 'each'

/** Throws Misread if the expression is more than a path. */
export function pathOf(query: string): readonly Piece[] {
  if (!/^[A-Za-z]\w*(\[\d*\])*(\.[A-Za-z]\w*(\[\d*\])*)*$/.test(query))
    throw new Misread(`--query ${query} is more than a path such as Reservations[0].Instances[].InstanceId.`)
  return [...query.matchAll(/\w+|\[\]/g)].map(([piece]) => {
    if (piece === '[]') return 'each'
    return /^\d/.test(piece) ? Number(piece) : piece
  })
}

/** What the AWS CLI prints of a reply. */
export function printed(reply: unknown, query: string): string {
  return text(follow(reply, pathOf(query)))
}

function follow(value: unknown, [piece, ...rest]: readonly Piece[]): unknown {
  if (piece === undefined || value === undefined || value === null) return value
  if (piece === 'each') return (value as readonly unknown[]).flatMap(item => follow(item, rest) ?? [])
  return follow((value as Record<string | number, unknown>)[piece], rest)
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(text).join(' ')
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return value === undefined || value === null ? 'None' : String(value)
}
