import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMemoryStore } from '../../src/store/memory.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { storeLaws } from './store-laws.ts'

storeLaws('SQLite', () => {
  const directory = mkdtempSync(join(tmpdir(), 'isthmus-laws-'))
  return { open: () => openSqliteStore(directory), clear: () => rmSync(directory, { recursive: true }) }
})

storeLaws('memory', () => {
  const store = openMemoryStore()
  return { open: async () => store, clear: () => {} }
})
