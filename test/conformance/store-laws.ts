/** What holds for every store. A new store joins by one call in store-laws.test.ts. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Change, type Document, drop, put } from '../../src/model/network.ts'
import { type Entry, RevisionConflict, type Store } from '../../src/store/store.ts'
import { replay } from './replay.ts'

/** Where a store under test lives. */
export interface Home {
  /** Opens what is kept here; at first nothing is. */
  open(): Promise<Store>
  /** The store is closed. */
  clear(): void
}

const account = (id: string, name = id): Document => ({ kind: 'account', id, name, createdAt: 1 })

const entry = (revision: number, ...changes: readonly Change[]): Entry => ({
  revision,
  at: 1_700_000_000_000 + revision,
  caller: '111122223333',
  operation: 'CreateVpc',
  changes,
})

/** Few ids, so that documents are replaced and dropped often; one id may be of two kinds. */
const id = fc.constantFrom('a', 'b', 'c/d', "e'", 'é"\u0000')
const text = fc.string({ unit: 'binary' })
const document: fc.Arbitrary<Document> = fc.oneof(
  fc.record({ kind: fc.constant('account'), id, name: text, createdAt: fc.nat() }),
  fc.record({ kind: fc.constant('client-token'), id, input: text, reply: fc.array(text), usedAt: fc.nat() }),
)
const change = fc.oneof(
  { weight: 3, arbitrary: document.map(put) },
  { weight: 1, arbitrary: document.map(drop) },
)
const batches = fc.array(fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 4 }), { maxLength: 5 })

/** The batches as entries, numbered on from 1. */
function numbered(changes: readonly (readonly (readonly Change[])[])[]): readonly (readonly Entry[])[] {
  let revision = 0
  return changes.map(batch => batch.map(each => entry(++revision, ...each)))
}

export function storeLaws(name: string, makeHome: () => Home): void {
  describe(name, () => {
    let home: Home
    let store: Store
    const openHome = async () => {
      home = makeHome()
      store = await home.open()
    }
    const closeHome = async () => {
      await store.close()
      home.clear()
    }
    const reopen = async () => {
      await store.close()
      store = await home.open()
    }
    const everything = async () => ({ ...(await store.load()), journal: await store.journal(0, 1_000) })
    beforeEach(openHome)
    afterEach(closeHome)

    test('a new store is empty, at revision 0', async () => {
      expect(await everything()).toEqual({ revision: 0, documents: [], journal: [] })
    })

    test('what was committed is there, also for the next to open it, and agrees with the journal', async () => {
      const law = fc.asyncProperty(batches, async changes => {
        const committed = numbered(changes)
        for (const batch of committed) await store.commit(batch)
        const journal = committed.flat()
        const kept = { revision: journal.length, documents: replay(journal), journal }
        expect(await everything()).toEqual(kept)
        await reopen()
        expect(await everything()).toEqual(kept)
      })
      const fresh = () => closeHome().then(openHome)
      await fc.assert(law.afterEach(fresh), { numRuns: 40 })
    })

    test('documents come in the order of their arrival, whatever happened to them since', async () => {
      const [a, b, c] = ['a', 'b', 'c'].map(id => account(id)) as [Document, Document, Document]
      await store.commit([entry(1, put(a), put(b), put(c))])
      await store.commit([entry(2, put(account('a', 'replaced')), drop(b)), entry(3, put(b))])
      expect((await store.load()).documents).toEqual([account('a', 'replaced'), c, b])
    })

    test('a batch of many thousand changes is kept', async () => {
      const many = Array.from({ length: 12_000 }, (_, n) => account(`${n}`))
      await store.commit([entry(1, ...many.map(put))])
      await store.commit([entry(2, ...many.slice(1).map(drop))])
      expect((await store.load()).documents).toEqual([account('0')])
    })

    test.each([
      ['repeats one', [2], 2, 2],
      ['leaves one out', [4], 2, 4],
      ['leaves one out on the way', [3, 5], 3, 5],
      ['begins anew', [1], 2, 1],
    ])('a batch that %s is refused, and nothing of it is kept', async (_, revisions, kept, given) => {
      await store.commit([entry(1, put(account('a'))), entry(2, put(account('b')))])
      const before = await everything()
      const batch = revisions.map(revision => entry(revision, put(account(`of ${revision}`))))
      await expect(store.commit(batch)).rejects.toEqual(new RevisionConflict(kept, given))
      expect(await everything()).toEqual(before)
      await store.commit([entry(3, drop(account('a')))])
      expect((await store.load()).documents).toEqual([account('b')])
    })

    test('an empty batch and an entry without changes', async () => {
      await store.commit([])
      await store.commit([entry(1)])
      expect(await everything()).toEqual({ revision: 1, documents: [], journal: [entry(1)] })
    })

    test('the journal is read in pages', async () => {
      const entries = [1, 2, 3, 4, 5].map(revision => entry(revision, put(account(`${revision}`))))
      await store.commit(entries)
      expect(await store.journal(0, 2)).toEqual(entries.slice(0, 2))
      expect(await store.journal(2, 2)).toEqual(entries.slice(2, 4))
      expect(await store.journal(4, 2)).toEqual(entries.slice(4))
      expect(await store.journal(5, 2)).toEqual([])
    })

    test('commits that are not awaited are kept in the order they were asked for', async () => {
      const entries = Array.from({ length: 20 }, (_, n) => entry(n + 1, put(account(`${n}`))))
      await Promise.all(entries.map(each => store.commit([each])))
      expect(await store.journal(0, 100)).toEqual(entries)
    })

    test('settings are kept apart from the network', async () => {
      expect(await store.setting('clock')).toBeUndefined()
      await store.setSetting('clock', '0')
      await store.setSetting('clock', '604800000')
      await store.setSetting('mark', '')
      await store.reset()
      await reopen()
      expect([await store.setting('clock'), await store.setting('mark')]).toEqual(['604800000', ''])
    })

    test('reset forgets documents and journal and counts from 0 again', async () => {
      await store.commit([entry(1, put(account('a'))), entry(2, put(account('b')))])
      await store.reset()
      expect(await everything()).toEqual({ revision: 0, documents: [], journal: [] })
      await store.commit([entry(1, put(account('c')))])
      await reopen()
      expect(await everything()).toEqual({
        revision: 1,
        documents: [account('c')],
        journal: [entry(1, put(account('c')))],
      })
    })
  })
}
