import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  address,
  cidr,
  contains,
  holds,
  hostBlock,
  nth,
  nthBlock,
  overlaps,
  parseAddress,
  parseCidr,
  size,
} from './cidr.ts'

describe('parsing', () => {
  test.each([
    ['10.0.0.0/16', '10.0.0.0/16'],
    ['100.68.0.18/18', '100.68.0.0/18'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['10.1.1.12/32', '10.1.1.12/32'],
    ['2600:1F18:0:0::/56', '2600:1f18::/56'],
    ['::/0', '::/0'],
    ['::1.2.3.4/128', '::102:304/128'],
  ])('%s is %s', (text, canonical) => {
    expect(parseCidr(text)?.text).toBe(canonical)
  })

  test.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0.0/016',
    '10.0.0/16',
    '010.0.0.0/16',
    '10.0.0.0/-1',
    ' 10.0.0.0/16',
    '10.0.0.256/16',
    'fe80::1%eth0/64',
    '2600::/129',
    ':::/0',
    '',
    '/',
    'x',
  ])('%j is no block', text => {
    expect(parseCidr(text)).toBeUndefined()
  })

  test('an address', () => {
    expect(parseAddress('10.1.1.12')).toEqual({ version: 4, text: '10.1.1.12', at: '0a01010c' })
    expect(parseAddress('10.1.1')).toBeUndefined()
    expect(parseAddress('10.1.1.12/32')).toBeUndefined()
  })
})

describe('laws', () => {
  const v4 = fc.tuple(fc.nat(0xffffffff), fc.integer({ min: 0, max: 32 })).map(([at, prefix]) => {
    const text = [24, 16, 8, 0].map(shift => (at >>> shift) & 255).join('.')
    return cidr(`${text}/${prefix}`)
  })
  const v6 = fc
    .tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 }))
    .map(([at, prefix]) => cidr(`${at}/${prefix}`))
  const any = fc.oneof(v4, v6)

  test('canonical text parses to the same block', () => {
    fc.assert(
      fc.property(any, block => {
        expect(cidr(block.text)).toEqual(block)
      }),
    )
  })

  test('overlap is symmetric, and is containment one way or the other', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a))
        expect(overlaps(a, b)).toBe(contains(a, b) || contains(b, a))
      }),
    )
  })

  test('a block holds its first and its last address, and none beyond', () => {
    fc.assert(
      fc.property(v4, block => {
        expect(holds(block, nth(block, 0))).toBe(true)
        expect(holds(block, nth(block, -1))).toBe(true)
        expect(nth(block, size(block) - 1)).toEqual(nth(block, -1))
        if (block.end !== 'ffffffff') expect(holds(block, nth(block, size(block)))).toBe(false)
      }),
    )
  })

  test('parts of a block are apart and inside', () => {
    const vpc = cidr('172.31.0.0/16')
    const parts = [0, 1, 2, 15].map(n => nthBlock(vpc, 20, n))
    expect(parts.map(part => part.text)).toEqual([
      '172.31.0.0/20',
      '172.31.16.0/20',
      '172.31.32.0/20',
      '172.31.240.0/20',
    ])
    for (const part of parts) expect(contains(vpc, part)).toBe(true)
  })

  test('an address is a block of its own', () => {
    expect(hostBlock(address('10.1.1.12')).text).toBe('10.1.1.12/32')
    expect(hostBlock(address('2600::1')).text).toBe('2600::1/128')
  })
})
