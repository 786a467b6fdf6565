import { expect, test } from 'vitest'
import { macOf } from './mac-address.ts'

test.each([
  ['eni-01745beb4030a82e3', '02:b4:03:0a:82:e3'],
  ['eni-0cef3b78158d255c4', '02:81:58:d2:55:c4'],
  ['eni-1a2b3c4d', '02:00:1a:2b:3c:4d'],
])('%s has %s', (id, mac) => {
  expect(macOf(id)).toBe(mac)
})
