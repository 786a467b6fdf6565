/** What was answered is there after a kill -9 at any moment, nothing is half, and the dead hold no lock. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { replay } from './replay.ts'
import { entryAt } from './store-crash-writer.ts'

const WRITER = join(import.meta.dirname, 'store-crash-writer.ts')

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'isthmus-crash-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

/** When a writer is killed: so many milliseconds after it printed so many lines. */
interface Death {
  readonly lines: number
  readonly after: number
}

/** Lets a writer loose on the directory, kills it, and returns all the revisions it printed. */
async function writeUntilKilled(death: Death, whileItLives = async () => {}): Promise<readonly number[]> {
  const writer = spawn(process.execPath, [WRITER, directory], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exit = once(writer, 'exit')
  const printed: number[] = []
  for await (const line of createInterface({ input: writer.stdout })) {
    printed.push(Number(line))
    if (printed.length !== death.lines) continue
    await whileItLives().finally(() => setTimeout(() => writer.kill('SIGKILL'), death.after))
  }
  expect(await exit).toEqual([null, 'SIGKILL'])
  return printed
}

/** Everything up to the revision that was answered is there, whole, and the documents are what the journal says. */
async function expectWhole(answered: number): Promise<void> {
  const store = await openSqliteStore(directory)
  const { revision, documents } = await store.load()
  const journal = await store.journal(0, revision + 1)
  await store.close()
  expect(revision).toBeGreaterThanOrEqual(answered)
  expect(journal).toEqual(Array.from({ length: revision }, (_, n) => entryAt(n + 1)))
  expect(documents).toEqual(replay(journal))
}

/** At its first line a writer has yet to open the store: a new one, or what a dead one left. */
const opening = fc.record({ lines: fc.constant(1), after: fc.integer({ min: 0, max: 40 }) })
const writing = fc.record({ lines: fc.integer({ min: 2, max: 60 }), after: fc.integer({ min: 0, max: 10 }) })
const deaths = fc.tuple(opening, writing, opening, writing, writing)

test.each(fc.sample(deaths, 4).map(plan => [plan]))(
  'writers killed at %j',
  { timeout: 60_000 },
  async plan => {
    const answered: number[] = []
    for (const death of plan) {
      answered.push(...(await writeUntilKilled(death)))
      await expectWhole(Math.max(...answered))
    }
  },
)

test('a living writer keeps others out, a dead one does not', { timeout: 60_000 }, async () => {
  const printed = await writeUntilKilled({ lines: 2, after: 0 }, async () => {
    await expect(openSqliteStore(directory)).rejects.toMatchObject({ code: 'DirectoryInUse' })
  })
  await expectWhole(Math.max(...printed))
})
