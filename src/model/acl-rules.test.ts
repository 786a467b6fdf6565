import { expect, test } from 'vitest'
import { whichEntry } from './acl-rules.ts'
import { address, cidr } from './cidr.ts'
import type { NetworkAcl, NetworkAclEntry } from './network-acl.ts'
import type { Packet, Payload } from './packet.ts'

const entry = (number: number, more: Partial<NetworkAclEntry> = {}): NetworkAclEntry => ({
  egress: false,
  number,
  allow: true,
  protocol: { name: 'all' },
  cidr: cidr('0.0.0.0/0'),
  ...more,
})

const acl = (...entries: readonly NetworkAclEntry[]): NetworkAcl => ({
  kind: 'network-acl',
  id: 'acl-1',
  ownerId: '111111111111',
  region: 'us-east-1',
  tags: {},
  vpcId: 'vpc-1',
  isDefault: true,
  entries,
})

const packet = (payload: Payload, source = '10.0.0.10', destination = '10.1.0.10'): Packet => ({
  source: address(source),
  destination: address(destination),
  payload,
})
const web = packet({ protocol: 'tcp', sourcePort: 49_152, port: 443 })
const echo = packet({ protocol: 'icmp', type: 8, code: 0 })
const web6 = packet({ protocol: 'tcp', sourcePort: 49_152, port: 443 }, '2001:db8::1', '2001:db8::2')

test.each<readonly [string, readonly NetworkAclEntry[], 'ingress' | 'egress', Packet, number | undefined]>([
  ['no entry matches', [], 'ingress', web, undefined],
  [
    'the lowest number decides, in whatever order',
    [entry(200), entry(100, { allow: false })],
    'ingress',
    web,
    100,
  ],
  ['entries of the other direction do not count', [entry(100, { egress: true })], 'ingress', web, undefined],
  ['on the way in the source counts', [entry(1, { cidr: cidr('10.0.0.0/16') })], 'ingress', web, 1],
  [
    'on the way out the destination counts',
    [entry(1, { egress: true, cidr: cidr('10.0.0.0/16') })],
    'egress',
    web,
    undefined,
  ],
  ['a port in the range', [entry(1, { protocol: { name: 'tcp', from: 443, to: 443 } })], 'ingress', web, 1],
  ['a port outside', [entry(1, { protocol: { name: 'tcp', from: 80, to: 442 } })], 'ingress', web, undefined],
  [
    'another protocol',
    [entry(1, { protocol: { name: 'udp', from: 0, to: 65_535 } })],
    'ingress',
    web,
    undefined,
  ],
  ['any type of ICMP', [entry(1, { protocol: { name: 'icmp', type: -1, code: -1 } })], 'ingress', echo, 1],
  [
    'another type of ICMP',
    [entry(1, { protocol: { name: 'icmp', type: 0, code: -1 } })],
    'ingress',
    echo,
    undefined,
  ],
  ['IPv4 entries do not match IPv6', [entry(1), entry(2, { cidr: cidr('::/0') })], 'ingress', web6, 2],
])('%s', (_, entries, way, of, expected) => {
  expect(whichEntry(acl(...entries), way, of)?.number).toBe(expected)
})
