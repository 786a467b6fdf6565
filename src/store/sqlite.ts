/** A store in a directory: SQLite by way of kysely, in query text that PostgreSQL understands as well. */
import { Kysely, type Transaction } from 'kysely'
import type { Document } from '../model/network.ts'
import { type Collapsed, collapse } from './collapse.ts'
import { openDatabase } from './database.ts'
import { StoreDialect } from './dialect.ts'
import { migrate } from './migrations.ts'
import { refusing } from './refusals.ts'
import type { Schema } from './schema.ts'
import { checkRevisions, type Entry, type Store } from './store.ts'

/** Rows a statement: SQLite takes 32,766 parameters (SQLITE_MAX_VARIABLE_NUMBER), a row has at most 5. */
const ROWS = 5_000

/**
 * The store of a data directory, made if it is missing (readable by its owner only) and brought to the newest schema.
 * It is this process's alone until `close` or the process's death. Throws a `StoreRefusal` if it cannot be had.
 */
export async function openSqliteStore(directory: string): Promise<Store> {
  return refusing(directory, async () => {
    const db = new Kysely<Schema>({ dialect: new StoreDialect(openDatabase(directory)) })
    try {
      await migrate(db as Kysely<unknown>, directory)
    } catch (error) {
      await db.destroy()
      throw error
    }
    return new SqliteStore(db, directory)
  })
}

class SqliteStore implements Store {
  readonly #db: Kysely<Schema>
  readonly #directory: string

  constructor(db: Kysely<Schema>, directory: string) {
    this.#db = db
    this.#directory = directory
  }

  async load(): ReturnType<Store['load']> {
    return this.#transaction(async tx => {
      const rows = await tx.selectFrom('documents').select('body').orderBy('sequence').execute()
      return {
        revision: await lastRevision(tx),
        documents: rows.map((row): Document => JSON.parse(row.body)),
      }
    })
  }

  async commit(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return
    await this.#transaction(async tx => {
      checkRevisions(await lastRevision(tx), entries)
      await record(tx, entries)
      const { drops, puts } = collapse(entries)
      for (const [kind, ids] of drops) await dropAll(tx, kind, ids)
      await putAll(tx, puts)
    })
  }

  async journal(after: number, limit: number): Promise<readonly Entry[]> {
    const rows = await this.#db
      .selectFrom('journal')
      .selectAll()
      .where('revision', '>', after)
      .orderBy('revision')
      .limit(limit)
      .execute()
    return rows.map(row => ({ ...row, changes: JSON.parse(row.changes) }))
  }

  async setting(name: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('settings')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirst()
    return row?.value
  }

  async setSetting(name: string, value: string): Promise<void> {
    await this.#db
      .insertInto('settings')
      .values({ name, value })
      .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
      .execute()
  }

  async reset(): Promise<void> {
    await this.#transaction(async tx => {
      await tx.deleteFrom('documents').execute()
      await tx.deleteFrom('journal').execute()
    })
  }

  async close(): Promise<void> {
    await this.#db.destroy()
  }

  #transaction<T>(work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> {
    return refusing(this.#directory, () => this.#db.transaction().execute(work))
  }
}

async function lastRevision(tx: Transaction<Schema>): Promise<number> {
  const last = await tx
    .selectFrom('journal')
    .select('revision')
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.revision ?? 0
}

async function record(tx: Transaction<Schema>, entries: readonly Entry[]): Promise<void> {
  const rows = entries.map(({ revision, at, caller, operation, changes }) => ({
    revision,
    at,
    caller,
    operation,
    changes: JSON.stringify(changes),
  }))
  for (const part of parts(rows)) await tx.insertInto('journal').values(part).execute()
}

async function dropAll(tx: Transaction<Schema>, kind: string, ids: ReadonlySet<string>): Promise<void> {
  for (const part of parts([...ids]))
    await tx.deleteFrom('documents').where('kind', '=', kind).where('id', 'in', part).execute()
}

/** A new document gets the next sequence; one that is replaced keeps its own. */
async function putAll(tx: Transaction<Schema>, puts: Collapsed['puts']): Promise<void> {
  const rows = puts.map(({ document, revision }) => ({
    kind: document.kind,
    id: document.id,
    revision,
    body: JSON.stringify(document),
  }))
  for (const part of parts(rows)) {
    await tx
      .insertInto('documents')
      .values(part)
      .onConflict(conflict =>
        conflict.columns(['kind', 'id']).doUpdateSet(eb => ({
          revision: eb.ref('excluded.revision'),
          body: eb.ref('excluded.body'),
        })),
      )
      .execute()
  }
}

function* parts<T>(rows: readonly T[]): Iterable<readonly T[]> {
  for (let from = 0; from < rows.length; from += ROWS) yield rows.slice(from, from + ROWS)
}
