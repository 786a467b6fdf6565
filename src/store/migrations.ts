/**
 * How the schema came to be, step by step. A step that was released is never edited: later ones are added below it,
 * their names in alphabetical order. Each runs in the transaction that records it.
 */
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { StoreRefusal } from './refusals.ts'

const migrations: Readonly<Record<string, Migration>> = {
  '0001-documents-journal-settings': {
    async up(db) {
      await db.schema
        .createTable('documents')
        .addColumn('sequence', 'integer', column => column.primaryKey())
        .addColumn('kind', 'text', column => column.notNull())
        .addColumn('id', 'text', column => column.notNull())
        .addColumn('revision', 'integer', column => column.notNull())
        .addColumn('body', 'text', column => column.notNull())
        .addUniqueConstraint('documents_identity', ['kind', 'id'])
        .execute()
      await db.schema
        .createTable('journal')
        .addColumn('revision', 'integer', column => column.primaryKey())
        .addColumn('at', 'integer', column => column.notNull())
        .addColumn('caller', 'text', column => column.notNull())
        .addColumn('operation', 'text', column => column.notNull())
        .addColumn('changes', 'text', column => column.notNull())
        .execute()
      await db.schema
        .createTable('settings')
        .addColumn('name', 'text', column => column.primaryKey().notNull())
        .addColumn('value', 'text', column => column.notNull())
        .execute()
    },
  },
}

/** Brings the database to the newest schema. Refuses one that has steps we do not know, and leaves it as it is. */
export async function migrate(db: Kysely<unknown>, directory: string): Promise<void> {
  const unknown = (await stepsTaken(db)).find(name => !(name in migrations))
  if (unknown !== undefined) throw new StoreRefusal('DatabaseNewer', directory, unknown)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

/** The names of the steps that the database records; none if it is new. */
async function stepsTaken(db: Kysely<unknown>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(table => table.name === 'kysely_migration')) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(row => row.name)
}
