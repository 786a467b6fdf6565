/** Plans as text: the keys of the calls, in their order, and after which others each comes. */
import { describe, expect, test } from 'vitest'
import { cidr } from '../model/cidr.ts'
import type { Tags } from '../model/owned.ts'
import { limits } from '../model/quotas.ts'
import {
  groupId,
  joined,
  member,
  seenPeering,
  seenRoute,
  seenVpc,
  unjoined,
  vpcId,
  wishFor,
} from './landscape.fixture.ts'
import type { Landscape, SeenRule } from './landscape.ts'
import type { Plan } from './plan.ts'
import { planDestroy, planMesh } from './planning.ts'
import type { Wish } from './wish.ts'

const quotas = limits('aws')
const plan = (landscape: Landscape, wish: Wish) => planMesh(wish, landscape, quotas)
const keys = ({ calls }: Plan) => calls.map(call => short(call.key))
const short = (text: string) =>
  text
    .replaceAll(/-0{10,}/g, '-')
    .replaceAll(/1{12}/g, '1')
    .replaceAll(/2{12}/g, '2')
const PAIR = `${vpcId(0)}|${vpcId(1)}`

describe('a mesh of two', () => {
  const two = unjoined(2)

  test('is asked for with its marks, accepted, and routed on both sides', () => {
    expect(plan(two.landscape, two.wish)).toEqual({
      mesh: 'prod',
      links: [
        {
          link: expect.objectContaining({ pair: PAIR }),
          deed: 'create',
          calls: plan(two.landscape, two.wish).calls.map(call => call.key),
        },
      ],
      objections: [],
      warnings: [],
      calls: [
        {
          key: `CreateVpcPeeringConnection ${PAIR}`,
          operation: 'CreateVpcPeeringConnection',
          place: { ownerId: '111111111111', region: 'eu-west-1' },
          pair: PAIR,
          after: [],
          what: 'ask for a peering of vpc-0 and vpc-1',
          input: {
            VpcId: vpcId(0),
            PeerVpcId: vpcId(1),
            PeerOwnerId: '111111111111',
            PeerRegion: 'eu-west-1',
            TagSpecifications: [
              {
                ResourceType: 'vpc-peering-connection',
                Tags: [
                  { Key: 'isthmus:mesh:prod', Value: 'made' },
                  {
                    Key: 'isthmus:mesh:prod:routes:1',
                    Value: '00000000000000000=10.1.0.0/16 00000000000000001=10.0.0.0/16',
                  },
                ],
              },
            ],
          },
        },
        {
          key: `AcceptVpcPeeringConnection ${PAIR}`,
          operation: 'AcceptVpcPeeringConnection',
          place: { ownerId: '111111111111', region: 'eu-west-1' },
          pair: PAIR,
          after: [`CreateVpcPeeringConnection ${PAIR}`],
          what: 'accept the peering of vpc-0 and vpc-1',
          input: {},
          peeringGoesTo: 'VpcPeeringConnectionId',
        },
        ...[0, 1].map(n => ({
          key: `CreateRoute rtb-0000000000000000${n} 10.${1 - n}.0.0/16`,
          operation: 'CreateRoute',
          place: { ownerId: '111111111111', region: 'eu-west-1' },
          pair: PAIR,
          after: [`AcceptVpcPeeringConnection ${PAIR}`],
          what: `route 10.${1 - n}.0.0/16 in rtb-0000000000000000${n} to the peering of vpc-0 and vpc-1`,
          input: {
            RouteTableId: `rtb-0000000000000000${n}`,
            DestinationCidrBlock: `10.${1 - n}.0.0/16`,
          },
          peeringGoesTo: 'VpcPeeringConnectionId',
        })),
      ],
    })
  })

  test('the order of the members and of the landscape does not matter', () => {
    const { wish, landscape } = unjoined(4)
    const turned = {
      wish: { ...wish, members: wish.members.toReversed(), pairs: wish.pairs.toReversed() },
      landscape: { ...landscape, vpcs: landscape.vpcs.toReversed() },
    }
    expect(plan(turned.landscape, turned.wish)).toEqual(plan(landscape, wish))
  })

  test('between accounts each side is tagged, and switched, in its own place', () => {
    const wish = wishFor([member(1), member(2)], { dns: true })
    expect(keys(plan({ vpcs: [seenVpc(1), seenVpc(2)], peerings: [] }, wish))).toEqual([
      'CreateVpcPeeringConnection vpc-1|vpc-2',
      'AcceptVpcPeeringConnection vpc-1|vpc-2',
      'ModifyVpcPeeringConnectionOptions vpc-1|vpc-2 1/eu-west-1',
      'CreateRoute rtb-1 10.2.0.0/16',
      'CreateTags vpc-1|vpc-2 2/eu-west-1 first',
      'ModifyVpcPeeringConnectionOptions vpc-1|vpc-2 2/eu-west-1',
      'CreateRoute rtb-2 10.1.0.0/16',
    ])
  })
})

test('where all is as wished nothing is to be done', () => {
  const { wish, landscape } = joined(12)
  const { calls, links, objections, warnings } = plan(landscape, wish)
  expect({ calls, objections, warnings }).toEqual({ calls: [], objections: [], warnings: [] })
  expect(links).toHaveLength(66)
})

describe('what is there already', () => {
  const wish = wishFor([member(0), member(1)])

  test.each([
    ['active', 'adopt', ['CreateTags vpc-|vpc-1 1/eu-west-1 first']],
    [
      'pending-acceptance',
      'accept',
      ['AcceptVpcPeeringConnection vpc-|vpc-1', 'CreateTags vpc-|vpc-1 1/eu-west-1 first'],
    ],
  ] as const)('a peering the other way that is %s: %s', (state, deed, before) => {
    const peering = seenPeering('pcx-1', 1, 0, { state })
    const made = plan({ vpcs: [seenVpc(0), seenVpc(1)], peerings: [peering] }, wish)
    expect(made.links).toEqual([expect.objectContaining({ deed })])
    expect(keys(made)).toEqual([...before, 'CreateRoute rtb-1 10.0.0.0/16', 'CreateRoute rtb- 10.1.0.0/16'])
  })

  test('routes that somebody made serve as well and are not recorded', () => {
    const vpcs = [
      seenVpc(0, [seenRoute('10.1.0.0/16', 'pcx-1')]),
      seenVpc(1, [seenRoute('10.0.0.0/16', 'pcx-1')]),
    ]
    const made = plan({ vpcs, peerings: [seenPeering('pcx-1', 0, 1)] }, wish)
    expect(made.calls.map(call => call.input)).toEqual([
      { Resources: ['pcx-1'], Tags: [{ Key: 'isthmus:mesh:prod', Value: 'adopted' }] },
    ])
  })

  test('a rule that somebody made serves as well and is not marked; another mesh’s is, too', () => {
    const admits = [{ groupId: groupId(0), protocol: 'tcp', fromPort: 22, toPort: 22 }]
    const admitting = wishFor([member(0, { admits }), member(1)])
    const rulesWith = (tags: Tags): Plan => {
      const rules = [
        { id: 'sgr-1', from: cidr('10.1.0.0/16'), protocol: 'tcp', fromPort: 22, toPort: 22, tags },
      ]
      const groups = [{ id: groupId(0), name: 'default', tags: {}, rules, counts: { 4: 1, 6: 0 } }]
      return plan({ vpcs: [seenVpc(0, [], { groups }), seenVpc(1)], peerings: [] }, admitting)
    }
    const aboutRules = (made: Plan) => keys(made).filter(key => /sg/.test(key))
    expect(aboutRules(rulesWith({}))).toEqual([])
    expect(aboutRules(rulesWith({ 'isthmus:mesh:edge': 'made' }))).toEqual(['CreateTags sgr-1'])
    expect(aboutRules(rulesWith({ 'isthmus:mesh:prod': 'made' }))).toEqual([])
  })

  test('an ended peering is explained, and its blackholes are led to the new one', () => {
    const peering = seenPeering('pcx-1', 0, 1, { state: 'deleted', message: 'Deleted by 111111111111' })
    const vpcs = [seenVpc(0, [seenRoute('10.1.0.0/16', 'pcx-1', { isBlackhole: true })]), seenVpc(1)]
    const made = plan({ vpcs, peerings: [peering] }, wish)
    expect(made.links[0]?.remark).toBe('pcx-1 is of no use any more (deleted: Deleted by 111111111111)')
    expect(keys(made)).toEqual([
      'CreateVpcPeeringConnection vpc-|vpc-1',
      'AcceptVpcPeeringConnection vpc-|vpc-1',
      'ReplaceRoute rtb- 10.1.0.0/16',
      'CreateRoute rtb-1 10.0.0.0/16',
    ])
  })
})

describe('what is not needed any more', () => {
  const record = {
    'isthmus:mesh:prod': 'made',
    'isthmus:mesh:prod:routes:1': '00000000000000000=10.1.0.0/16 00000000000000001=10.0.0.0/16',
  }
  const vpcs = [
    seenVpc(0, [seenRoute('10.1.0.0/16', 'pcx-1')]),
    seenVpc(1, [seenRoute('10.0.0.0/16', 'pcx-1')]),
  ]

  test('routes go, then the peering that the mesh made', () => {
    const made = planDestroy('prod', { vpcs, peerings: [seenPeering('pcx-1', 0, 1, {}, record)] })
    expect(keys(made)).toEqual([
      'DeleteRoute rtb- 10.1.0.0/16',
      'DeleteRoute rtb-1 10.0.0.0/16',
      'DeleteVpcPeeringConnection pcx-1',
    ])
    expect(made.calls.at(-1)?.after).toEqual(made.calls.slice(0, 2).map(call => call.key))
  })

  test('a route of ours is led to another VPC that has these addresses now, before its peering goes', () => {
    const twin = seenVpc(4, [], { blocks: [cidr('10.1.0.0/16')] })
    const wish = wishFor([member(0), member(4, { announces: [cidr('10.1.0.0/16')] })])
    const landscape = { vpcs: [...vpcs, twin], peerings: [seenPeering('pcx-1', 0, 1, {}, record)] }
    const made = plan(landscape, wish)
    expect(made.objections).toEqual([])
    expect(keys(made)).toEqual([
      'CreateVpcPeeringConnection vpc-|vpc-4',
      'AcceptVpcPeeringConnection vpc-|vpc-4',
      'ReplaceRoute rtb- 10.1.0.0/16',
      'CreateRoute rtb-4 10.0.0.0/16',
      'DeleteRoute rtb-1 10.0.0.0/16',
      'DeleteVpcPeeringConnection pcx-1',
    ])
    expect(made.calls.at(-1)?.after).toEqual([made.calls[4]?.key, made.calls[2]?.key])
    expect(plan(landscape, { ...wish, prunes: false }).objections).toMatchObject([{ code: 'route-conflict' }])
  })

  test('another mesh keeps the peering, and the routes that it needs', () => {
    const shared = {
      ...record,
      'isthmus:mesh:edge': 'made',
      'isthmus:mesh:edge:routes:1': '00000000000000000=10.1.0.0/16',
    }
    const made = planDestroy('prod', { vpcs, peerings: [seenPeering('pcx-1', 0, 1, {}, shared)] })
    expect(keys(made)).toEqual(['DeleteRoute rtb-1 10.0.0.0/16', 'DeleteTags pcx-1 1/eu-west-1'])
  })

  test('a rule that bears the mark goes, one without it stays', () => {
    const rules: readonly SeenRule[] = [
      { id: 'sgr-1', from: cidr('10.1.0.0/16'), protocol: '-1', tags: { 'isthmus:mesh:prod': 'made' } },
      { id: 'sgr-2', from: cidr('10.2.0.0/16'), protocol: '-1', tags: {} },
    ]
    const groups = [{ id: groupId(0), name: 'default', tags: {}, rules, counts: { 4: 3, 6: 1 } }]
    const made = planDestroy('prod', { vpcs: [seenVpc(0, [], { groups })], peerings: [] })
    expect(made.calls.map(call => call.input)).toEqual([
      { GroupId: groupId(0), SecurityGroupRuleIds: ['sgr-1'] },
    ])
  })
})
