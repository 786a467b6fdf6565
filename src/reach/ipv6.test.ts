import { describe, expect, test } from 'vitest'
import {
  ANY_6,
  app,
  changed,
  FAR,
  far,
  ipv6In,
  MIDDLE,
  networkWith,
  PCX,
  PRIVATE,
  PUBLIC,
  route,
  tableOf,
  web,
} from '../../test/agreement/gateway-example.ts'
import { address, cidr } from '../model/cidr.ts'
import type { Document } from '../model/network.ts'
import type { NetworkAclEntry } from '../model/network-acl.ts'
import type { Protocol } from '../model/security-group.ts'
import { trace } from './trace.ts'

const pcx = { kind: 'peering', id: PCX } as const
const there = route('2600:1f00:0:100::/56', pcx, PUBLIC)
const back = route('2600:1f00::/56', pcx, FAR)
const peered = [there, back]

function verdictOf(documents: readonly Document[], to: string): string {
  const { verdict } = trace(networkWith(...documents), { from: web, to, protocol: 'icmp', version: 6 })
  return verdict.reaches ? 'reaches' : `${verdict.direction} ${verdict.code} ${verdict.about}`
}

/** The far VPC's ACL and the rules of its default group, with these for IPv6 in the place of its own. */
const plain = networkWith()
const FAR_VPC = 'vpc-00000000000010001'
const farAcl = (entries: readonly NetworkAclEntry[]): readonly Document[] =>
  plain.networkAcls.where('vpc', FAR_VPC).map(acl => ({
    ...acl,
    entries: [...acl.entries.filter(entry => entry.cidr.version === 4), ...entries],
  }))
const entry = (egress: boolean, protocol: Protocol, block = ANY_6): NetworkAclEntry => ({
  egress,
  number: egress ? 210 : 200,
  allow: true,
  protocol,
  cidr: cidr(block),
})
const farRule = (protocol: Protocol, block: string): readonly Document[] =>
  [...plain.securityGroupRules.values()].flatMap(rule =>
    rule.vpcId === FAR_VPC && rule.direction === 'ingress' && rule.peer.kind === 'cidr'
      ? [{ ...rule, protocol, peer: { kind: 'cidr', cidr: cidr(block) } as const }]
      : [],
  )
const icmpv6 = (type: number): Protocol => ({ name: 'icmpv6', type, code: -1 })
const MISMATCH = `forward ENI_SG_RULES_MISMATCH eni-0000000010000000a`
const DENIED = (way: string) => `${way} SUBNET_ACL_RESTRICTION acl-00000000000010008`

const second = '2600:1f00:0:100::77'

test.each<readonly [string, readonly Document[], string, string]>([
  [
    'a neighbour',
    [
      changed(MIDDLE, {
        subnetId: 'subnet-00000000000000064',
        addresses: [address('10.0.0.11'), address('2600:1f00::b')],
      }),
    ],
    '2600:1f00::b',
    'reaches',
  ],
  ['another subnet', [], app, 'reaches'],
  ['a peer', peered, far, 'reaches'],
  ['a peer, by the route to one address', [route(`${ipv6In(FAR)}/128`, pcx, PUBLIC), back], far, 'reaches'],
  ['a peer, without a route', [], far, `forward NO_ROUTE_TO_DESTINATION ${tableOf(PUBLIC)}`],
  ['a peer, without a route back', [there], far, `return NO_ROUTE_TO_DESTINATION ${tableOf(FAR)}`],
  [
    'the second address',
    [...peered, changed(FAR, { addresses: [address('10.1.0.10'), address(ipv6In(FAR)), address(second)] })],
    second,
    'reaches',
  ],
  ['an address that nobody has', peered, second, `forward UNKNOWN_DESTINATION ${FAR_VPC}`],
  [
    'whoever has no such address',
    [changed(PRIVATE, { addresses: [address('10.0.1.10')] })],
    app,
    `forward ENI_ADDRESS_RESTRICTION ${web}`,
  ],
])('%s', (_, documents, to, expected) => {
  expect(verdictOf(documents, to)).toBe(expected)
})

test('where both ends have both, IPv4 is taken', () => {
  const { steps, verdict } = trace(networkWith(), { from: web, to: far, protocol: 'icmp' })
  expect({ verdict, first: steps[0] }).toEqual({
    verdict: { reaches: true },
    first: expect.objectContaining({ at: 'interface', address: '10.0.0.10' }),
  })
})

describe('filters', () => {
  test.each<readonly [string, readonly Document[], string]>([
    ['a rule for ping from the block', farRule(icmpv6(-1), '2600:1f00::/56'), 'reaches'],
    ['a rule for echo requests', farRule(icmpv6(128), ANY_6), 'reaches'],
    ['a rule for another type', farRule(icmpv6(1), ANY_6), MISMATCH],
    ['a rule for ICMP of IPv4', farRule({ name: 'icmp', type: -1, code: -1 }, ANY_6), MISMATCH],
    ['a rule for another block', farRule({ name: 'all' }, '2600:1f00:0:200::/56'), MISMATCH],
    [
      'an ACL that lets all pass',
      farAcl([entry(false, { name: 'all' }), entry(true, { name: 'all' })]),
      'reaches',
    ],
    ['an ACL that lets nothing in', farAcl([entry(true, { name: 'all' })]), DENIED('forward')],
    [
      'an ACL that lets no reply out',
      farAcl([entry(false, { name: 'all' }), entry(true, icmpv6(128))]),
      DENIED('return'),
    ],
    [
      'an ACL that lets replies out',
      farAcl([entry(false, icmpv6(128)), entry(true, icmpv6(129))]),
      'reaches',
    ],
  ])('%s', (_, documents, expected) => {
    expect(verdictOf([...peered, ...documents], far)).toBe(expected)
  })
})
