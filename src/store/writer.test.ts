import { describe, expect, test, vi } from 'vitest'
import { type Network, put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import { openMemoryStore } from './memory.ts'
import type { Entry, Store } from './store.ts'
import { type Author, Writer } from './writer.ts'

const author: Author = { caller: '111111111111', operation: 'Test', now: 5 }
const account = (id: string) => put({ kind: 'account', id, name: id, createdAt: 0 })
const ids = (network: Network) => [...network.accounts.values()].map(one => one.id)

const unused = () => Promise.reject(new Error('not used here'))
const bare = { journal: unused, setting: unused, setSetting: unused, reset: unused, close: unused }

/** A memory store whose commits wait until they are let through. */
function slowStore() {
  const kept = openMemoryStore()
  const batches: (readonly Entry[])[] = []
  const waiting: { let: () => void; fail: (error: Error) => void }[] = []
  const commit = (entries: readonly Entry[]) => {
    batches.push(entries)
    return new Promise<void>((resolve, reject) => {
      waiting.push({ let: () => resolve(kept.commit(entries)), fail: reject })
    })
  }
  const store: Store = { ...bare, load: () => kept.load(), commit }
  return { store, batches, waiting }
}

const turn = () => new Promise(resolve => setImmediate(resolve))

describe('the writer', () => {
  test('moves memory at once and answers when the store has kept it', async () => {
    const { store, waiting } = slowStore()
    const writer = await Writer.open(store, () => undefined)
    let answered = false
    const deciding = writer.decide(author, () => ({ changes: [account('a')], reply: 'made' }))
    void deciding.then(() => (answered = true))
    expect(ids(writer.network)).toEqual(['a'])
    await turn()
    await turn()
    expect(answered).toBe(false)
    waiting[0]?.let()
    expect(await deciding).toBe('made')
  })

  test('a read and a refusal wait for what they saw', async () => {
    const { store, waiting } = slowStore()
    const writer = await Writer.open(store, () => undefined)
    const seen: string[] = []
    void writer.decide(author, () => ({ changes: [account('a')], reply: undefined }))
    const reading = writer
      .decide(author, () => ({ reply: ids(writer.network) }))
      .then(() => seen.push('read'))
    const refused = writer
      .decide(author, () => {
        throw refuse('MissingAction')
      })
      .catch(() => seen.push('refusal'))
    await turn()
    await turn()
    expect(seen).toEqual([])
    waiting[0]?.let()
    await Promise.all([reading, refused])
    expect(seen.toSorted()).toEqual(['read', 'refusal'])
  })

  test('a read of what is durable does not wait', async () => {
    const { store } = slowStore()
    const writer = await Writer.open(store, () => undefined)
    expect(await writer.decide(author, () => ({ reply: 1 }))).toBe(1)
  })

  test('the decisions of one turn share one write; those made during it share the next', async () => {
    const { store, batches, waiting } = slowStore()
    const writer = await Writer.open(store, () => undefined)
    const make = (id: string) => writer.decide(author, () => ({ changes: [account(id)], reply: id }))
    const first = [make('a'), make('b'), make('c')]
    await turn()
    const second = [make('d'), make('e')]
    waiting[0]?.let()
    await Promise.all(first)
    await vi.waitFor(() => expect(waiting).toHaveLength(2))
    waiting[1]?.let()
    await Promise.all(second)
    expect(batches.map(batch => batch.map(entry => entry.revision))).toEqual([
      [1, 2, 3],
      [4, 5],
    ])
    expect(batches[0]?.[0]).toEqual({
      caller: author.caller,
      operation: author.operation,
      at: author.now,
      revision: 1,
      changes: [account('a')],
    })
  })

  test('a refused decision changes nothing', async () => {
    const { store, batches } = slowStore()
    const writer = await Writer.open(store, () => undefined)
    const refusing = writer.decide(author, () => {
      throw refuse('MissingAction')
    })
    await expect(refusing).rejects.toThrow('Action')
    expect([ids(writer.network), batches]).toEqual([[], []])
  })

  test('when the store fails it says so and answers nothing more', async () => {
    const { store, waiting } = slowStore()
    const fatal = vi.fn()
    const writer = await Writer.open(store, fatal)
    let answers = 0
    const count = () => (answers += 1)
    void writer.decide(author, () => ({ changes: [account('a')], reply: undefined })).then(count, count)
    await turn()
    waiting[0]?.fail(new Error('disk gone'))
    await vi.waitFor(() => expect(fatal).toHaveBeenCalledWith(new Error('disk gone')))
    void writer.decide(author, () => ({ reply: ids(writer.network) })).then(count, count)
    await turn()
    await turn()
    expect(answers).toBe(0)
  })

  test('listeners hear of every change, with what was before', async () => {
    const writer = await Writer.open(openMemoryStore(), () => undefined)
    const heard: unknown[] = []
    writer.onChange(applied => heard.push(applied))
    const before = account('a')
    const after = put({ kind: 'account', id: 'a', name: 'other', createdAt: 0 })
    await writer.decide(author, () => ({ changes: [before], reply: undefined }))
    await writer.decide(author, () => ({ changes: [after, { drop: 'account', id: 'x' }], reply: undefined }))
    const document = (change: object) => (change as { put: unknown }).put
    expect(heard).toEqual([
      [{ before: undefined, after: document(before) }],
      [
        { before: document(before), after: document(after) },
        { before: undefined, after: undefined },
      ],
    ])
  })

  test('takes up the network as it was kept', async () => {
    const store = openMemoryStore()
    const first = await Writer.open(store, () => undefined)
    await first.decide(author, () => ({ changes: [account('a'), account('b')], reply: undefined }))
    const second = await Writer.open(store, () => undefined)
    expect([second.network.revision, ids(second.network)]).toEqual([1, ['a', 'b']])
  })
})
