import { describe, expect, test } from 'vitest'
import { address, cidr } from './cidr.ts'
import { type RuleMatter, ruleText, whyNotAdd, whyNotDeleteGroup } from './group-change.ts'
import { groupPeer, peeringOf, whyNotRefer } from './group-reference.ts'
import { covers, groupAddresses, whichRule } from './group-rules.ts'
import { type Document, drop, LiveNetwork, put } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'
import type { Payload } from './packet.ts'
import type { Peering, PeeringState } from './peering.ts'
import { limits } from './quotas.ts'
import type { Protocol, RulePeer, SecurityGroup, SecurityGroupRule } from './security-group.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }
const made = { ...place, tags: {}, createdAt: 0 } as const
const OFF = { dnsResolution: false, classicLinkToRemoteVpc: false, vpcToRemoteClassicLink: false }

const group = (id: string, vpcId: string, name = id): SecurityGroup => ({
  kind: 'security-group',
  id,
  ...made,
  vpcId,
  name,
  description: '',
})
const near = group('sg-near', 'vpc-near')
const far = group('sg-far', 'vpc-far')

const rule = (id: string, protocol: Protocol, peer: RulePeer, of = near): SecurityGroupRule => ({
  kind: 'security-group-rule',
  id,
  ...made,
  groupId: of.id,
  vpcId: of.vpcId,
  direction: 'ingress',
  protocol,
  peer,
})

const peering = (state: PeeringState, region = 'us-east-1', id = 'pcx-1'): Peering => ({
  kind: 'peering',
  id,
  state,
  since: 0,
  createdAt: 0,
  requester: { ...place, vpcId: 'vpc-far', options: OFF },
  accepter: { ...place, region, vpcId: 'vpc-near', options: OFF },
  tags: {},
})

const holder = (of: SecurityGroup, ...addresses: [string, ...string[]]): NetworkInterface => ({
  kind: 'network-interface',
  id: `eni-${of.id}`,
  ...made,
  vpcId: of.vpcId,
  subnetId: 'subnet-1',
  zone: 'us-east-1a',
  mac: '02:00:00:00:00:01',
  description: '',
  addresses: addresses.map(address) as [ReturnType<typeof address>],
  groups: [of.id],
  sourceDestCheck: true,
})

function world(...documents: readonly Document[]) {
  const live = new LiveNetwork()
  const holders = [holder(near, '10.1.1.4'), holder(far, '10.2.1.4', '10.2.1.5')]
  live.apply(1, [near, far, ...holders, ...documents].map(put))
  return live
}

const block = (text: string): RulePeer => ({ kind: 'cidr', cidr: cidr(text) })
const farPeer: RulePeer = {
  kind: 'group',
  groupId: 'sg-far',
  ownerId: '111111111111',
  vpcId: 'vpc-far',
  peeringId: 'pcx-1',
}
const ALL = { name: 'all' } as const
const ssh: Payload = { protocol: 'tcp', sourcePort: 40_000, port: 22 }
const ping: Payload = { protocol: 'icmp', type: 8, code: 0 }

test.each<readonly [Protocol, Payload, boolean]>([
  [ALL, ssh, true],
  [ALL, ping, true],
  [{ name: 'tcp', from: 22, to: 22 }, ssh, true],
  [{ name: 'tcp', from: 1, to: 21 }, ssh, false],
  [{ name: 'tcp', from: 23, to: 99 }, ssh, false],
  [{ name: 'tcp', from: 40_000, to: 40_000 }, ssh, false],
  [{ name: 'udp', from: 0, to: 65_535 }, ssh, false],
  [{ name: 'icmp', type: -1, code: -1 }, ping, true],
  [{ name: 'icmp', type: 8, code: -1 }, ping, true],
  [{ name: 'icmp', type: 8, code: 0 }, ping, true],
  [{ name: 'icmp', type: 8, code: 1 }, ping, false],
  [{ name: 'icmp', type: 0, code: -1 }, ping, false],
  [{ name: 'icmpv6', type: -1, code: -1 }, ping, false],
  [{ name: 'icmp', type: -1, code: -1 }, ssh, false],
  [{ name: 'other', number: 6 }, ssh, false],
])('%j lets %j pass: %s', (protocol, payload, passes) => {
  expect(covers(protocol, payload)).toBe(passes)
})

describe('the rule that lets a flow pass', () => {
  const rules = [
    rule('sgr-1', { name: 'tcp', from: 22, to: 22 }, block('10.9.0.0/16')),
    rule('sgr-2', ALL, farPeer),
    rule('sgr-3', ALL, block('10.2.0.0/16')),
    rule('sgr-4', ALL, block('::/0')),
  ]
  const which = (remote: string, payload: Payload, state: PeeringState = 'active') => {
    const { view } = world(peering(state))
    const addressesOf = (vpcId: string, groupId: string) => groupAddresses(view, vpcId, groupId)
    return whichRule(rules, { remote: address(remote), payload }, addressesOf)?.id
  }

  test.each([
    ['10.9.1.1', ssh, 'sgr-1'],
    ['10.9.1.1', ping, undefined],
    ['10.2.1.4', ssh, 'sgr-2'],
    ['10.2.1.5', ping, 'sgr-2'],
    ['10.2.1.6', ping, 'sgr-3'],
    ['2600::1', ssh, 'sgr-4'],
    ['192.0.2.1', ssh, undefined],
  ])('from %s with %j is %s', (remote, payload, expected) => {
    expect(which(remote, payload)).toBe(expected)
  })

  test('is no longer the one that names a group of an ended peering', () => {
    expect(which('10.2.1.4', ssh, 'deleted')).toBe('sgr-3')
  })
})

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
    const by = () => peeringOf(live.view, stale, farPeer as Extract<RulePeer, { kind: 'group' }>)
    expect(by()).toMatchObject({ id: 'pcx-1', state: 'deleted' })
    live.apply(2, [drop(peering('deleted'))])
    expect(by()).toEqual({ id: 'pcx-1', state: 'deleted' })
    live.apply(3, [put(peering('active', 'us-east-1', 'pcx-2'))])
    expect(by()).toMatchObject({ id: 'pcx-2', state: 'active' })
  })
})

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
  const named = (by: SecurityGroup, vpcId: string) =>
    rule('sgr-9', ALL, { kind: 'group', groupId: 'sg-free', ownerId: '111111111111', vpcId }, by)

  test.each<readonly [string, SecurityGroup, readonly Document[], string | undefined]>([
    ['if nothing has or names it', free, [], undefined],
    ['if it names itself', free, [named(free, 'vpc-near')], undefined],
    ['if only a peer’s rule names it', free, [named(far, 'vpc-near')], undefined],
    [
      'not if a rule of its VPC names it',
      free,
      [named(near, 'vpc-near')],
      'resource sg-free has a dependent object',
    ],
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
