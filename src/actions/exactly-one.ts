import { refuse } from '../model/refusals.ts'

/**
 * The one of these members that a request has, where AWS wants exactly one. `of` is how AWS names them:
 * `of a, b or c`. A flag that is false counts as absent. Refuses: MissingParameter, InvalidParameterCombination.
 */
export function exactlyOne<M extends string>(
  input: { readonly [member in M]?: string | boolean | undefined },
  members: readonly M[],
  of: string,
): M {
  const [member, ...more] = members.filter(name => input[name] !== undefined && input[name] !== false)
  if (member === undefined) throw refuse('MissingParameter/exactly-one', of)
  if (more.length > 0) throw refuse('InvalidParameterCombination/exactly-one', of)
  return member
}
