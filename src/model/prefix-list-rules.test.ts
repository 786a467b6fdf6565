import { expect, test } from 'vitest'
import { cidr } from './cidr.ts'
import type { PrefixList, PrefixListEntry } from './prefix-list.ts'
import {
  changedEntries,
  whyNotChangeEntries,
  whyNotCurrent,
  whyNotEntries,
  whyNotListName,
  whyNotSize,
} from './prefix-list-rules.ts'
import { limits } from './quotas.ts'

const entry = (text: string, description?: string): PrefixListEntry => ({
  cidr: cidr(text),
  ...(description !== undefined && { description }),
})

/** At most three entries, two of them taken, in the second version. */
const list: PrefixList = {
  kind: 'prefix-list',
  id: 'pl-1',
  ownerId: '111111111111',
  region: 'us-east-1',
  name: 'a',
  family: 4,
  maxEntries: 3,
  versions: [[], [entry('10.1.0.0/16', 'one'), entry('10.2.0.0/16')]],
  changedBy: 'modify',
  createdAt: 0,
  tags: {},
}

test.each([
  ['a', undefined],
  ['x'.repeat(255), undefined],
  ['', 'InvalidParameterValue'],
  ['x'.repeat(256), 'InvalidParameterValue'],
  ['com.amazonaws.mine', 'InvalidParameterValue'],
])('the name %j: %s', (name, code) => {
  expect(whyNotListName(name)?.code).toBe(code)
})

test.each([
  [1, undefined],
  [1000, undefined],
  [0, 'InvalidParameterValue'],
  [1001, 'PrefixListMaxEntriesExceeded'],
])('%i entries at most: %s', (size, code) => {
  expect(whyNotSize(size, limits('raised'))?.code).toBe(code)
})

test.each([
  [1, 'PrefixListVersionMismatch'],
  [2, undefined],
  [3, 'PrefixListVersionMismatch'],
  [0, 'InvalidParameterValue'],
])('a change of version %i: %s', (version, code) => {
  expect(whyNotCurrent(list, version)?.code).toBe(code)
})

test.each<[string, PrefixListEntry[], string | undefined]>([
  ['none', [], undefined],
  ['as many as there may be', [entry('10.1.0.0/16'), entry('10.2.0.0/16'), entry('10.3.0.0/16')], undefined],
  ['one within another', [entry('10.0.0.0/8'), entry('10.2.0.0/16')], undefined],
  [
    'too many',
    ['10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16', '10.4.0.0/16'].map(text => entry(text)),
    'PrefixListMaxEntriesExceeded',
  ],
  ['one twice', [entry('10.1.0.0/16'), entry('10.1.0.1/16', 'b')], 'InvalidPrefixListModification'],
  ['one of IPv6', [entry('2600::/16')], 'InvalidParameterValue'],
  ['a long description', [entry('10.1.0.0/16', 'x'.repeat(256))], 'InvalidParameterValue'],
])('entries, %s', (_, entries, code) => {
  expect(whyNotEntries(list, entries)?.code).toBe(code)
})

test.each<[string, string[], string[], string | undefined]>([
  ['one more', ['10.3.0.0/16'], [], undefined],
  ['one for one', ['10.3.0.0/16'], ['10.1.0.0/16'], undefined],
  ['two more for one', ['10.3.0.0/16', '10.4.0.0/16'], ['10.1.0.0/16'], undefined],
  ['two more', ['10.3.0.0/16', '10.4.0.0/16'], [], 'PrefixListMaxEntriesExceeded'],
  ['one that is there', ['10.1.0.0/16'], [], 'InvalidPrefixListModification'],
  ['one that is not there', [], ['10.9.0.0/16'], 'InvalidPrefixListModification'],
  ['in and out', ['10.1.0.0/16'], ['10.1.0.0/16'], 'InvalidPrefixListModification'],
  [
    'more than a request may name',
    [],
    Array.from({ length: 101 }, (_, n) => `10.${n}.0.0/16`),
    'InvalidParameterValue',
  ],
])('a change, %s', (_, add, remove, code) => {
  const change = { add: add.map(text => entry(text)), remove }
  expect(whyNotChangeEntries(list, change)?.code).toBe(code)
})

test('what is left comes before what is added', () => {
  const after = changedEntries(list, { add: [entry('10.0.0.0/16')], remove: ['10.1.0.0/16'] })
  expect(after).toEqual([entry('10.2.0.0/16'), entry('10.0.0.0/16')])
})
