import { expect, test } from 'vitest'
import { PacketLimit } from './packet-limit.ts'

test('so many in a second, for each sender; the next second is a new one', () => {
  let now = 500
  const limit = new PacketLimit(2, () => now)
  const sent = (sender: string) => limit.admits(sender)
  expect([sent('eni-1'), sent('eni-1'), sent('eni-1'), sent('eni-2')]).toEqual([true, true, false, true])
  now = 999
  expect(sent('eni-1')).toBe(false)
  now = 1_000
  expect([sent('eni-1'), sent('eni-1'), sent('eni-1')]).toEqual([true, true, false])
})
