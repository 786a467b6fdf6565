/** A store that keeps nothing beyond the process: for tests, and for a server that shall forget. */
import type { Document } from '../model/network.ts'
import { checkRevisions, type Entry, type Store } from './store.ts'

export const openMemoryStore = (): Store => new MemoryStore()

class MemoryStore implements Store {
  readonly #documents = new Map<string, Document>()
  readonly #settings = new Map<string, string>()
  #journal: Entry[] = []

  async load(): ReturnType<Store['load']> {
    return { revision: this.#journal.length, documents: [...this.#documents.values()] }
  }

  async commit(entries: readonly Entry[]): Promise<void> {
    checkRevisions(this.#journal.length, entries)
    for (const entry of entries) {
      this.#journal.push(entry)
      for (const change of entry.changes) {
        if ('put' in change) this.#documents.set(`${change.put.kind}/${change.put.id}`, change.put)
        else this.#documents.delete(`${change.drop}/${change.id}`)
      }
    }
  }

  async journal(after: number, limit: number): Promise<readonly Entry[]> {
    return this.#journal.slice(after, after + limit)
  }

  async setting(name: string): Promise<string | undefined> {
    return this.#settings.get(name)
  }

  async setSetting(name: string, value: string): Promise<void> {
    this.#settings.set(name, value)
  }

  async reset(): Promise<void> {
    this.#documents.clear()
    this.#journal = []
  }

  async close(): Promise<void> {}
}
