import { describe, expect, test } from 'vitest'
import { groupPeer, isStale, peeringOf, vpcsReferring, whyNotRefer } from './group-reference.ts'
import { groupAddresses } from './group-rules.ts'
import { ALL, block, far, farPeer, near, peering, rule, world } from './groups.fixture.ts'
import { type Document, drop, put } from './network.ts'
import type { Peering } from './peering.ts'

describe('a group of another VPC', () => {
  test.each<readonly [string, Peering | undefined, boolean]>([
    ['not peered', undefined, false],
    ['pending', peering('pending-acceptance'), false],
    ['active', peering('active'), true],
    ['deleted', peering('deleted'), false],
    ['active between Regions', peering('active', 'eu-west-1'), false],
  ])('%s: may be named %s', (_, between, isAllowed) => {
    const { view } = world(...(between ? [between] : []))
    expect(whyNotRefer(view, near, far) === undefined).toBe(isAllowed)
    expect(groupAddresses(view, 'vpc-near', 'sg-far').length).toBe(isAllowed ? 2 : 0)
  })

  test('refused in the words of AWS', () => {
    expect(whyNotRefer(world().view, near, undefined)).toMatchObject({
      code: 'InvalidGroup.NotFound',
      message: 'You have specified two resources that belong to different networks.',
    })
  })

  test('is named with its VPC and peering; one of the same VPC without', () => {
    const { view } = world(peering('active'))
    expect(groupPeer(view, near, far)).toEqual(farPeer)
    expect(groupPeer(view, near, near)).toEqual({
      kind: 'group',
      groupId: 'sg-near',
      ownerId: '111111111111',
      vpcId: 'vpc-near',
    })
  })

  test('is reached by today’s peering, else by the one that has ended', () => {
    const stale = rule('sgr-1', ALL, farPeer)
    const live = world(peering('deleted'))
    const by = () => peeringOf(live.view, stale, farPeer)
    expect(by()).toMatchObject({ id: 'pcx-1', state: 'deleted' })
    live.apply(2, [drop(peering('deleted'))])
    expect(by()).toEqual({ id: 'pcx-1', state: 'deleted' })
    live.apply(3, [put(peering('active', 'us-east-1', 'pcx-2'))])
    expect(by()).toMatchObject({ id: 'pcx-2', state: 'active' })
  })
})

describe('a rule that names the group of a peer', () => {
  const of = rule('sgr-1', ALL, farPeer)

  test.each<readonly [string, readonly Document[], boolean, readonly string[]]>([
    ['active', [peering('active')], false, ['vpc-near by pcx-1']],
    ['deleted', [peering('deleted')], true, []],
    ['forgotten', [], true, []],
    [
      'peered again',
      [peering('deleted'), peering('active', 'us-east-1', 'pcx-2')],
      false,
      ['vpc-near by pcx-2'],
    ],
  ])('with a peering that is %s', (_, peerings, stale, referring) => {
    const { view } = world(of, ...peerings)
    expect(isStale(view, of)).toBe(stale)
    const shown = vpcsReferring(view, far).map(({ vpcId, peeringId }) => `${vpcId} by ${peeringId}`)
    expect(shown).toEqual(referring)
  })

  test('is stale when that group is gone', () => {
    const live = world(of, peering('active'))
    live.apply(2, [drop(far)])
    expect(isStale(live.view, of)).toBe(true)
  })

  test('one that names a group of its own VPC, or a block, is never stale', () => {
    const own = rule('sgr-2', ALL, {
      kind: 'group',
      groupId: 'sg-near',
      ownerId: '111111111111',
      vpcId: 'vpc-near',
    })
    const { view } = world(own)
    expect([isStale(view, own), isStale(view, rule('sgr-3', ALL, block('10.0.0.0/8')))]).toEqual([
      false,
      false,
    ])
    expect(vpcsReferring(view, near)).toEqual([])
  })
})
