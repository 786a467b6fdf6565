/** Documents of one kind by id, in the order they came, and by the keys of a few indexes. */

export interface Indexes<D extends { readonly id: string }, N extends string> {
  readonly by: Readonly<Record<N, (document: D) => readonly string[]>>
}

export class Collection<D extends { readonly id: string }, N extends string> {
  readonly #documents = new Map<string, D>()
  readonly #indexes: readonly { readonly name: N; readonly keys: (document: D) => readonly string[] }[]
  readonly #entries = new Map<N, Map<string, Set<string>>>()

  constructor(by: Readonly<Record<N, (document: D) => readonly string[]>>) {
    this.#indexes = (Object.keys(by) as N[]).map(name => ({ name, keys: by[name] }))
    for (const { name } of this.#indexes) this.#entries.set(name, new Map())
  }

  get size(): number {
    return this.#documents.size
  }

  get(id: string): D | undefined {
    return this.#documents.get(id)
  }

  values(): IterableIterator<D> {
    return this.#documents.values()
  }

  /** The documents that an index has under a key. */
  where(index: N, key: string): readonly D[] {
    const found: D[] = []
    for (const id of this.#entries.get(index)?.get(key) ?? []) {
      const document = this.#documents.get(id)
      if (document) found.push(document)
    }
    return found
  }

  /** How many documents an index has under a key, without looking at them. */
  count(index: N, key: string): number {
    return this.#entries.get(index)?.get(key)?.size ?? 0
  }

  /** Only for the network that owns the collection. */
  put(document: D): void {
    const before = this.#documents.get(document.id)
    if (before) this.#forget(before, document)
    this.#documents.set(document.id, document)
    for (const { name, keys } of this.#indexes) {
      const entries = this.#entries.get(name) as Map<string, Set<string>>
      for (const key of keys(document)) {
        const ids = entries.get(key)
        if (ids) ids.add(document.id)
        else entries.set(key, new Set([document.id]))
      }
    }
  }

  /** Only for the network that owns the collection. */
  drop(id: string): void {
    const before = this.#documents.get(id)
    if (!before) return
    this.#forget(before)
    this.#documents.delete(id)
  }

  /** Takes a document out of the index entries that its successor, if any, will not be in. */
  #forget(before: D, after?: D): void {
    for (const { name, keys } of this.#indexes) {
      const entries = this.#entries.get(name) as Map<string, Set<string>>
      const kept = after ? keys(after) : []
      for (const key of keys(before)) {
        if (kept.includes(key)) continue
        const ids = entries.get(key)
        ids?.delete(before.id)
        if (ids?.size === 0) entries.delete(key)
      }
    }
  }
}
