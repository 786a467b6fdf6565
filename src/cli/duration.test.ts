import { describe, expect, test } from 'vitest'
import { readDuration } from './duration.ts'

describe('readDuration', () => {
  test.each([
    ['7d', 604_800_000],
    ['2h', 7_200_000],
    ['2h30m', 9_000_000],
    ['90s', 90_000],
    ['1d1h1m1s', 90_061_000],
    ['0s', 0],
  ])('%s', (text, milliseconds) => expect(readDuration(text)).toBe(milliseconds))

  test.each(['', '7', 'd', '1.5h', '-1d', '30m2h', '7 d', '1w'])('refuses %j', text => {
    expect(() => readDuration(text)).toThrow('A duration looks like')
  })
})
