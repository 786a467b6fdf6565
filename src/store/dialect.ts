/** kysely's SQLite dialect, with two things that SQLite can and it leaves out. */
import type { Database } from 'better-sqlite3'
import { SqliteAdapter, SqliteDialect, type SqliteStatement } from 'kysely'

export class StoreDialect extends SqliteDialect {
  constructor(database: Database) {
    super({ database: { prepare: remembering(database), close: () => database.close() } })
  }

  override createAdapter(): SqliteAdapter {
    return new Adapter()
  }
}

/** SQLite rolls back DDL like anything else (https://sqlite.org/lang_transaction.html): no migration stays half. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Longer texts are made for one number of rows: they are not likely to come again. */
const LONGEST_REMEMBERED = 500

/** Preparing a statement costs as much as running it, and kysely's driver prepares each time: short ones are kept. */
function remembering(database: Database): (text: string) => SqliteStatement {
  const statements = new Map<string, SqliteStatement>()
  return text => {
    const known = statements.get(text)
    if (known) return known
    const statement = database.prepare<unknown[]>(text)
    if (text.length <= LONGEST_REMEMBERED) statements.set(text, statement)
    return statement
  }
}
