/** Parameters that AWS has and Isthmus does not: refused rather than ignored. */
import { refuse } from '../model/refusals.ts'

/** Member → the values that ask for nothing. A member that is absent or an empty list asks for nothing either. */
export type Unsupported<T> = { readonly [K in keyof T]?: readonly T[K][] }

/** `prefix` stands before the member's name in the refusal. Refuses: UnsupportedOperation, which names the parameter. */
export function refuseUnsupported<T extends object>(given: T, members: Unsupported<T>, prefix = ''): void {
  for (const member of Object.keys(members) as (keyof T & string)[]) {
    const value = given[member]
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue
    if (!members[member]?.includes(value))
      throw refuse('UnsupportedOperation/parameter', `${prefix}${member[0]?.toLowerCase()}${member.slice(1)}`)
  }
}
