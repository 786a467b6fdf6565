import { expect, test } from 'vitest'
import { MetadataTokens } from './metadata-tokens.ts'

test('a token is valid for its instance, until its time is over', () => {
  let now = 1_000_000
  const tokens = new MetadataTokens(() => now)
  const token = tokens.issue('i-1', 60)
  expect(token).toMatch(/^[\w+/]{54}==$/)
  const left = (instanceId: string, given = token) => tokens.secondsLeft(instanceId, given)
  expect([left('i-1'), left('i-2')]).toEqual([60, undefined])
  now += 59_001
  expect(left('i-1')).toBe(1)
  now += 999
  expect(left('i-1')).toBeUndefined()
})

test.each(['', 'AAAA', 'not base64 at all', 'A'.repeat(56)])('%j is no token', given => {
  expect(new MetadataTokens(() => 0).secondsLeft('i-1', given)).toBeUndefined()
})

test("another process's token is none", () => {
  const token = new MetadataTokens(() => 0).issue('i-1', 60)
  expect(new MetadataTokens(() => 0).secondsLeft('i-1', token)).toBeUndefined()
})
