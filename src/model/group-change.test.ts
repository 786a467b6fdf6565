import { describe, expect, test } from 'vitest'
import { type RuleMatter, ruleText, whyNotAdd, whyNotDeleteGroup } from './group-change.ts'
import { ALL, association, block, far, group, near, rule, world } from './groups.fixture.ts'
import type { Document } from './network.ts'
import { limits } from './quotas.ts'
import type { RulePeer, SecurityGroup } from './security-group.ts'

describe('what may be added', () => {
  const port = (n: number): RuleMatter => ({
    protocol: { name: 'tcp', from: n, to: n },
    peer: block('10.0.0.0/8'),
  })
  const six: RuleMatter = { protocol: ALL, peer: block('::/0') }
  const toGroup: RuleMatter = { protocol: ALL, peer: { kind: 'group', groupId: 'sg-far' } }
  const { view } = world(rule('sgr-1', { name: 'tcp', from: 1, to: 1 }, block('10.0.0.0/8')))
  const quotas = limits('aws', { 'rules-per-security-group': 3 })

  test.each<readonly [string, readonly RuleMatter[], string | undefined]>([
    ['up to the limit', [port(2), port(3)], undefined],
    ['the other family is counted by itself', [port(2), port(3), six], undefined],
    ['one too many', [port(2), port(3), port(4)], 'RulesPerSecurityGroupLimitExceeded'],
    ['a group counts in both families', [port(2), port(3), toGroup], 'RulesPerSecurityGroupLimitExceeded'],
    ['twice in one request', [port(2), port(2)], 'InvalidParameterValue'],
    ['there already', [port(2), port(1)], 'InvalidPermission.Duplicate'],
  ])('%s', (_, rules, code) => {
    expect(whyNotAdd(view, near, 'ingress', rules, quotas)?.code).toBe(code)
  })

  test('a rule of the other direction is another one', () => {
    expect(whyNotAdd(view, near, 'egress', [port(1)], quotas)).toBeUndefined()
  })

  test.each<readonly [RuleMatter, string]>([
    [port(80), 'peer: 10.0.0.0/8, TCP, from port: 80, to port: 80, ALLOW'],
    [toGroup, 'peer: sg-far, ALL, ALLOW'],
    [six, 'peer: ::/0, ALL, ALLOW'],
  ])('%j reads %s', (matter, text) => {
    expect(ruleText(matter)).toBe(text)
  })
})

describe('a group may be deleted', () => {
  const free = group('sg-free', 'vpc-near')
  const asPeer = { kind: 'group', groupId: 'sg-free', ownerId: '111111111111', vpcId: 'vpc-near' } as const
  const named = (by: SecurityGroup, peer: RulePeer = asPeer) => rule('sgr-9', ALL, peer, by)

  test.each<readonly [string, SecurityGroup, readonly Document[], string | undefined]>([
    ['if nothing has or names it', free, [], undefined],
    ['if it names itself', free, [named(free)], undefined],
    ['if only a peer’s rule names it', free, [named(far, { ...asPeer, peeringId: 'pcx-1' })], undefined],
    [
      'not if a rule of a VPC that it served names it',
      free,
      [named(far)],
      'resource sg-free has a dependent object',
    ],
    [
      'not if it serves another VPC',
      free,
      [association('sg-free', 'vpc-far')],
      'resource sg-free has a dependent object',
    ],
    ['not if a rule of its VPC names it', free, [named(near)], 'resource sg-free has a dependent object'],
    ['not if an interface has it', near, [], 'resource sg-near has a dependent object'],
    [
      'not if it is the default group',
      group('sg-d', 'vpc-near', 'default'),
      [],
      'the specified group: "sg-d" name: "default" cannot be deleted by a user',
    ],
  ])('%s', (_, one, documents, message) => {
    expect(whyNotDeleteGroup(world(one, ...documents).view, one)?.message).toBe(message)
  })
})
