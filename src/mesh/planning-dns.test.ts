import { expect, test } from 'vitest'
import { type SeenSwitch, switchDeed } from './planning-dns.ts'

const on = { now: true }
const off = { now: false }

test.each<
  [seen: SeenSwitch, wanted: boolean | undefined, prunes: boolean, to: boolean, mark: boolean | undefined]
>([
  // Nobody has switched it: what it is, it was.
  [off, true, true, true, true],
  [on, true, true, true, undefined],
  [on, false, true, false, false],
  [off, undefined, true, false, undefined],
  [on, undefined, true, true, undefined],
  // The mesh has: it becomes as it was if nothing is wished any more, and stays if the wish only adds.
  [{ now: true, own: true }, true, true, true, true],
  [{ now: false, own: true }, true, true, true, true],
  [{ now: true, own: true }, undefined, true, false, undefined],
  [{ now: true, own: true }, undefined, false, true, true],
  [{ now: false, own: false }, undefined, true, true, undefined],
  [{ now: true, own: true }, false, true, false, undefined],
  // Another mesh has: its wish counts on as long as it has a mark.
  [{ now: true, others: true }, true, true, true, true],
  [{ now: true, others: true }, undefined, true, true, undefined],
  [{ now: true, own: true, others: true }, undefined, true, true, undefined],
])('%o, wanted %s, pruning %s: to %s, marked %s', (seen, wanted, prunes, to, mark) => {
  expect(switchDeed(seen, wanted, prunes)).toEqual({ to, ...(mark !== undefined && { mark }) })
})
