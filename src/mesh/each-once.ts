/** Sorted by a text; of those with the same text one. */
export const eachOnce = <T>(items: readonly T[], text: (item: T) => string): readonly T[] =>
  [...new Map(items.map(item => [text(item), item] as const))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item)
