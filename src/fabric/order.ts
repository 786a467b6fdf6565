/** Lists are sorted by text or id, so that the same network always gives the same parts and comparing is easy. */

export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort()

export const sorted = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
  [...list].sort((a, b) => order(a.id, b.id))
