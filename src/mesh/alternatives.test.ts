import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alternativesTo, hubsFor } from './alternatives.ts'
import { member } from './landscape.fixture.ts'

test.each([
  [125, 50, 3],
  [52, 50, 2],
  [51, 50, 1],
  [600, 50, 18],
  [1000, 50, undefined],
  [5, 0, undefined],
])('%i VPCs with room for %i peerings each: %s hubs', (members, room, hubs) => {
  expect(hubsFor(members, room)).toBe(hubs)
})

test('no hub has more peerings than there is room for, and one hub fewer would not do', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 700 }), fc.integer({ min: 1, max: 125 }), (members, room) => {
      const hubs = hubsFor(members, room)
      if (hubs === undefined) return
      const most = (count: number) => count - 1 + Math.ceil((members - count) / count)
      expect(most(hubs)).toBeLessThanOrEqual(room)
      if (hubs > 1) expect(most(hubs - 1)).toBeGreaterThan(room)
    }),
  )
})

test('both prices are named', () => {
  const members = Array.from({ length: 60 }, (_, n) => member(4 * n))
  expect(alternativesTo({ members, peerings: 1770, room: 50 })).toEqual([
    '2 hubs that are peered with each other, each with up to 29 of the other 58: 59 peering connections in place of 1770. Peering is not transitive: the others reach their hub only.',
    'AWS Transit Gateway is transitive: 60 attachments cost $2,190.00 a month, and each GB $0.02. Peering costs nothing by the month, nor inside an Availability Zone; a GB between zones $0.01 at each end, between Regions $0.02.',
  ])
})
