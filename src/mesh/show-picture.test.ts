import { expect, test } from 'vitest'
import { planFor } from './export.fixture.ts'
import { allPairs, member, seenPeering, seenVpc, unjoined, vpcId, wishFor } from './landscape.fixture.ts'
import type { Plan } from './plan.ts'
import { showPicture } from './show-picture.ts'
import type { Pair } from './wish.ts'

const picture = (count: number, pairs?: readonly Pair[], more: Partial<Plan> = {}) => {
  const { wish, landscape } = unjoined(count)
  return showPicture({ ...planFor({ ...wish, ...(pairs && { pairs }) }, landscape), ...more })
}
const pair = (a: number, b: number): Pair => [vpcId(a), vpcId(b)]
const hub = (count: number): readonly Pair[] => Array.from({ length: count }, (_, n) => pair(0, n + 1))

test('a full mesh is a triangle', () => {
  const members = [0, 1, 2, 3].map(n => member(n))
  const landscape = {
    vpcs: members.map((_, n) => seenVpc(n)),
    peerings: [
      seenPeering('pcx-1', 0, 1, {}, { 'isthmus:mesh:prod': 'made' }),
      seenPeering('pcx-2', 0, 2),
      seenPeering('pcx-3', 1, 2, { state: 'pending-acceptance' }),
    ],
  }
  expect(showPicture(planFor(wishFor(members), landscape))).toMatchInlineSnapshot(`
    "1 vpc-0
    2 vpc-1  =
    3 vpc-2  o a
    4 vpc-3  + + +
             1 2 3

    + created   a accepted   o adopted   = there already
    "
  `)
})

test('hubs come first, and have the only columns', () => {
  expect(picture(7, [...hub(5), pair(5, 6)])).toMatchInlineSnapshot(`
    "1 vpc-0
    2 vpc-5  +
    3 vpc-1  + .
    4 vpc-2  + .
    5 vpc-3  + .
    6 vpc-4  + .
    7 vpc-6  . +
             1 2

    + created   . not connected
    "
  `)
})

test('groups are triangles of their own', () => {
  const groups = [
    [0, 2, 4],
    [1, 3],
  ].flatMap(numbers => allPairs(numbers.map(n => member(n))))
  expect(picture(5, groups)).toMatchInlineSnapshot(`
    "1 vpc-0
    2 vpc-2  +
    3 vpc-4  + +
             1 2

    1 vpc-1
    2 vpc-3  +
             1

    + created
    "
  `)
})

test('objections: to a pair, and to a VPC', () => {
  const objections = [
    { code: 'overlap' as const, why: '', advice: [], about: [vpcId(0), vpcId(1)] },
    { code: 'peerings-quota' as const, why: '', advice: [], about: [vpcId(2)] },
  ]
  expect(picture(3, undefined, { objections })).toMatchInlineSnapshot(`
    "1 vpc-0
    2 vpc-1    x
    3 vpc-2 !  + +
               1 2

    + created   x objection   ! objection to a VPC
    "
  `)
})

test('more members than fit into a triangle are told together if they have the same to say', () => {
  expect(picture(60, undefined, { objections: [] })).toMatchInlineSnapshot(`
    "vpc-0, vpc-1, vpc-10, vpc-11, vpc-12, vpc-13 and 54 more: 59 pairs: 59 +

    + created
    "
  `)
})

test('a hub of a hundred still has one column', () => {
  const lines = picture(101, hub(100), { objections: [] }).split('\n')
  expect(lines.slice(0, 3)).toEqual(['  1 vpc-0', '  2 vpc-1    +', '  3 vpc-10   +'])
  expect(lines[101]).toBe('             1')
})

test('no pairs', () => {
  expect(picture(1)).toBe('No pair is to be connected.\n')
})
