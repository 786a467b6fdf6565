import { describe, expect, test } from 'vitest'
import { cidr } from '../model/cidr.ts'
import { groupId, member, seenPeering, seenVpc, tableId, vpcId, wishFor } from './landscape.fixture.ts'
import type { SeenPeering } from './landscape.ts'
import { linksOf } from './links.ts'
import type { Member, Wish } from './wish.ts'

const PAIR = `${vpcId(0)}|${vpcId(1)}`
const MARKED = { 'isthmus:mesh:prod': 'made' }

const linkOf = (wish: Wish, peerings: readonly SeenPeering[] = [], vpcs = [seenVpc(0), seenVpc(1)]) =>
  linksOf(wish, { vpcs, peerings })[0]

describe('the peering that is used', () => {
  const waiting = (id: string, from: number, to: number, more: Partial<SeenPeering> = {}, tags = {}) =>
    seenPeering(id, from, to, { state: 'pending-acceptance', ...more }, tags)

  test.each<[what: string, peerings: readonly SeenPeering[], used: string | undefined, asks: number]>([
    ['none', [], undefined, 0],
    ['the other way', [seenPeering('pcx-1', 1, 0)], 'pcx-1', 1],
    ['active before waiting', [waiting('pcx-1', 0, 1), seenPeering('pcx-2', 1, 0)], 'pcx-2', 1],
    [
      'provisioning before waiting',
      [waiting('pcx-1', 0, 1), seenPeering('pcx-2', 1, 0, { state: 'provisioning' })],
      'pcx-2',
      1,
    ],
    ['our own request', [waiting('pcx-1', 0, 1), waiting('pcx-2', 1, 0, {}, MARKED)], 'pcx-2', 1],
    [
      'the older request',
      [waiting('pcx-1', 0, 1, { expiresAt: 2 }), waiting('pcx-2', 1, 0, { expiresAt: 1 })],
      'pcx-2',
      1,
    ],
    ['the lesser id, if nothing else tells', [waiting('pcx-2', 1, 0), waiting('pcx-1', 0, 1)], 'pcx-1', 0],
    [
      'none that has ended',
      (['failed', 'expired', 'rejected', 'deleted', 'deleting'] as const).map((state, n) =>
        seenPeering(`pcx-${n}`, 0, 1, { state }),
      ),
      undefined,
      0,
    ],
  ])('%s', (_, peerings, used, asks) => {
    const link = linkOf(wishFor([member(0), member(1)]), peerings)
    expect(link).toMatchObject({ pair: PAIR, requester: { member: { vpcId: vpcId(asks) } } })
    expect(link?.peeringId).toBe(used)
  })

  test('one that a mesh made is a mesh’s, another is adopted', () => {
    const wish = wishFor([member(0), member(1)])
    expect(linkOf(wish)?.origin).toBe('made')
    expect(linkOf(wish, [seenPeering('pcx-1', 0, 1)])?.origin).toBe('adopted')
    expect(linkOf(wish, [seenPeering('pcx-1', 0, 1, {}, { 'isthmus:mesh:edge': 'made' })])?.origin).toBe(
      'made',
    )
    expect(linkOf(wish, [seenPeering('pcx-1', 0, 1, {}, { 'isthmus:mesh:edge': 'adopted' })])?.origin).toBe(
      'adopted',
    )
  })
})

describe('what a pair shall have', () => {
  const routes = (members: readonly [Member, Member], vpcs?: Parameters<typeof linkOf>[2]) => {
    const link = linkOf(wishFor(members), [], vpcs)
    return [link?.requester, link?.accepter].map(end =>
      end?.routes.map(route => `${route.tableId.at(-1)} ${route.destination.text}`),
    )
  }

  test('routes to what the other announces, in the member’s own tables', () => {
    const members = [
      member(0, { announces: [cidr('10.0.1.0/24'), cidr('10.0.2.0/24')] }),
      member(1, { tableIds: [tableId(1), tableId(7)] }),
    ] as const
    expect(routes(members)).toEqual([
      ['0 10.1.0.0/16'],
      ['1 10.0.1.0/24', '1 10.0.2.0/24', '7 10.0.1.0/24', '7 10.0.2.0/24'],
    ])
  })

  test('IPv6 only where both have it', () => {
    const blocks = [cidr('10.1.0.0/16'), cidr('2600:1f14::/56')]
    const six = member(1, { announces: blocks })
    expect(routes([member(0), six], [seenVpc(0), seenVpc(1, [], { blocks })])[0]).toEqual(['0 10.1.0.0/16'])
    const both = [cidr('10.0.0.0/16'), cidr('2600:1f15::/56')]
    expect(
      routes([member(0), six], [seenVpc(0, [], { blocks: both }), seenVpc(1, [], { blocks })])[0],
    ).toEqual(['0 10.1.0.0/16', '0 2600:1f14::/56'])
  })

  test('a block inside another one, and one that is there twice, add nothing', () => {
    const announces = [cidr('10.1.3.0/24'), cidr('10.1.0.0/16'), cidr('10.1.0.0/16')]
    expect(routes([member(0), member(1, { announces })])[0]).toEqual(['0 10.1.0.0/16'])
  })

  test('rules for what is admitted, from each block of the other', () => {
    const admits = [{ groupId: groupId(0), protocol: 'tcp', fromPort: 3306, toPort: 3306 }]
    expect(linkOf(wishFor([member(0, { admits }), member(1)]))?.requester.rules).toEqual([
      { groupId: groupId(0), protocol: 'tcp', fromPort: 3306, toPort: 3306, from: cidr('10.1.0.0/16') },
    ])
  })

  test('tags with names filled in, in AWS’s length', () => {
    const named = (Name: string) =>
      linkOf(wishFor([member(0), member(1)], { tags: { owner: 'net', Name } }))?.tags
    expect(named('{mesh}: {requester} to {accepter} {x}')).toEqual({
      owner: 'net',
      Name: 'prod: vpc-0 to vpc-1 {x}',
      'isthmus:mesh:prod': 'made',
    })
    expect(named('{mesh}'.repeat(100))?.Name).toHaveLength(256)
  })
})
