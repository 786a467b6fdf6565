import { describe, expect, test } from 'vitest'
import { address } from './cidr.ts'
import { covers, whichRule } from './group-rules.ts'
import { ALL, block, farPeer, peering, rule, world } from './groups.fixture.ts'
import type { Payload } from './packet.ts'
import type { PeeringState } from './peering.ts'
import type { Protocol } from './security-group.ts'

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
    return whichRule(view, rules, { vpcId: 'vpc-near', remote: address(remote), payload })?.id
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
