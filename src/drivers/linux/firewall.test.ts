import { describe, expect, test } from 'vitest'
import type { GatewayKind, Router, Rule } from '../../fabric/fabric.ts'
import { firewall } from './firewall.ts'

const ROUTER: Router = {
  part: 'vpc/vpc-01',
  vpcId: 'vpc-01',
  blocks: ['10.1.0.0/16', '2001:db8:1::/56'],
  gateways: ['10.1.1.1'],
  interfaces: [
    {
      id: 'eni-01',
      hostId: 'i-01',
      device: 'eth0',
      mac: '02:00:00:00:00:01',
      mtu: 9001,
      addresses: ['10.1.1.12', '10.1.1.13', '2001:db8:1::12'],
      prefix: 24,
      gateway: '10.1.1.1',
      subnetId: 'subnet-01',
      networkAclId: 'acl-01',
      routeTableId: 'rtb-00000001',
      groups: ['sg-01'],
      sourceDestCheck: true,
    },
  ],
  routeTables: [{ id: 'rtb-00000001', routes: [], overrides: [] }],
  peerings: [{ id: 'pcx-01', side: 'requester', peerBlocks: ['10.2.0.0/16', '2001:db8:2::/56'] }],
  uplinks: [],
  natGateways: [],
  services: { resolver: [], metadata: [] },
  networkAcls: [{ id: 'acl-01', ingress: [], egress: [] }],
  groups: [{ id: 'sg-01', ingress: [], egress: [] }],
  groupAddresses: { 'sg-01': ['10.1.1.12', '2001:db8:1::12'] },
}

const content = (router: Router, key: string) => firewall(router).objects.get(key)?.content

describe('what rules become', () => {
  const all = { name: 'all' } as const
  const anywhere = { cidr: '0.0.0.0/0' }
  const anywhere6 = { cidr: '::/0' }
  const ping = { name: 'icmpv6', type: 128, code: 0 } as const
  const cases: readonly (readonly [rule: Rule, texts: readonly string[]])[] = [
    [{ protocol: all, peer: anywhere }, ['ip saddr 0.0.0.0/0 accept']],
    [{ protocol: all, peer: anywhere6 }, ['ip6 saddr ::/0 accept']],
    [{ protocol: all, peer: { cidr: '10.2.1.12/32' } }, ['ip saddr 10.2.1.12 accept']],
    [{ protocol: all, peer: { cidr: '2001:db8::1/128' } }, ['ip6 saddr 2001:db8::1 accept']],
    [
      { protocol: all, peer: { group: 'sg-01' } },
      ['ip saddr @members-sg-01 accept', 'ip6 saddr @members6-sg-01 accept'],
    ],
    [
      { protocol: { name: 'tcp', from: 22, to: 22 }, peer: anywhere },
      ['ip saddr 0.0.0.0/0 tcp dport 22 accept'],
    ],
    [{ protocol: { name: 'udp', from: 1, to: 9 }, peer: anywhere6 }, ['ip6 saddr ::/0 udp dport 1-9 accept']],
    [
      { protocol: { name: 'icmp', type: -1, code: -1 }, peer: anywhere },
      ['ip saddr 0.0.0.0/0 meta l4proto 1 accept'],
    ],
    [
      { protocol: { name: 'icmp', type: 8, code: -1 }, peer: anywhere },
      ['ip saddr 0.0.0.0/0 icmp type 8 accept'],
    ],
    [
      { protocol: { name: 'icmp', type: 3, code: 4 }, peer: anywhere },
      ['ip saddr 0.0.0.0/0 icmp type 3 icmp code 4 accept'],
    ],
    [
      { protocol: { name: 'other', number: 47 }, peer: anywhere },
      ['ip saddr 0.0.0.0/0 meta l4proto 47 accept'],
    ],
    [{ protocol: ping, peer: anywhere6 }, ['ip6 saddr ::/0 icmpv6 type 128 icmpv6 code 0 accept']],
    [
      { protocol: ping, peer: { group: 'sg-01' } },
      ['ip6 saddr @members6-sg-01 icmpv6 type 128 icmpv6 code 0 accept'],
    ],
    [{ protocol: ping, peer: anywhere }, []],
    [{ protocol: { name: 'icmp', type: -1, code: -1 }, peer: anywhere6 }, []],
  ]

  test.each(cases)('%j', (rule, texts) => {
    const router = { ...ROUTER, groups: [{ id: 'sg-01', ingress: [rule], egress: [rule] }] }
    expect(content(router, 'chain ingress-sg-01')).toEqual(texts)
    expect(content(router, 'chain egress-sg-01')).toEqual(texts.map(text => text.replace('saddr', 'daddr')))
  })
})

test('an interface sends and receives as itself only, unless the check is off', () => {
  expect(content(ROUTER, 'chain egress-eni-01')).toEqual([
    'ether saddr != 02:00:00:00:00:01 drop',
    'ip saddr != 10.1.1.12 ip saddr != 10.1.1.13 drop',
    'ip6 saddr != 2001:db8:1::12 drop',
    'oifname != @devices-subnet-01 jump egress-acl-01',
    'ct state 0x2,0x4 accept',
    'jump egress-sg-01',
  ])
  expect(content(ROUTER, 'chain ingress-eni-01')).toEqual([
    'ip daddr != 10.1.1.12 ip daddr != 10.1.1.13 drop',
    'ip6 daddr != 2001:db8:1::12 drop',
    'iifname != @devices-subnet-01 jump ingress-acl-01',
    'ct state 0x2,0x4 accept',
    'jump ingress-sg-01',
  ])
  const unchecked = {
    ...ROUTER,
    interfaces: ROUTER.interfaces.map(one => ({ ...one, sourceDestCheck: false })),
  }
  expect(content(unchecked, 'chain egress-eni-01')?.[1]).toBe(
    'oifname != @devices-subnet-01 jump egress-acl-01',
  )
})

test('a network ACL lets its entries decide in their order, replies and all, and drops the rest', () => {
  const acl: Router['networkAcls'][number] = {
    id: 'acl-01',
    ingress: [
      { allow: false, protocol: { name: 'tcp', from: 22, to: 22 }, cidr: '10.2.1.12/32' },
      { allow: true, protocol: { name: 'icmp', type: 8, code: -1 }, cidr: '10.0.0.0/8' },
      { allow: true, protocol: { name: 'all' }, cidr: '::/0' },
      { allow: true, protocol: { name: 'icmpv6', type: -1, code: -1 }, cidr: '0.0.0.0/0' },
    ],
    egress: [{ allow: true, protocol: { name: 'all' }, cidr: '0.0.0.0/0' }],
  }
  const router = { ...ROUTER, networkAcls: [acl] }
  expect(content(router, 'chain ingress-acl-01')).toEqual([
    'ip saddr 10.2.1.12 tcp dport 22 drop',
    'ip saddr 10.0.0.0/8 icmp type 8 return',
    'ip6 saddr ::/0 return',
    'drop',
  ])
  expect(content(router, 'chain egress-acl-01')).toEqual(['ip daddr 0.0.0.0/0 return', 'drop'])
})

test('the devices of a subnet are known together', () => {
  const [one] = ROUTER.interfaces as [Router['interfaces'][number]]
  const others = [
    { ...one, id: 'eni-03' },
    { ...one, id: 'eni-02' },
    { ...one, id: 'eni-04', subnetId: 'subnet-02' },
  ]
  const router = { ...ROUTER, interfaces: [one, ...others] }
  expect(content(router, 'set devices-subnet-01')).toEqual(['"eni-01"', '"eni-02"', '"eni-03"'])
  expect(content(router, 'set devices-subnet-02')).toEqual(['"eni-04"'])
})

test('over a peering come the blocks of the peer, and no mark', () => {
  expect(content(ROUTER, 'chain egress-pcx-01')).toEqual([
    'ip saddr 10.2.0.0/16 accept',
    'ip6 saddr 2001:db8:2::/56 accept',
  ])
  expect(content(ROUTER, 'map table-of')).toEqual(['"eni-01" : 0x10000001'])
})

describe('uplinks', () => {
  const mapping = { private: '10.1.1.12', public: '198.18.0.1' }
  const uplinked = (kind: GatewayKind): Router => ({
    ...ROUTER,
    uplinks: [{ id: 'igw-01', kind, mtu: 1500, routeTableId: 'rtb-00000001', mappings: [mapping] }],
  })
  const privateBlocks = '{ 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16 }'

  const foreign = ['ip saddr 10.1.0.0/16 drop', 'ip6 saddr 2001:db8:1::/56 drop', 'accept']
  const own = ['ip saddr 10.1.0.0/16 accept', 'ip6 saddr 2001:db8:1::/56 accept']

  test.each<readonly [GatewayKind, arriving: readonly string[], leaving: readonly string[]]>([
    [
      'internet',
      [`ip saddr ${privateBlocks} drop`, ...foreign],
      [
        `ip daddr ${privateBlocks} drop`,
        'ip saddr @private-igw-01 accept',
        'ip6 saddr 2001:db8:1::/56 accept',
      ],
    ],
    [
      'egress-only',
      ['meta nfproto 10 ct state 0x2,0x4 accept'],
      ['ip6 saddr 2001:db8:1::/56 ct direction 0 accept'],
    ],
    ['vpn', foreign, own],
    ['endpoint', ['ct state 0x2,0x4 accept'], own],
  ])('what may come in and leave by one: %s', (kind, arriving, leaving) => {
    expect(content(uplinked(kind), 'chain egress-igw-01')).toEqual(arriving)
    expect(content(uplinked(kind), 'chain ingress-igw-01')).toEqual(leaving)
  })

  test('at an internet gateway, and only there, addresses are translated', () => {
    expect(content(uplinked('internet'), 'chain arrive')).toEqual(
      [
        'ip daddr != @public-igw-01 drop',
        'icmp type { 3, 11 } @th,32,16 0x0 @th,160,32 set ip daddr map @quoted-arriving-igw-01 @th,32,16 set ip daddr map @balance-arriving-igw-01',
        'ip daddr set ip daddr map @private-of-igw-01',
      ].map(rule => `iifname "igw-01" ${rule}`),
    )
    expect(content(uplinked('internet'), 'chain leave')).toEqual(
      [
        'icmp type { 3, 11 } @th,32,16 0x0 @th,192,32 set ip saddr map @quoted-leaving-igw-01 @th,32,16 set ip saddr map @balance-leaving-igw-01',
        'ip saddr set ip saddr map @public-of-igw-01',
        'ip saddr != @public-igw-01 drop',
      ].map(rule => `oifname "igw-01" ${rule}`),
    )
    expect(content(uplinked('vpn'), 'chain arrive')).toBe(undefined)
  })

  test('what an address becomes, alone and in a quotation, and what balances the sum', () => {
    expect(content(uplinked('internet'), 'map public-of-igw-01')).toEqual(['10.1.1.12 : 198.18.0.1'])
    expect(content(uplinked('internet'), 'map private-of-igw-01')).toEqual(['198.18.0.1 : 10.1.1.12'])
    expect(content(uplinked('internet'), 'map quoted-arriving-igw-01')).toEqual(['198.18.0.1 : 0xa01010c'])
    expect(content(uplinked('internet'), 'map quoted-leaving-igw-01')).toEqual(['10.1.1.12 : 0xc6120001'])
    expect(0xc612 + 0x0001 - 0x0a01 - 0x010c).toBe(0xbb06)
    expect(content(uplinked('internet'), 'map balance-arriving-igw-01')).toEqual(['198.18.0.1 : 0xbb06'])
    expect(content(uplinked('internet'), 'map balance-leaving-igw-01')).toEqual(['10.1.1.12 : 0x44f9'])
  })

  test('what comes in has the mark of the route table of the gateway', () =>
    expect(content(uplinked('vpn'), 'map table-of')).toContain('"igw-01" : 0x10000001'))
})

test('what a route table leads to a middlebox does not hold inside a subnet', () => {
  const overrides = [{ destination: '10.1.0.0/16', nextHop: { interface: 'eni-09' } }]
  const router = { ...ROUTER, routeTables: [{ id: 'rtb-00000001', routes: [], overrides }] }
  expect(content(router, 'set subnet-of')).toEqual(['"eni-01" . 10.1.1.0/24'])
  expect(content(router, 'set subnet-of6')).toEqual(['"eni-01" . 2001:db8:1::/64'])
  expect(content(ROUTER, 'set subnet-of')).toEqual([])
})

test('an interface without groups may have and send everything', () => {
  const nat = ROUTER.interfaces.map(({ groups, ...one }) => ({ ...one, sourceDestCheck: false }))
  expect(content({ ...ROUTER, interfaces: nat }, 'chain ingress-eni-01')).toEqual([
    'iifname != @devices-subnet-01 jump ingress-acl-01',
    'ct state 0x2,0x4 accept',
    'accept',
  ])
})

test("Amazon's services are there for the VPC's own interfaces, at their ports", () => {
  const services = { resolver: ['10.1.0.2', 'fd00:ec2::253'], metadata: ['169.254.169.254'] }
  expect(content({ ...ROUTER, services }, 'set services')).toEqual([
    '10.1.0.2 . 17 . 53',
    '10.1.0.2 . 6 . 53',
    '169.254.169.254 . 6 . 80',
  ])
  expect(content({ ...ROUTER, services }, 'set services6')).toEqual([
    'fd00:ec2::253 . 17 . 53',
    'fd00:ec2::253 . 6 . 53',
  ])
  expect(content(ROUTER, 'set senders6')).toEqual(['"eni-01" . 2001:db8:1::12'])
  expect(content(ROUTER, 'set senders')).toEqual(['"eni-01" . 10.1.1.12', '"eni-01" . 10.1.1.13'])
})

test('the members of a group are a set for each family; a VPC without IPv6 has no use for the other', () => {
  expect(content(ROUTER, 'set members-sg-01')).toEqual(['10.1.1.12'])
  expect(content(ROUTER, 'set members6-sg-01')).toEqual(['2001:db8:1::12'])
  const plain = { ...ROUTER, blocks: ['10.1.0.0/16'] }
  expect([...firewall(plain).objects.keys()].filter(key => /^set \w+6/.test(key))).toEqual([])
})

test('an interface has nothing to do with a family of which it has no address', () => {
  const interfaces = ROUTER.interfaces.map(one => ({ ...one, addresses: ['10.1.1.12'] }))
  expect(content({ ...ROUTER, interfaces }, 'chain egress-eni-01')?.slice(1, 3)).toEqual([
    'ip saddr != 10.1.1.12 drop',
    'meta nfproto 10 drop',
  ])
})

test('every base chain that packets pass drops what nothing lets pass', () => {
  const hooks = [...firewall(ROUTER).objects.values()].filter(({ declaration }) =>
    declaration.includes('hook'),
  )
  expect(hooks.map(({ name, declaration }) => [name, /policy (\w+)/.exec(declaration)?.[1]])).toEqual([
    ['input', 'drop'],
    ['classify', 'accept'],
    ['egress', 'drop'],
    ['ingress', 'drop'],
    ['report', 'accept'],
  ])
})
