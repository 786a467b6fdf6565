import { expect, test } from 'vitest'
import { fromAmazonPool, lettingIpv6Pass, nextAmazonBlock, whyNotAddIpv6 } from './amazon-ipv6.ts'
import { type Birth, newVpc } from './birth.ts'
import { cidr } from './cidr.ts'
import { type Document, LiveNetwork, put } from './network.ts'
import { limits } from './quotas.ts'
import type { Vpc } from './vpc.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }
let ids = 0
const birth: Birth = { place, now: 0, newId: prefix => `${prefix}-${++ids}` }

function network(...documents: readonly Document[]) {
  const live = new LiveNetwork()
  live.apply(1, documents.map(put))
  return live.view
}

const [vpc, ...born] = newVpc(birth, { block: cidr('10.0.0.0/16') })
const withBlocks = (...texts: readonly string[]): Vpc => ({
  ...vpc,
  ipv6Blocks: texts.map(text => fromAmazonPool(text, cidr(text), 'us-east-1')),
})

test('a block that no VPC has, or shows', () => {
  const next = (...texts: readonly string[]) => nextAmazonBlock(network(withBlocks(...texts))).text
  expect(next()).toBe('2600:1f00::/56')
  expect(next('2600:1f00::/56')).toBe('2600:1f00:0:100::/56')
  expect(next('2600:1f00::/56', '2600:1f00:0:200::/56')).toBe('2600:1f00:0:100::/56')
  const [given] = withBlocks('2600:1f00::/56').ipv6Blocks
  const shown = { ...vpc, ipv6Blocks: given ? [{ ...given, disassociatedAt: 0 }] : [] }
  expect(nextAmazonBlock(network(shown)).text).toBe('2600:1f00:0:100::/56')
})

test('the quota of IPv6 blocks', () => {
  const one = withBlocks('2600:1f00::/56')
  const why = (most: number) => whyNotAddIpv6(one, limits('aws', { 'ipv6-cidrs-per-vpc': most }))?.message
  expect(why(2)).toBeUndefined()
  expect(why(1)).toBe(`This network ${vpc.id} has met its maximum number of allowed CIDRs: 1`)
})

test('the default ACL and group come to let IPv6 pass, once', () => {
  const before = network(vpc, ...born)
  const changed = lettingIpv6Pass(before, birth, vpc)
  const acl = before.networkAcls.where('vpc', vpc.id)[0]
  const group = before.securityGroups.where('vpc', vpc.id)[0]
  const every = cidr('::/0')
  const entry = { number: 101, allow: true, protocol: { name: 'all' }, cidr: every }
  expect(changed).toEqual([
    { ...acl, entries: [...(acl?.entries ?? []), { ...entry, egress: true }, { ...entry, egress: false }] },
    {
      kind: 'security-group-rule',
      id: expect.any(String),
      ...place,
      groupId: group?.id,
      vpcId: vpc.id,
      direction: 'egress',
      protocol: { name: 'all' },
      peer: { kind: 'cidr', cidr: every },
      createdAt: 0,
      tags: {},
    },
  ])
  expect(lettingIpv6Pass(network(vpc, ...born, ...changed), birth, vpc)).toEqual([])
})

test('a default ACL whose entries were changed gets none for IPv6 in that direction', () => {
  const allow = { number: 50, allow: true, protocol: { name: 'all' }, cidr: cidr('10.0.0.0/8') } as const
  const changed = born.map(one =>
    one.kind === 'network-acl' ? { ...one, entries: [...one.entries, { ...allow, egress: true }] } : one,
  )
  const [acl] = lettingIpv6Pass(network(vpc, ...changed), birth, vpc)
  expect(acl?.kind === 'network-acl' && acl.entries.slice(3)).toEqual([
    { egress: false, number: 101, allow: true, protocol: { name: 'all' }, cidr: cidr('::/0') },
  ])
})

test('a default group that does not let all out by IPv4 gets no rule for IPv6', () => {
  const closed = born.filter(one => one.kind !== 'security-group-rule' || one.direction !== 'egress')
  expect(lettingIpv6Pass(network(vpc, ...closed), birth, vpc).map(one => one.kind)).toEqual(['network-acl'])
})

test('a VPC born with an IPv6 block lacks nothing', () => {
  const ipv6Blocks = [fromAmazonPool('v6', cidr('2600:1f00::/56'), 'us-east-1')]
  const [own, ...rest] = newVpc(birth, { block: cidr('10.0.0.0/16'), ipv6Blocks })
  expect(lettingIpv6Pass(network(own, ...rest), birth, own)).toEqual([])
})
