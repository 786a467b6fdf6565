import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cidr, contains } from '../model/cidr.ts'
import { seenRoute, seenVpc, tableId } from './landscape.fixture.ts'
import { known, narrowerIn, surveyOf } from './survey.ts'

const anyBlock = fc.oneof(
  fc
    .tuple(fc.integer({ min: 8, max: 12 }), fc.nat(0xffff))
    .map(([prefix, n]) => cidr(`10.${n & 15}.${n >> 8}.0/${prefix}`)),
  fc.tuple(fc.integer({ min: 40, max: 48 }), fc.nat(15)).map(([prefix, n]) => cidr(`2600:${n}::/${prefix}`)),
)

test('what is found inside a block is all that is smaller and lies in it', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyBlock, { selector: block => block.text }), anyBlock, (blocks, outer) => {
      const vpc = seenVpc(
        200,
        blocks.map(block => seenRoute(block.text, 'igw-1')),
      )
      const table = known(surveyOf({ vpcs: [vpc], peerings: [] }).tables, tableId(200))
      const all = [...blocks, ...vpc.blocks]
      const inside = all.filter(block => contains(outer, block) && block.prefix > outer.prefix)
      const found = narrowerIn(table, outer).map(({ block }) => block.text)
      expect(found.toSorted()).toEqual(inside.map(block => block.text).toSorted())
    }),
  )
})
