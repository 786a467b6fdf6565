/** What a directory may be, and what is said when it cannot be used. What a store keeps: test/conformance/store-laws.ts. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Change, drop, put } from '../model/network.ts'
import { openSqliteStore } from './sqlite.ts'

let parent: string
let directory: string
let file: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'isthmus-store-'))
  directory = join(parent, 'data')
  file = join(directory, 'isthmus.db')
})
afterEach(() => rmSync(parent, { recursive: true }))

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
const refused = (code: string, message: string) =>
  expect(openSqliteStore(directory)).rejects.toMatchObject({ name: 'StoreRefusal', code, message })
const region = (id: string) => put({ kind: 'opened-region', id })
const entry = (revision: number, changes: readonly Change[]) => ({
  revision,
  at: 0,
  caller: 'isthmus',
  operation: 'Test',
  changes,
})

test('directory and files are made for their owner only', async () => {
  const store = await openSqliteStore(directory)
  await store.commit([entry(1, [region('a')])])
  expect([mode(directory), mode(file), mode(`${file}-wal`)]).toEqual(['700', '600', '600'])
  await store.close()
})

test('a database that others could read is closed to them', async () => {
  await (await openSqliteStore(directory)).close()
  chmodSync(file, 0o644)
  const store = await openSqliteStore(directory)
  expect(mode(file)).toBe('600')
  await store.close()
})

test('a directory in use is refused at once, and its holder is not disturbed', async () => {
  const holder = await openSqliteStore(directory)
  const sentence = `The data directory ${directory} is in use by another process. Stop that server first, or give this one a directory of its own with --data.`
  await refused('DirectoryInUse', sentence)
  await refused('DirectoryInUse', sentence)
  await holder.commit([entry(1, [region('a')])])
  await holder.close()
  const next = await openSqliteStore(directory)
  expect((await next.load()).revision).toBe(1)
  await next.close()
})

test('a commit that fails in its last statement keeps nothing', async () => {
  await (await openSqliteStore(directory)).close()
  const refuseB = `create trigger refuse before insert on documents when new.id = 'b' begin select raise(abort, 'no'); end`
  new Database(file).exec(refuseB).close()
  const store = await openSqliteStore(directory)
  await store.commit([entry(1, [region('a')])])
  const fails = store.commit([entry(2, [drop({ kind: 'opened-region', id: 'a' }), region('b')])])
  await expect(fails).rejects.toThrow('no')
  expect({ ...(await store.load()), journal: await store.journal(1, 10) }).toEqual({
    revision: 1,
    documents: [{ kind: 'opened-region', id: 'a' }],
    journal: [],
  })
  await store.close()
})

test('a file that is no database is refused and left as it is', async () => {
  mkdirSync(directory)
  const text = 'my notes, in more than the hundred bytes of a header '.repeat(20)
  writeFileSync(file, text)
  chmodSync(file, 0o640)
  await refused(
    'DatabaseForeign',
    `isthmus.db in the data directory ${directory} is not a database of Isthmus. It has been left as it is: move it away, or choose another directory with --data.`,
  )
  expect([readFileSync(file, 'utf8'), mode(file)]).toEqual([text, '640'])
})

test("another program's database is refused and left as it is", async () => {
  mkdirSync(directory)
  new Database(file).exec('create table songs (title text)').close()
  const before = readFileSync(file)
  await expect(openSqliteStore(directory)).rejects.toMatchObject({ code: 'DatabaseForeign' })
  expect(readFileSync(file).equals(before)).toBe(true)
})

const keepMuch = async () => {
  const store = await openSqliteStore(directory)
  const many = Array.from({ length: 2_000 }, (_, n) => region(`111122223333/region-${n}`))
  await store.commit([entry(1, many)])
  await store.close()
}

test('a database that lost its end is refused as damaged', async () => {
  await keepMuch()
  truncateSync(file, 32_768)
  await expect(openSqliteStore(directory).then(store => store.load())).rejects.toMatchObject({
    code: 'DatabaseDamaged',
    message: expect.stringContaining('is damaged (database disk image is malformed). Put a copy'),
  })
})

test('a document that is no longer JSON is refused as damaged', async () => {
  await keepMuch()
  new Database(file).exec(`update documents set body = substr(body, 3) where sequence = 1000`).close()
  const store = await openSqliteStore(directory)
  await expect(store.load()).rejects.toMatchObject({ code: 'DatabaseDamaged' })
  await store.close()
})

test('a file where the directory should be is refused', async () => {
  writeFileSync(directory, '')
  await refused(
    'DirectoryUnusable',
    `The data directory ${directory} cannot be written to (EEXIST: file already exists, mkdir '${directory}'). Make it a directory that this user may write to, or choose another one with --data.`,
  )
})

/** Root may write anywhere: as root, the work is done as `nobody` (65534). */
async function asOrdinaryUser(work: () => Promise<void>): Promise<void> {
  const root = process.geteuid?.() === 0
  if (root) process.seteuid?.(65_534)
  try {
    await work()
  } finally {
    if (root) process.seteuid?.(0)
  }
}

test('a directory that may not be written to is refused, with and without a database in it', async () => {
  chmodSync(parent, 0o755)
  mkdirSync(directory)
  chmodSync(directory, 0o555)
  const sentence = (reason: string) =>
    `The data directory ${directory} cannot be written to (${reason}). Make it a directory that this user may write to, or choose another one with --data.`
  await asOrdinaryUser(() =>
    refused('DirectoryUnusable', sentence(`EACCES: permission denied, open '${file}'`)),
  )
  chmodSync(directory, 0o755)
  await (await openSqliteStore(directory)).close()
  chmodSync(file, 0o444)
  chmodSync(directory, 0o555)
  await asOrdinaryUser(async () => {
    await expect(openSqliteStore(directory)).rejects.toMatchObject({ code: 'DirectoryUnusable' })
  })
})
