import { describe, expect, test } from 'vitest'
import { createNames, deviceName, hostOfAlias, idBehind, interfaceAlias, tableNumbers } from './names.ts'

test('the mark stands in every name', () => {
  const names = createNames('0a1b2c')
  expect(names.namespace('vpc-0123456789abcdef0')).toBe('isthmus-0a1b2c-vpc-0123456789abcdef0')
  expect(names.namespace('internet')).toBe('isthmus-0a1b2c-internet')
})

test.each(['', '0a1b2', '0a1b2c3d4', '0A1B2C', 'xyzxyz', '../../'])('%j is no mark', mark =>
  expect(() => createNames(mark)).toThrow('6 to 8'),
)

test.each([
  ['eni-0123456789abcdef0', 'eni-6789abcdef0'],
  ['pcx-0123456789abcdef0', 'pcx-6789abcdef0'],
  ['eigw-0123456789abcdef0', 'eigw-789abcdef0'],
  ['eni-12345678', 'eni-12345678'],
])('the device of %s is %s', (id, device) => {
  expect(deviceName(id)).toBe(device)
  expect(device.length).toBeLessThanOrEqual(15)
})

test('an alias names who is behind a device', () => {
  expect(hostOfAlias(interfaceAlias('eni-0a', 'i-0b'))).toBe('i-0b')
  expect(hostOfAlias(interfaceAlias('eni-0a', 'nat-0b'))).toBe('nat-0b')
  expect(hostOfAlias('eni-0a/../x')).toBe(undefined)
  expect(idBehind('eni-0a/vpce-0b')).toBe('vpce-0b')
  expect(idBehind('vpn-0b')).toBe('vpn-0b')
  expect(idBehind('vpce-0b')).toBe(undefined)
})

describe('the numbers of route tables', () => {
  test('show the last digits of the id and fit 31 bits', () =>
    expect(tableNumbers(['rtb-0123456789abcdef0'])).toEqual(new Map([['rtb-0123456789abcdef0', 0x1abcdef0]])))

  test('are different where the digits are not, whatever the order', () => {
    const [one, two] = ['rtb-00000000010000001', 'rtb-00000000020000001']
    const expected = new Map([
      [one, 0x10000001],
      [two, 0x10000002],
    ])
    expect(tableNumbers([one, two])).toEqual(expected)
    expect(tableNumbers([two, one])).toEqual(expected)
  })
})
