/**
 * The database file of a data directory. It holds secrets: only its owner may read it. Whoever opened it keeps SQLite's
 * exclusive lock until it closes or dies, so a second server on the same directory fails at once.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { StoreRefusal } from './refusals.ts'

/** Our mark in the file's header: `Isth`. */
const APPLICATION_ID = 0x49737468

/**
 * Opens the directory's database, and makes both if they are missing: WAL, one fsync a commit, locked.
 * Refuses a file that is another program's before it changes anything about it.
 */
export function openDatabase(directory: string): Database.Database {
  const file = makeFile(directory)
  const database = new Database(file, { fileMustExist: true, timeout: 0 })
  try {
    database.pragma('locking_mode = exclusive')
    const isNew = !isOurs(database, directory)
    chmodSync(file, 0o600)
    database.pragma('journal_mode = wal')
    database.pragma('synchronous = full')
    if (isNew) database.pragma(`application_id = ${APPLICATION_ID}`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * The file is made here because SQLite would let others read it. One that exists is not opened for it: closing it
 * would release the locks that this process holds on it (POSIX advisory locks, fcntl(2)).
 */
function makeFile(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const file = join(directory, 'isthmus.db')
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return file
}

/** It bears our mark; false: it is empty. Refuses anything else. */
function isOurs(database: Database.Database, directory: string): boolean {
  if (database.pragma('application_id', { simple: true }) === APPLICATION_ID) return true
  const tables = database.prepare<[], number>('select count(*) from sqlite_master').pluck().get()
  if (tables !== 0) throw new StoreRefusal('DatabaseForeign', directory)
  return false
}
