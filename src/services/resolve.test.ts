import { describe, expect, test } from 'vitest'
import type { Document, Network } from '../model/network.ts'
import type { Vpc } from '../model/vpc.ts'
import { resolve } from './resolve.ts'
import { a, b, c, d, elastic, instanceId, instanceOf, interfaceOf, peered, world } from './world.fixture.ts'

/** `10.1.1.12 2600::12`, `nothing of that type in ZONE`, `no such name in ZONE`, `elsewhere`. */
function answer(network: Network, asker: Vpc, name: string, type: string): string {
  const found = resolve(network, interfaceOf(asker), { name, type })
  if (found.kind === 'elsewhere') return 'elsewhere'
  if (found.kind === 'unknown') return `no such name in ${found.zone}`
  return found.data.length === 0
    ? `nothing of that type in ${found.zone}`
    : found.data.map(one => one.data).join(' ')
}

type Row = readonly [name: string, type: string, answer: string]

const [ia, ib, ic, id] = [a, b, c, d].map(vpc => instanceId(vpc.id))
const near = 'ec2.internal'
const far = 'eu-west-1.compute.internal'
const backwards = (six: string) => `${[...six.replaceAll(':', '')].reverse().join('.')}.ip6.arpa`

describe('inside the VPC', () => {
  const rows: readonly Row[] = [
    ['ip-10-1-1-12.ec2.internal', 'A', '10.1.1.12'],
    ['ip-10-1-1-12.ec2.internal', 'AAAA', `nothing of that type in ${near}`],
    ['ip-10-1-1-12.ec2.internal', 'MX', `nothing of that type in ${near}`],
    ['ip-10-1-1-12.eu-west-1.compute.internal', 'A', `no such name in ${far}`],
    ['ip-10-1-1-12.us-east-1.compute.internal', 'A', 'elsewhere'],
    ['ip-10-1-1-300.ec2.internal', 'A', `no such name in ${near}`],
    ['ip-52-1-1-1.ec2.internal', 'A', `no such name in ${near}`],
    [`${ia}.ec2.internal`, 'A', '10.1.1.12'],
    [`${ia}.ec2.internal`, 'AAAA', '2600:1f00:0:100::12'],
    [`${ia}.ec2.internal`, 'ANY', '10.1.1.12 2600:1f00:0:100::12'],
    [`${ia}.eu-west-1.compute.internal`, 'A', `no such name in ${far}`],
    ['i-0123456789abcdef0.ec2.internal', 'A', `no such name in ${near}`],
    ['ec2.internal', 'A', `nothing of that type in ${near}`],
    ['www.ec2.internal', 'A', `no such name in ${near}`],
    ['instance-data.ec2.internal', 'A', '169.254.169.254'],
    ['ec2-198-18-0-1.compute-1.amazonaws.com', 'A', '10.1.1.12'],
    ['ec2-198-18-0-1.compute-1.amazonaws.com', 'AAAA', 'nothing of that type in compute-1.amazonaws.com'],
    ['ec2-198-18-0-9.compute-1.amazonaws.com', 'A', 'no such name in compute-1.amazonaws.com'],
    [
      'ec2-198-18-0-1.eu-west-1.compute.amazonaws.com',
      'A',
      'no such name in eu-west-1.compute.amazonaws.com',
    ],
    ['ec2-52-1-1-1.compute-1.amazonaws.com', 'A', 'elsewhere'],
    ['12.1.1.10.in-addr.arpa', 'PTR', 'ip-10-1-1-12.ec2.internal'],
    ['12.1.1.10.in-addr.arpa', 'A', 'nothing of that type in in-addr.arpa'],
    ['1.0.18.198.in-addr.arpa', 'PTR', 'ec2-198-18-0-1.compute-1.amazonaws.com'],
    ['9.0.18.198.in-addr.arpa', 'PTR', 'no such name in in-addr.arpa'],
    ['254.169.254.169.in-addr.arpa', 'PTR', 'instance-data.ec2.internal'],
    ['1.1.1.52.in-addr.arpa', 'PTR', 'elsewhere'],
    [backwards('2600:1f00:0000:0100:0000:0000:0000:0012'), 'PTR', `${ia}.ec2.internal`],
    [backwards('2600:1f00:0000:0100:0000:0000:0000:0099'), 'PTR', 'no such name in ip6.arpa'],
    [backwards('2600:1f00:0000:0200:0000:0000:0000:0012'), 'PTR', 'elsewhere'],
    ['localhost', 'A', '127.0.0.1'],
    ['localhost', 'AAAA', '::1'],
    ['1.0.0.127.in-addr.arpa', 'PTR', 'localhost'],
    ['checkip.amazonaws.com', 'A', '198.51.100.10'],
    ['example.com', 'AAAA', '2001:db8::10'],
    ['example.net', 'A', 'elsewhere'],
    ['s3.us-east-1.amazonaws.com', 'A', 'elsewhere'],
  ]
  test.each(rows)('%s %s → %s', (name, type, expected) => {
    expect(answer(world(), a, name, type)).toBe(expected)
  })

  test('the names of a Region follow its own pattern', () => {
    const names = [
      'ip-10-3-1-12.eu-west-1.compute.internal',
      'ec2-198-18-0-3.eu-west-1.compute.amazonaws.com',
    ]
    expect(names.map(name => answer(world(), c, name, 'A'))).toEqual(['10.3.1.12', '10.3.1.12'])
  })
})

test.each([
  ['neither', false, false, `no such name in ${near}`, `no such name in ${near}`],
  ['A', true, false, '10.1.1.12', `nothing of that type in ${near}`],
  ['AAAA', false, true, `nothing of that type in ${near}`, '2600:1f00:0:100::12'],
])('a resource name that answers for %s', (_, resourceNameDnsA, resourceNameDnsAAAA, four, six) => {
  const network = world({ ...instanceOf(a), resourceNameDnsA, resourceNameDnsAAAA })
  expect(['A', 'AAAA'].map(type => answer(network, a, `${ia}.ec2.internal`, type))).toEqual([four, six])
})

describe('a VPC without host names', () => {
  const rows: readonly Row[] = [
    ['ip-10-1-1-12.ec2.internal', 'A', `no such name in ${near}`],
    [`${ia}.ec2.internal`, 'A', `no such name in ${near}`],
    ['ec2-198-18-0-1.compute-1.amazonaws.com', 'A', 'no such name in compute-1.amazonaws.com'],
    ['ec2-198-18-0-2.compute-1.amazonaws.com', 'A', '198.18.0.2'],
    ['12.1.1.10.in-addr.arpa', 'PTR', 'no such name in in-addr.arpa'],
    ['1.0.18.198.in-addr.arpa', 'PTR', 'no such name in in-addr.arpa'],
    ['2.0.18.198.in-addr.arpa', 'PTR', 'ec2-198-18-0-2.compute-1.amazonaws.com'],
    ['example.com', 'A', '198.51.100.10'],
  ]
  test.each(rows)('%s %s → %s', (name, type, expected) => {
    const network = world({ ...a, dnsHostnames: false }, peered(a, b, [b]))
    expect(answer(network, a, name, type)).toBe(expected)
  })
})

describe('the names of another VPC', () => {
  const [public2, public3, public4] = [
    'ec2-198-18-0-2.compute-1.amazonaws.com',
    'ec2-198-18-0-3.eu-west-1.compute.amazonaws.com',
    'ec2-198-18-0-4.compute-1.amazonaws.com',
  ]
  const [ip2, ip3, ip4] = [
    'ip-10-2-1-12.ec2.internal',
    'ip-10-3-1-12.eu-west-1.compute.internal',
    'ip-100-64-1-12.ec2.internal',
  ]
  const none = `no such name in ${near}`
  const noneFar = `no such name in ${far}`
  /** With whom `a` is peered and who allows what; what `a` asks; the answer. */
  const rows: readonly (readonly [string, readonly Document[], string, string])[] = [
    ['not peered: public names lead to public addresses', [], public2, '198.18.0.2'],
    ['not peered: an IP name says its address if that is private', [], ip2, '10.2.1.12'],
    ['not peered: of another Region', [], ip3, noneFar],
    ['not peered: not a private address', [], ip4, none],
    ['not peered: a resource name', [], `${ib}.ec2.internal`, none],
    ['peered, nobody allows', [peered(a, b)], public2, '198.18.0.2'],
    ['peered, nobody allows: an IP name', [peered(a, b)], ip2, '10.2.1.12'],
    ['peered, nobody allows: a resource name', [peered(a, b)], `${ib}.ec2.internal`, none],
    ['only the side that asks allows', [peered(a, b, [a])], public2, '198.18.0.2'],
    ['the other side allows', [peered(a, b, [b])], public2, '10.2.1.12'],
    ['the other side allows, and asked first', [peered(b, a, [b])], public2, '10.2.1.12'],
    ['the other side allows: a resource name', [peered(a, b, [b])], `${ib}.ec2.internal`, '10.2.1.12'],
    ['the peering is not active yet', [peered(a, b, [b], 'provisioning')], public2, '198.18.0.2'],
    ['the peering is gone', [peered(a, b, [b], 'deleted')], public2, '198.18.0.2'],
    [
      'the other has no host names any more',
      [peered(a, b, [b]), { ...b, dnsHostnames: false }],
      public2,
      'no such name in compute-1.amazonaws.com',
    ],
    ['the one that asks has none', [peered(a, b, [b]), { ...a, dnsHostnames: false }], public2, '198.18.0.2'],
    ['another Region, nobody allows', [peered(a, c)], public3, '198.18.0.3'],
    ['another Region, nobody allows: an IP name', [peered(a, c)], ip3, noneFar],
    ['another Region, the other allows', [peered(a, c, [c])], public3, '10.3.1.12'],
    ['another Region, the other allows: an IP name', [peered(a, c, [c])], ip3, '10.3.1.12'],
    [
      'another Region, the other allows: a resource name',
      [peered(a, c, [c])],
      `${ic}.eu-west-1.compute.internal`,
      '10.3.1.12',
    ],
    [
      'another Region, the other allows: an address in the wrong Region',
      [peered(a, c, [c])],
      'ip-10-2-1-12.eu-west-1.compute.internal',
      noneFar,
    ],
    ['no private address, nobody allows', [peered(a, d)], ip4, none],
    ['no private address, nobody allows: the public name', [peered(a, d)], public4, '198.18.0.4'],
    ['no private address, the other allows', [peered(a, d, [d])], ip4, '100.64.1.12'],
    [
      'no private address, the other allows: a resource name',
      [peered(a, d, [d])],
      `${id}.ec2.internal`,
      '100.64.1.12',
    ],
    ['a peer of a peer', [peered(a, b, [a, b]), peered(b, c, [b, c])], public3, '198.18.0.3'],
  ]
  test.each(rows)('%s', (_, documents, name, expected) => {
    expect(answer(world(...documents), a, name, 'A')).toBe(expected)
  })

  test.each([
    ['a peer that allows, in another Region', [peered(a, c, [c])], 'ip-10-3-1-12.eu-west-1.compute.internal'],
    ['a peer that does not', [peered(a, c)], 'ip-10-3-1-12.ec2.internal'],
  ] as const)('backwards, %s', (_, documents, expected) => {
    expect(answer(world(...documents), a, '12.1.3.10.in-addr.arpa', 'PTR')).toBe(expected)
  })

  test('backwards, addresses that are not private: only if their VPC allows', () => {
    const asked = [[peered(a, d)], [peered(a, d, [d])]].map(documents =>
      answer(world(...documents), a, '12.1.64.100.in-addr.arpa', 'PTR'),
    )
    expect(asked).toEqual(['elsewhere', 'ip-100-64-1-12.ec2.internal'])
  })
})

describe('elastic addresses', () => {
  const network = world({ ...interfaceOf(a), groups: [] }, elastic('198.18.7.7', a, 'mail.example.org.'))
  test.each([
    ['ec2-198-18-7-7.compute-1.amazonaws.com', 'A', '10.1.1.12'],
    ['7.7.18.198.in-addr.arpa', 'PTR', 'mail.example.org'],
  ])('%s %s → %s', (name, type, expected) => {
    expect(answer(network, a, name, type)).toBe(expected)
  })
})

describe('ClassicLink', () => {
  const classic: Vpc = { ...b, ownerId: 'amazon' }
  const linked = { ...instanceOf(b), classicLink: { vpcId: a.id, groups: [] } }
  const [ofVpc, ofLinked] = [
    'ec2-198-18-0-1.compute-1.amazonaws.com',
    'ec2-198-18-0-2.compute-1.amazonaws.com',
  ]
  const rows: readonly (readonly [string, readonly Document[], string, string])[] = [
    ['with DNS support', [{ ...a, classicLinkDns: true }, linked], '10.1.1.12', '10.2.1.12'],
    ['without DNS support', [linked], '198.18.0.1', '198.18.0.2'],
    ['not linked', [{ ...a, classicLinkDns: true }], '198.18.0.1', '198.18.0.2'],
  ]
  test.each(rows)('%s: from the linked instance, and for it', (_, documents, from, to) => {
    const network = world(classic, ...documents)
    expect([answer(network, b, ofVpc, 'A'), answer(network, a, ofLinked, 'A')]).toEqual([from, to])
  })
})
