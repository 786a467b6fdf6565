import Database from 'better-sqlite3'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, test } from 'vitest'
import { StoreDialect } from './dialect.ts'

test('a migration that fails half way leaves nothing behind', async () => {
  const db = new Kysely<unknown>({ dialect: new StoreDialect(new Database(':memory:')) })
  const fails = {
    async up(db: Kysely<unknown>) {
      await db.schema.createTable('half').addColumn('id', 'integer').execute()
      throw new Error('half way')
    },
  }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ '1': fails }) } })
  expect((await migrator.migrateToLatest()).error).toEqual(new Error('half way'))
  expect(await db.introspection.getTables()).toEqual([])
  await db.destroy()
})
