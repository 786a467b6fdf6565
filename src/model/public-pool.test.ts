import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { address, holds } from './cidr.ts'
import type { ElasticAddress } from './elastic-address.ts'
import { LiveNetwork, type Network, put } from './network.ts'
import { freePublicAddress, isFree, PUBLIC_POOL } from './public-pool.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }

function allocated(...texts: readonly string[]): Network {
  const live = new LiveNetwork()
  const all = texts.map(
    (text, n): ElasticAddress => ({
      kind: 'elastic-address',
      id: `eipalloc-${n}`,
      ...place,
      address: address(text),
      createdAt: 0,
      tags: {},
    }),
  )
  live.apply(1, all.map(put))
  return live.view
}

describe('the pool of public addresses', () => {
  test.each([
    ['198.18.0.1', true],
    ['198.18.0.2', false],
    ['198.19.0.1', false],
    ['8.8.8.8', false],
    ['2001:db8::1', false],
  ])('%s is free: %s', (text, free) => {
    expect(isFree(allocated('198.18.0.2'), address(text))).toBe(free)
  })

  test('gives an address that nobody has, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.string(), seed => {
        const first = freePublicAddress(allocated(), seed)
        expect(first && holds(PUBLIC_POOL, first)).toBe(true)
        expect(freePublicAddress(allocated(), seed)).toEqual(first)
        const second = freePublicAddress(allocated(first?.text ?? ''), seed)
        expect(second).not.toEqual(first)
        const third = freePublicAddress(allocated(first?.text ?? ''), seed, new Set([second?.text ?? '']))
        expect(third).not.toEqual(first)
        expect(third).not.toEqual(second)
      }),
      { numRuns: 50 },
    )
  })
})
