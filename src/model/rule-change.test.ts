import { expect, test } from 'vitest'
import { ALL, block, farPeer, near, rule, world } from './groups.fixture.ts'
import { limits } from './quotas.ts'
import { type RuleChange, whyNotChangeRules } from './rule-change.ts'
import type { Protocol, RulePeer, SecurityGroupRule } from './security-group.ts'

const web: Protocol = { name: 'tcp', from: 80, to: 80 }
const one = rule('sgr-1', web, block('10.0.0.0/8'))
const two = rule('sgr-2', web, block('10.1.0.0/16'))
const six = rule('sgr-3', web, block('2600::/16'))
const grouped = rule('sgr-4', ALL, farPeer)
const out = { ...rule('sgr-5', web, block('10.9.0.0/16')), direction: 'egress' } as const

const become = (before: SecurityGroupRule, peer: RulePeer, protocol = before.protocol): RuleChange => ({
  before,
  after: { ...before, protocol, peer },
})
const retyped = (other: string, own: string) =>
  `InvalidParameterValue: You may not specify ${other} for an existing ${own} rule.`

test.each<readonly [string, readonly RuleChange[], string | undefined]>([
  ['another block and protocol', [become(one, block('10.2.0.0/16'), ALL)], undefined],
  ['itself', [become(one, one.peer)], undefined],
  [
    'one that is there already',
    [become(one, two.peer)],
    'InvalidPermission.Duplicate: the specified rule "peer: 10.1.0.0/16, TCP, from port: 80, to port: 80, ALLOW" already exists',
  ],
  ['what the other direction has', [become(one, out.peer)], undefined],
  ['two that change places', [become(one, two.peer), become(two, one.peer)], undefined],
  [
    'two that become one',
    [become(one, block('10.3.0.0/16')), become(two, block('10.3.0.0/16'))],
    'InvalidPermission.Duplicate: the specified rule "peer: 10.3.0.0/16, TCP, from port: 80, to port: 80, ALLOW" already exists',
  ],
  [
    'one rule twice',
    [become(one, block('10.3.0.0/16')), become(one, block('10.4.0.0/16'))],
    'InvalidParameterValue: The same permission must not appear multiple times',
  ],
  ['a group, from a block', [become(one, farPeer)], retyped('a referenced group id', 'IPv4 CIDR')],
  ['a block of IPv6, from one of IPv4', [become(one, six.peer)], retyped('an IPv6 CIDR', 'IPv4 CIDR')],
  ['a block, from a group', [become(grouped, one.peer)], retyped('an IPv4 CIDR', 'referenced group id')],
])('a rule may become %s', (_, changes, expected) => {
  const { view } = world(one, two, six, grouped, out)
  const no = whyNotChangeRules(view, near, changes, limits('aws'))
  expect(no && `${no.code}: ${no.message}`).toBe(expected)
})
