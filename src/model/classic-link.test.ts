import { describe, expect, test } from 'vitest'
import { type NewVpc, newVpc } from './birth.ts'
import { address, cidr } from './cidr.ts'
import {
  unlinked,
  whyNotDisableClassicLink,
  whyNotEnableClassicLink,
  whyNotLink,
  whyNotUnlink,
} from './classic-link.ts'
import type { Instance } from './instance.ts'
import { LiveNetwork, put } from './network.ts'
import { AMAZON } from './owned.ts'
import { choose, routesOf } from './route-choice.ts'
import { type RouteTarget, routeId } from './route-table.ts'
import type { SecurityGroup } from './security-group.ts'
import { whyNotAddBlock } from './vpc-blocks.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }
const target: RouteTarget = { kind: 'internet-gateway', id: 'igw-0' }

/** A VPC with one route beside its local one. */
function world(wish: Omit<NewVpc, 'block'> & { readonly block: string }, destination = '0.0.0.0/0') {
  const live = new LiveNetwork()
  let ids = 0
  const newId = (prefix: string) => `${prefix}-${++ids}`
  const [vpc, ...rest] = newVpc({ place, now: 0, newId }, { ...wish, block: cidr(wish.block) })
  live.apply(1, [vpc, ...rest].map(put))
  const [table] = live.view.routeTables.values()
  if (!table) throw new Error('no table')
  const of = { ...place, routeTableId: table.id, vpcId: vpc.id, target, tags: {}, createdAt: 0 }
  const id = routeId(table.id, cidr(destination))
  live.apply(2, [put({ kind: 'route', id, ...of, destination: cidr(destination) })])
  return { live, vpc, table }
}

describe('a VPC is enabled', () => {
  test.each([
    ['172.31.0.0/16', '0.0.0.0/0'],
    ['192.168.0.0/24', '10.0.0.0/7'],
    ['10.0.0.0/16', '0.0.0.0/0'],
    ['10.1.0.0/24', '172.16.0.0/16'],
  ])('with %s and a route to %s', (block, destination) => {
    const { live, vpc } = world({ block }, destination)
    expect(whyNotEnableClassicLink(live.view, vpc)).toBeUndefined()
  })
})

describe('a VPC is not enabled', () => {
  test.each([
    ['10.2.0.0/16', '0.0.0.0/0', /^The CIDR block 10\.2\.0\.0\/16 of the VPC vpc-1 conflicts/],
    ['172.31.0.0/16', '10.0.0.0/8', /^The route to 10\.0\.0\.0\/8 in rtb-\d of the VPC vpc-1 conflicts/],
    ['10.0.0.0/16', '10.1.0.0/16', /^The route to 10\.1\.0\.0\/16 in rtb-\d of the VPC vpc-1 conflicts/],
  ])('with %s and a route to %s', (block, destination, message) => {
    const { live, vpc } = world({ block }, destination)
    const no = whyNotEnableClassicLink(live.view, vpc)
    expect(no?.code).toBe('InvalidVpcState')
    expect(no?.message).toMatch(message)
  })

  test('on dedicated hardware', () => {
    const { live, vpc } = world({ block: '172.31.0.0/16', tenancy: 'dedicated' })
    expect(whyNotEnableClassicLink(live.view, vpc)).toMatchObject({ code: 'InvalidVpcState' })
  })
})

describe('an enabled VPC', () => {
  const enabled = (block: string) => {
    const made = world({ block })
    const vpc = { ...made.vpc, classicLink: true }
    made.live.apply(3, [put(vpc)])
    return { ...made, vpc }
  }

  test.each([
    ['10.9.0.1', 'local'],
    ['172.31.0.1', 'local'],
    ['11.0.0.1', 'internet-gateway'],
  ])('leads %s to %s', (text, kind) => {
    const { live, table } = enabled('172.31.0.0/16')
    expect(choose(routesOf(live.view, table), address(text))?.target.kind).toBe(kind)
  })

  test.each([
    ['10.0.0.0/16', '10.1.0.0/16', undefined],
    ['10.0.0.0/16', '10.2.0.0/16', 'CidrConflict'],
  ])('with %s adds %s: %s', (block, added, code) => {
    const { live, vpc } = enabled(block)
    const quotas = { 'cidrs-per-vpc': 5 } as Parameters<typeof whyNotAddBlock>[3]
    expect(whyNotAddBlock(live.view, vpc, cidr(added), quotas)?.code).toBe(code)
  })
})

describe('an instance', () => {
  const { live, vpc } = world({ block: '172.31.0.0/16' })
  const on = { ...vpc, classicLink: true }
  const classic = { ...vpc, id: 'vpc-classic', ownerId: AMAZON }
  live.apply(3, [put(on), put(classic)])
  const instance = { kind: 'instance', id: 'i-1', state: 'running', vpcId: classic.id } as Instance
  const link = { vpcId: vpc.id, groups: ['sg-1'] }
  const group = (vpcId: string) => ({ id: 'sg-1', vpcId }) as SecurityGroup

  test.each([
    ['is linked', instance, on, vpc.id, undefined],
    ['is not linked to a VPC that is not enabled', instance, vpc, vpc.id, 'InvalidVpcState'],
    ['of a VPC is not linked', { ...instance, vpcId: vpc.id }, on, vpc.id, 'InvalidInstanceID.NotLinkable'],
    [
      'that is stopped is not linked',
      { ...instance, state: 'stopped' },
      on,
      vpc.id,
      'InvalidInstanceID.NotLinkable',
    ],
    [
      'that is linked is not linked again',
      { ...instance, classicLink: link },
      on,
      vpc.id,
      'InvalidInstanceID.InstanceAlreadyLinked',
    ],
    ['is not linked with groups of another VPC', instance, on, classic.id, 'InvalidGroup.NotFound'],
  ] as const)('%s', (_, one, to, groupsVpc, code) => {
    expect(whyNotLink(live.view, one, to, [group(groupsVpc)])?.code).toBe(code)
  })

  test('is unlinked from the VPC it is linked to; until then that is not disabled', () => {
    const linked = { ...instance, classicLink: link }
    expect(whyNotUnlink(linked, on)).toBeUndefined()
    expect(whyNotUnlink(linked, classic)?.code).toBe('IncorrectInstanceState')
    expect(whyNotUnlink(instance, on)?.code).toBe('IncorrectInstanceState')
    live.apply(4, [put(linked)])
    expect(whyNotDisableClassicLink(live.view, on)?.code).toBe('DependencyViolation')
    live.apply(5, [put(unlinked(linked))])
    expect(whyNotDisableClassicLink(live.view, on)).toBeUndefined()
  })
})
