/** Filters of documents that look at how a document is shown; that is worked out once for each. */
import type { FilterValue } from './describe.ts'

export type FiltersOf<S> = Readonly<Record<string, (shown: S) => FilterValue | readonly FilterValue[]>>

/** For what nothing has a value here: images, volumes, public addresses, IPv6 … */
export const absent = (...names: string[]): FiltersOf<unknown> =>
  Object.fromEntries(names.map(name => [name, () => undefined]))

/** The `filters` of a catalogue, made from those of a view. */
export function viewedFilters<D extends object, V>(
  filters: FiltersOf<V>,
  view: (document: D) => V,
): Readonly<Record<string, (document: D) => FilterValue | readonly FilterValue[]>> {
  const viewed = memo(view)
  return Object.fromEntries(
    Object.entries(filters).map(([name, value]) => [name, (document: D) => value(viewed(document))]),
  )
}

function memo<A extends object, B>(make: (of: A) => B): (of: A) => B {
  const made = new Map<A, B>()
  return of => {
    const before = made.get(of)
    if (before !== undefined) return before
    const result = make(of)
    made.set(of, result)
    return result
  }
}
