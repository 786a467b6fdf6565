/**
 * The process that store-crash.test.ts kills: commits batch after batch to the directory it is given, and after each
 * prints the revision that is now kept. The first line, 0, comes before the store is opened.
 */
import { writeSync } from 'node:fs'
import { type Change, type Document, drop, put } from '../../src/model/network.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { Entry } from '../../src/store/store.ts'

/** The entry of a revision is always the same, so that a reader knows it whole; documents come, change and go. */
export function entryAt(revision: number): Entry {
  const token = (n: number): Document => ({
    kind: 'client-token',
    id: `token-${n % 40}`,
    input: `${revision} `.repeat(n % 400),
    reply: { revision },
    usedAt: revision,
  })
  const changes: readonly Change[] = [
    put(token(revision)),
    put(token(revision * 11)),
    drop(token(revision * 7)),
  ]
  return { revision, at: revision, caller: 'isthmus', operation: 'Crash', changes }
}

/** From one entry to 60, so that a batch is one page of the database or many. */
const batchAfter = (revision: number): readonly Entry[] =>
  Array.from({ length: 1 + ((revision * 13) % 60) }, (_, n) => entryAt(revision + 1 + n))

async function write(directory: string): Promise<never> {
  writeSync(1, '0\n')
  const store = await openSqliteStore(directory)
  let { revision } = await store.load()
  for (;;) {
    const batch = batchAfter(revision)
    await store.commit(batch)
    revision += batch.length
    writeSync(1, `${revision}\n`)
  }
}

if (import.meta.main) await write(process.argv[2] ?? '')
