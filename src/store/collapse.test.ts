import { expect, test } from 'vitest'
import { type Change, type Document, drop, put } from '../model/network.ts'
import { type Collapsed, collapse } from './collapse.ts'

const account = (id: string, name: string): Document => ({ kind: 'account', id, name, createdAt: 0 })
const [a1, a2, b1] = [account('a', 'first'), account('a', 'second'), account('b', 'first')]
const region: Document = { kind: 'opened-region', id: 'a' }

const cases: readonly (readonly [string, readonly (readonly Change[])[], Collapsed])[] = [
  ['nothing', [[]], { drops: new Map(), puts: [] }],
  [
    'two puts of one document: the last, in the place of the first',
    [[put(a1)], [put(b1), put(a2)]],
    {
      drops: new Map(),
      puts: [
        { document: a2, revision: 2 },
        { document: b1, revision: 2 },
      ],
    },
  ],
  [
    'put, then dropped: only the drop',
    [[put(a1)], [drop(a1)]],
    { drops: new Map([['account', new Set(['a'])]]), puts: [] },
  ],
  [
    'dropped, then put: deleted first, a new arrival behind the others',
    [[put(a1), put(b1)], [drop(a1)], [put(a2)]],
    {
      drops: new Map([['account', new Set(['a'])]]),
      puts: [
        { document: b1, revision: 1 },
        { document: a2, revision: 3 },
      ],
    },
  ],
  [
    'one id in two kinds: two documents',
    [[put(a1), put(region)], [drop(region)]],
    { drops: new Map([['opened-region', new Set(['a'])]]), puts: [{ document: a1, revision: 1 }] },
  ],
]

test.each(cases)('%s', (_, changes, collapsed) => {
  const entries = changes.map((changes, at) => ({
    revision: at + 1,
    at: 0,
    caller: 'isthmus',
    operation: '',
    changes,
  }))
  expect(collapse(entries)).toEqual(collapsed)
})
