/** The pattern for every released step: a database as that step left it, in frozen text, is opened by today's code. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteStore } from './sqlite.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'isthmus-migrations-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const database = () => new Database(join(directory, 'isthmus.db'))

const WRITTEN_BY_0001 = `
pragma application_id = 1232303208;
create table "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);
create table "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);
insert into kysely_migration values ('0001-documents-journal-settings', '2026-11-22T00:00:00.000Z');
insert into kysely_migration_lock values ('migration_lock', 0);
create table "documents" ("sequence" integer primary key, "kind" text not null, "id" text not null, "revision" integer not null, "body" text not null, constraint "documents_identity" unique ("kind", "id"));
create table "journal" ("revision" integer primary key, "at" integer not null, "caller" text not null, "operation" text not null, "changes" text not null);
create table "settings" ("name" text not null primary key, "value" text not null);
insert into documents values (7, 'opened-region', 'b', 1, '{"kind":"opened-region","id":"b"}'), (9, 'opened-region', 'a', 1, '{"kind":"opened-region","id":"a"}');
insert into journal values (1, 1700000000000, '111122223333', 'DescribeVpcs', '[{"put":{"kind":"opened-region","id":"b"}},{"put":{"kind":"opened-region","id":"a"}}]');
insert into settings values ('clock', '5');
`

const schema = (of: Database.Database) =>
  of.prepare('select name, sql from sqlite_master where sql is not null order by name').all()

test('a database that step 0001 wrote is opened, and all that it keeps is there', async () => {
  database().exec(WRITTEN_BY_0001).close()
  const store = await openSqliteStore(directory)
  const b = { kind: 'opened-region', id: 'b' }
  const a = { kind: 'opened-region', id: 'a' }
  expect({
    network: await store.load(),
    journal: await store.journal(0, 10),
    clock: await store.setting('clock'),
  }).toEqual({
    network: { revision: 1, documents: [b, a] },
    journal: [
      {
        revision: 1,
        at: 1_700_000_000_000,
        caller: '111122223333',
        operation: 'DescribeVpcs',
        changes: [{ put: b }, { put: a }],
      },
    ],
    clock: '5',
  })
  await store.close()
})

test('a new database has the schema that the steps before it lead to', async () => {
  const old = new Database(':memory:').exec(WRITTEN_BY_0001)
  await (await openSqliteStore(directory)).close()
  const now = database()
  expect(schema(now)).toEqual(schema(old))
  now.close()
})

test('a database of a newer version is refused and left as it is', async () => {
  await (await openSqliteStore(directory)).close()
  const newer = database()
  newer.exec(`insert into kysely_migration values ('0999-later', '2030-01-01T00:00:00.000Z')`).close()
  await expect(openSqliteStore(directory)).rejects.toMatchObject({
    name: 'StoreRefusal',
    code: 'DatabaseNewer',
    message: `The data directory ${directory} was written by a newer Isthmus (step 0999-later is unknown to this one). It has been left as it is: run that version or a later one.`,
  })
})
