/** Lists that AWS answers in pages, and questions that AWS takes in parts. */

/** "The maximum number of filter values specified on a single call is 200." (EC2 API Reference, FilterLimitExceeded) */
const MOST_VALUES = 200

/** All items of all pages. */
export async function gather<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
  const items: Item[] = []
  for await (const page of pages) items.push(...(itemsOf(page) ?? []))
  return items
}

/** Asks with no more values in a filter than AWS takes, all parts at once; nothing is asked about nothing. */
export async function inBatches<Item>(
  values: readonly string[],
  ask: (values: readonly string[]) => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
  const parts = Array.from({ length: Math.ceil(values.length / MOST_VALUES) }, (_, n) =>
    values.slice(n * MOST_VALUES, (n + 1) * MOST_VALUES),
  )
  return (await Promise.all(parts.map(ask))).flat()
}
