import { expect, test } from 'vitest'
import { limits } from '../model/quotas.ts'
import { driftOf } from './drift.ts'
import { groupId, member, seenPeering, seenRoute, seenVpc, unjoined, wishFor } from './landscape.fixture.ts'
import type { Landscape, SeenRoute, SeenVpc } from './landscape.ts'
import { planMesh } from './planning.ts'
import type { Wish } from './wish.ts'

const MARKS = {
  'isthmus:mesh:prod': 'made',
  'isthmus:mesh:prod:routes:1': '00000000000000000=10.1.0.0/16 00000000000000001=10.0.0.0/16',
}
const there = (n: number): SeenRoute => seenRoute(`10.${n}.0.0/16`, 'pcx-1')
const wish = wishFor([member(0), member(1)])
const applied: Landscape = {
  vpcs: [seenVpc(0, [there(1)]), seenVpc(1, [there(0)])],
  peerings: [seenPeering('pcx-1', 0, 1, {}, MARKS)],
}

const short = (text: string) => text.replaceAll(/-0{10,}/g, '-')
const drift = (landscape: Landscape, wished: Wish = wish) =>
  driftOf(planMesh(wished, landscape, limits('aws'))).map(({ code, what }) => `${code}: ${short(what)}`)

const vpcs = (...some: readonly SeenVpc[]): Landscape => ({ ...applied, vpcs: some })
const admits = [{ groupId: groupId(0), protocol: 'tcp', fromPort: 22, toPort: 22 }]

test.each<[what: string, landscape: Landscape, wished: Wish, drift: readonly string[]]>([
  ['nothing', applied, wish, []],
  [
    'a route is gone',
    vpcs(seenVpc(0), seenVpc(1, [there(0)])),
    wish,
    ['route-gone: the route 10.1.0.0/16 in rtb- is missing'],
  ],
  [
    'a route leads to what has ended',
    vpcs(seenVpc(0, [seenRoute('10.1.0.0/16', 'pcx-0', { isBlackhole: true })]), seenVpc(1, [there(0)])),
    wish,
    ['route-stale: the route 10.1.0.0/16 in rtb- is a blackhole'],
  ],
  [
    'the only peering is gone',
    {
      vpcs: [0, 1].map(n => seenVpc(n, [seenRoute(`10.${1 - n}.0.0/16`, 'pcx-0', { isBlackhole: true })])),
      peerings: [],
    },
    wish,
    ['peering-gone: no peering joins vpc-0 and vpc-1'],
  ],
  [
    'the only peering waits',
    {
      ...unjoined(2).landscape,
      peerings: [seenPeering('pcx-1', 0, 1, { state: 'pending-acceptance' }, MARKS)],
    },
    wish,
    ['peering-waits: the peering of vpc-0 and vpc-1 waits to be accepted'],
  ],
  [
    "the only peering is somebody else's",
    { ...unjoined(2).landscape, peerings: [seenPeering('pcx-1', 0, 1)] },
    wish,
    ["peering-found: the peering of vpc-0 and vpc-1 is not the mesh's yet"],
  ],
  [
    'the option was changed',
    applied,
    { ...wish, dns: true },
    ['option-changed: DNS resolution between vpc-0 and vpc-1 is not as wished'],
  ],
  [
    'a rule is gone',
    applied,
    wishFor([member(0, { admits }), member(1)]),
    ['rule-gone: the rule of sg- for tcp 22 from 10.1.0.0/16 is missing'],
  ],
  [
    'a tag is gone',
    applied,
    { ...wish, tags: { owner: 'net' } },
    ['tags-changed: the tags of pcx-1 are not as they should be'],
  ],
  [
    'a new VPC has the tag',
    vpcs(...applied.vpcs, seenVpc(4)),
    wishFor([member(0), member(1), member(4)]),
    ['new-member: vpc-4 is not connected yet'],
  ],
  [
    'a pair is not wished for any more',
    applied,
    { ...wish, pairs: [] },
    [
      'not-wanted: the route 10.1.0.0/16 in rtb- is not wanted any more',
      'not-wanted: the route 10.0.0.0/16 in rtb-1 is not wanted any more',
      'not-wanted: the peering pcx-1 is not wanted any more',
    ],
  ],
  [
    'nothing was ever applied',
    unjoined(2).landscape,
    wish,
    ['new-member: vpc-0 is not connected yet', 'new-member: vpc-1 is not connected yet'],
  ],
])('%s', (_, landscape, wished, expected) => {
  expect(drift(landscape, wished)).toEqual(expected)
})

test('a peering is gone between members that have others', () => {
  const members = [0, 1, 4].map(n => member(n))
  const mark = { 'isthmus:mesh:prod': 'made' }
  const peerings = [seenPeering('pcx-1', 0, 1, {}, mark), seenPeering('pcx-4', 1, 4, {}, mark)]
  const landscape = { vpcs: [0, 1, 4].map(n => seenVpc(n)), peerings }
  expect(drift(landscape, wishFor(members)).filter(text => text.startsWith('peering'))).toEqual([
    'peering-gone: no peering joins vpc-0 and vpc-4',
  ])
})
