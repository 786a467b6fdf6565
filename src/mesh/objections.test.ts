/** What each rule objects to, and what it advises. */
import { describe, expect, test } from 'vitest'
import { cidr } from '../model/cidr.ts'
import { placeKey } from '../model/owned.ts'
import { limits, type QuotaLimits } from '../model/quotas.ts'
import {
  groupId,
  member,
  placeOf,
  seenPeering,
  seenRoute,
  seenVpc,
  vpcId,
  wishFor,
} from './landscape.fixture.ts'
import type { SeenPeering, SeenRoute, SeenVpc } from './landscape.ts'
import type { Plan } from './plan.ts'
import { planDestroy, planMesh } from './planning.ts'
import type { Wish } from './wish.ts'

interface World {
  readonly wish?: Wish
  readonly vpcs?: readonly SeenVpc[]
  readonly peerings?: readonly SeenPeering[]
  readonly quotas?: Partial<QuotaLimits>
}

const two = wishFor([member(0), member(1)])

const plan = ({ wish = two, vpcs = [seenVpc(0), seenVpc(1)], peerings = [], quotas = {} }: World): Plan =>
  planMesh(wish, { vpcs, peerings }, limits('aws', quotas))

const short = (text: string) => text.replaceAll(/-0{10,}/g, '-')
const whys = (world: World) => plan(world).objections.map(({ code, why }) => `${code}: ${short(why)}`)

describe('addresses', () => {
  test('that overlap: announcing a part does not help', () => {
    const blocks = [cidr('10.1.0.0/16'), cidr('10.0.128.0/17')]
    expect(plan({ vpcs: [seenVpc(0), seenVpc(1, [], { blocks })] }).objections).toEqual([
      {
        code: 'overlap',
        why: 'AWS does not peer vpc-0 and vpc-1: 10.0.0.0/16 of vpc-0 and 10.0.128.0/17 of vpc-1 overlap.',
        advice: [
          'Leave vpc-0 or vpc-1 out.',
          'Choose a topology in which the two are no pair: hubs, groups or pairs.',
          'Take 10.0.128.0/17 from vpc-1: it is no primary block, and goes if nothing is in it.',
          'Announcing a part does not help here: AWS looks at all blocks. PrivateLink works between overlapping VPCs.',
        ],
        about: [vpcId(0), vpcId(1)],
      },
    ])
  })

  const twins = [member(0), member(1), member(2)]
  const hub = (announces: readonly string[]) => ({
    vpcs: [seenVpc(0), seenVpc(1), seenVpc(2, [], { blocks: [cidr('10.1.0.0/16')] })],
    wish: wishFor([twins[0], twins[1], member(2, { announces: announces.map(cidr) })] as typeof twins, {
      pairs: [
        [vpcId(0), vpcId(1)],
        [vpcId(0), vpcId(2)],
      ],
    }),
  })

  test('that two announce to a third: announcing a part helps', () => {
    expect(plan(hub(['10.1.0.0/16'])).objections).toEqual([
      {
        code: 'ambiguous',
        why: 'vpc-1 and vpc-2 both announce 10.1.0.0/16 to vpc-0, which can route it to one of them only.',
        advice: [
          'Let vpc-1 or vpc-2 announce only a part: a subnet, or single hosts. The longest prefix wins.',
          'Leave vpc-1 or vpc-2 out, or connect each with others: groups or pairs.',
        ],
        about: [vpcId(1), vpcId(2), vpcId(0)],
      },
    ])
    expect(plan(hub(['10.1.5.0/24']))).toMatchObject({
      objections: [],
      warnings: [
        {
          code: 'ambiguous',
          why: '10.1.5.0/24 of vpc-2 lies in 10.1.0.0/16 of vpc-1: what vpc-1 has in it is out of reach for vpc-0.',
        },
      ],
    })
  })

  test('that are all the same: each pair is named once, and nothing else', () => {
    const same = [0, 1, 4].map(n => seenVpc(n, [], { blocks: [cidr('172.31.0.0/16')] }))
    const wish = wishFor([0, 1, 4].map(n => member(n, { announces: [cidr('172.31.0.0/16')] })))
    expect(
      plan({ wish, vpcs: same }).objections.map(({ code, about }) => `${code} ${short(about.join())}`),
    ).toEqual(['overlap vpc-,vpc-1', 'overlap vpc-,vpc-4', 'overlap vpc-1,vpc-4'])
  })

  test('of different partitions', () => {
    const place = { ownerId: '111111111111', region: 'cn-north-1' }
    expect(
      whys({ wish: wishFor([member(0), member(1, place)]), vpcs: [seenVpc(0), seenVpc(1, [], place)] }),
    ).toEqual(['partition: AWS peers no VPCs of different partitions: vpc-0 (aws) and vpc-1 (aws-cn).'])
  })
})

describe('routes that are there', () => {
  const elsewhere = seenPeering('pcx-9', 0, 9)
  test.each<[what: string, route: SeenRoute, objection: string | undefined]>([
    [
      'to something else',
      seenRoute('10.1.0.0/16', 'nat-1'),
      'In rtb- of vpc-0 10.1.0.0/16 leads to nat-1 already, and not to vpc-1.',
    ],
    [
      'to something else that is gone',
      seenRoute('10.1.0.0/16', 'nat-1', { isBlackhole: true }),
      'In rtb- of vpc-0 10.1.0.0/16 leads to nat-1 already, and not to vpc-1.',
    ],
    [
      'to another peering',
      seenRoute('10.1.0.0/16', 'pcx-9'),
      'In rtb- of vpc-0 10.1.0.0/16 leads to pcx-9 already, and not to vpc-1.',
    ],
    [
      'to another peering that waits',
      seenRoute('10.1.0.0/16', 'pcx-9', { isBlackhole: true }),
      'In rtb- of vpc-0 10.1.0.0/16 leads to pcx-9 already, and not to vpc-1.',
    ],
    ['to a peering that is gone', seenRoute('10.1.0.0/16', 'pcx-8', { isBlackhole: true }), undefined],
    [
      'smaller',
      seenRoute('10.1.7.0/24', 'igw-1'),
      'In rtb- of vpc-0 10.1.7.0/24 leads to igw-1 and would win over 10.1.0.0/16 to vpc-1.',
    ],
    [
      'smaller, a blackhole',
      seenRoute('10.1.7.0/24', 'pcx-8', { isBlackhole: true }),
      'In rtb- of vpc-0 10.1.7.0/24 leads to pcx-8 and would win over 10.1.0.0/16 to vpc-1.',
    ],
    [
      'smaller, propagated',
      seenRoute('10.1.7.0/24', 'vgw-1', { isPropagated: true }),
      'In rtb- of vpc-0 10.1.7.0/24 leads to vgw-1 and would win over 10.1.0.0/16 to vpc-1.',
    ],
    [
      'smaller, of a prefix list',
      seenRoute('10.1.7.0/24', 'igw-1', { prefixListId: 'pl-1' }),
      'In rtb- of vpc-0 10.1.7.0/24 leads to igw-1 and would win over 10.1.0.0/16 to vpc-1.',
    ],
    [
      'the same, propagated: a static one wins',
      seenRoute('10.1.0.0/16', 'vgw-1', { isPropagated: true }),
      undefined,
    ],
    [
      'the same, of a prefix list: a static one wins',
      seenRoute('10.1.0.0/16', 'igw-1', { prefixListId: 'pl-1' }),
      undefined,
    ],
    ['larger', seenRoute('10.0.0.0/8', 'vgw-1'), undefined],
    ['beside', seenRoute('10.2.0.0/24', 'igw-1'), undefined],
    ['of the other family', seenRoute('::/0', 'eigw-1'), undefined],
  ])('%s', (_, route, objection) => {
    expect(whys({ vpcs: [seenVpc(0, [route]), seenVpc(1)], peerings: [elsewhere] })).toEqual(
      objection === undefined ? [] : [`route-conflict: ${objection}`],
    )
  })

  test('smaller, to the very peering', () => {
    const vpcs = [seenVpc(0, [seenRoute('10.1.7.0/24', 'pcx-1')]), seenVpc(1)]
    expect(whys({ vpcs, peerings: [seenPeering('pcx-1', 0, 1)] })).toEqual([])
  })

  test('announced blocks that are the member’s own', () => {
    const wish = wishFor([member(0), member(1, { announces: [cidr('10.0.3.0/24')] })])
    expect(whys({ wish })).toEqual([
      'route-conflict: 10.0.3.0/24 of vpc-1 lies in the blocks of vpc-0 itself: it never leaves vpc-0.',
    ])
  })
})

describe('quotas', () => {
  test('of peerings count others’, too', () => {
    const others = [7, 8].map(n => seenPeering(`pcx-${n}`, 0, n))
    expect(whys({ peerings: others, quotas: { 'peerings-per-vpc': 2 } })).toEqual([
      'peerings-quota: vpc-0 needs 3 peering connections, 2 of them are there; the limit of a VPC is 2.',
    ])
    expect(whys({ peerings: others, quotas: { 'peerings-per-vpc': 3 } })).toEqual([])
  })

  test('of peerings do not count twice what is there already', () => {
    const there = [seenPeering('pcx-1', 0, 1)]
    expect(whys({ peerings: there, quotas: { 'peerings-per-vpc': 1 } })).toEqual([])
    const waiting = [seenPeering('pcx-1', 0, 1, { state: 'pending-acceptance' })]
    expect(whys({ peerings: waiting, quotas: { 'peerings-per-vpc': 0 } })).toEqual([
      'peerings-quota: vpc-0 and vpc-1: each needs 1 peering connections, 0 of them are there; the limit of a VPC is 0.',
    ])
  })

  test('of requests that wait', () => {
    const waiting = [8, 12].map(n => seenPeering(`pcx-${n}`, 0, n, { state: 'pending-acceptance' }))
    expect(whys({ peerings: waiting, quotas: { 'outstanding-peerings': 2 } })).toEqual([
      "peerings-quota: In 111111111111/eu-west-1 2 requests for a peering wait that are not the mesh's; the limit is 2.",
    ])
    const three = wishFor([member(0), member(1), member(4)])
    const vpcs = [0, 1, 4].map(n => seenVpc(n))
    expect(plan({ wish: three, vpcs, quotas: { 'outstanding-peerings': 2 } })).toMatchObject({
      objections: [],
      warnings: [{ why: '3 peerings are asked for in 111111111111/eu-west-1, where 2 may wait at a time.' }],
    })
  })

  test('of routes, by table and family; a prefix list counts as it may have entries', () => {
    const routes = [
      seenRoute('10.9.0.0/16', 'igw-1', { prefixListId: 'pl-1', maxEntries: 5 }),
      seenRoute('10.8.0.0/16', 'igw-1'),
      seenRoute('10.7.0.0/16', 'vgw-1', { isPropagated: true }),
      seenRoute('::/0', 'eigw-1'),
    ]
    const vpcs = [seenVpc(0, routes), seenVpc(1)]
    expect(whys({ vpcs, quotas: { 'routes-per-table': 6 } })).toEqual([
      'routes-quota: rtb- needs 7 IPv4 routes, 6 of them are there; the limit is 6.',
    ])
    expect(whys({ vpcs, quotas: { 'routes-per-table': 7 } })).toEqual([])
  })

  test('of rules, by group and family', () => {
    const wish = wishFor([member(0, { admits: [{ groupId: groupId(0), protocol: '-1' }] }), member(1)])
    expect(whys({ wish, quotas: { 'rules-per-security-group': 1 } })).toEqual([
      'rules-quota: sg- needs 2 ingress rules for IPv4, 1 of them are there; the limit is 1.',
    ])
    expect(whys({ wish, quotas: { 'rules-per-security-group': 2 } })).toEqual([])
  })

  test('of tags, which hold the record of routes', () => {
    const tags = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`key-${n}`, '']))
    expect(whys({ peerings: [seenPeering('pcx-1', 0, 1, {}, tags(49))] })).toEqual([
      'tags-quota: To write on pcx-1 in 111111111111/eu-west-1 what the mesh has there 51 tags are needed; a resource bears 50 at most.',
    ])
    expect(whys({ peerings: [seenPeering('pcx-1', 0, 1, {}, tags(48))] })).toEqual([])
  })
})

describe('DNS', () => {
  const wish = { ...two, dns: true }
  test.each([
    [{ dnsHostnames: false }, 'dns: DNS resolution over a peering needs DNS hostnames in vpc-1.'],
    [
      { dnsSupport: false, dnsHostnames: false },
      'dns: DNS resolution over a peering needs DNS support and DNS hostnames in vpc-1.',
    ],
  ])('%o', (more, why) => {
    const vpcs = [seenVpc(0), seenVpc(1, [], more)]
    expect(whys({ wish, vpcs })).toEqual([why])
    expect(whys({ wish: { ...two, dns: false }, vpcs })).toEqual([])
  })

  test('of another mesh that wants the contrary', () => {
    const peering = seenPeering(
      'pcx-1',
      0,
      1,
      {},
      { 'isthmus:mesh:edge': 'made', 'isthmus:mesh:edge:dns': 'requester=on' },
    )
    expect(whys({ wish: { ...two, dns: false }, peerings: [peering] })).toEqual([
      'dns: Another mesh has DNS resolution switched on between vpc-0 and vpc-1.',
    ])
    expect(whys({ wish, peerings: [peering] })).toEqual([])
  })
})

test.each([
  ['made', 'DeleteVpcPeeringConnection', 'become blackholes'],
  ['adopted', 'DeleteTags', "and the mesh's tags there stay"],
] as const)('what becomes of routes that nobody can see is a warning: %s', (origin, operation, fate) => {
  const peering = seenPeering('pcx-1', 0, 2, {
    tags: { [placeKey(placeOf(0))]: { 'isthmus:mesh:prod': origin } },
  })
  const { calls, warnings } = planDestroy('prod', { vpcs: [seenVpc(0)], peerings: [peering] })
  expect(calls.map(call => call.operation)).toEqual([operation])
  expect(warnings.map(({ why }) => short(why))).toEqual([
    `Routes of vpc-2 to pcx-1 ${fate}: nobody can look at 222222222222/eu-west-1 from here.`,
  ])
})
