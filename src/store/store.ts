/**
 * The durable network: documents as they are now, and a journal of how they came to be. One interface; SQLite keeps it
 * in a directory, memory keeps it for tests. Nothing here knows what a document means. test/conformance/store-laws.ts
 * holds for every store.
 */
import type { Change, Document } from '../model/network.ts'

export interface Store {
  /**
   * The network as it was last kept, in the order in which its documents came. A document keeps its place when it is
   * replaced; one that was dropped and comes again is the latest.
   */
  load(): Promise<{ readonly revision: number; readonly documents: readonly Document[] }>
  /**
   * Keeps the entries, all or none, in one durable write. Their revisions follow the last one kept, else it throws
   * `RevisionConflict`. Throws if the store cannot: the caller must stop and start again from what was kept.
   */
  commit(entries: readonly Entry[]): Promise<void>
  /** The journal after a revision, oldest first. */
  journal(after: number, limit: number): Promise<readonly Entry[]>
  /** A named text beside the network: the data directory's mark, the clock's offset. */
  setting(name: string): Promise<string | undefined>
  setSetting(name: string, value: string): Promise<void>
  /** Forgets all documents and the journal, and counts revisions from 0 again. Settings stay. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** One decision as it is kept: what it changed, and who asked for it when. */
export interface Entry {
  readonly revision: number
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number
  /** The account, or `isthmus` for what time or the data plane caused. */
  readonly caller: string
  readonly operation: string
  readonly changes: readonly Change[]
}

/** The entries were decided on another revision than the last one kept. */
export class RevisionConflict extends Error {
  constructor(kept: number, given: number) {
    super(`revision ${given} does not follow ${kept}, the last one kept`)
    this.name = 'RevisionConflict'
  }
}

/** Throws `RevisionConflict` unless the entries' revisions count on from the last one kept. */
export function checkRevisions(kept: number, entries: readonly Entry[]): void {
  for (const [at, { revision }] of entries.entries())
    if (revision !== kept + at + 1) throw new RevisionConflict(kept + at, revision)
}
