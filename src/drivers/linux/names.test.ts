import { describe, expect, test } from 'vitest'
import {
  createNames,
  deviceName,
  instanceOfAlias,
  interfaceAlias,
  isRouter,
  peeringOfDevice,
  tableNumbers,
} from './names.ts'

test('the mark stands in every name', () => {
  const names = createNames('0a1b2c')
  expect(names.router('vpc-0123456789abcdef0')).toBe('isthmus-0a1b2c-vpc-0123456789abcdef0')
  expect(names.instance('i-0123456789abcdef0')).toBe('isthmus-0a1b2c-i-0123456789abcdef0')
  expect(isRouter(names.router('vpc-0123456789abcdef0'))).toBe(true)
  expect(isRouter(names.instance('i-0123456789abcdef0'))).toBe(false)
})

test.each(['', '0a1b2', '0a1b2c3d4', '0A1B2C', 'xyzxyz', '../../'])('%j is no mark', mark =>
  expect(() => createNames(mark)).toThrow('6 to 8'),
)

test.each([
  ['eni-0123456789abcdef0', 'eni-6789abcdef0'],
  ['pcx-0123456789abcdef0', 'pcx-6789abcdef0'],
  ['eni-12345678', 'eni-12345678'],
])('the device of %s is %s', (id, device) => {
  expect(deviceName(id)).toBe(device)
  expect(device.length).toBeLessThanOrEqual(15)
})

test('an alias names the instance, or the peering if the name agrees', () => {
  expect(instanceOfAlias(interfaceAlias('eni-0a', 'i-0b'))).toBe('i-0b')
  expect(instanceOfAlias('eni-0a/../x')).toBe(undefined)
  expect(peeringOfDevice('pcx-6789abcdef0', 'pcx-0123456789abcdef0')).toBe('peering/pcx-0123456789abcdef0')
  expect(peeringOfDevice('pcx-6789abcdef1', 'pcx-0123456789abcdef0')).toBe(undefined)
  expect(peeringOfDevice('pcx-6789abcdef0', '')).toBe(undefined)
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
