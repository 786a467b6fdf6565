import { describe, expect, test } from 'vitest'
import { fromAmazonPool } from './amazon-ipv6.ts'
import { type Birth, newSubnet, newVpc } from './birth.ts'
import { address, cidr } from './cidr.ts'
import { type Document, LiveNetwork, put } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'
import { limits } from './quotas.ts'
import type { Subnet } from './subnet.ts'
import { availableAddresses, whyNotOneMoreSubnet, whyNotSubnetBlock } from './subnet-blocks.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }

/** A VPC 10.0.0.0/16, 10.2.0.0/16 (given back), 2600:1f00::/56 with a subnet 10.0.1.0/24, 2600:1f00:0:1::/64. */
function world(...more: readonly Document[]) {
  let ids = 0
  const birth: Birth = { place, now: 0, newId: prefix => `${prefix}-${++ids}` }
  const ipv6 = fromAmazonPool('v6', cidr('2600:1f00::/56'), 'us-east-1')
  const [born, ...rest] = newVpc(birth, { block: cidr('10.0.0.0/16'), ipv6Blocks: [ipv6] })
  const given = { id: 'given', cidr: cidr('10.2.0.0/16'), disassociatedAt: 0 }
  const vpc = { ...born, blocks: [...born.blocks, given] } as const
  const [subnet, acl] = newSubnet(birth, {
    vpcId: vpc.id,
    zone: 'us-east-1a',
    cidr: cidr('10.0.1.0/24'),
    networkAclId: 'acl-1',
    ipv6Blocks: [fromAmazonPool('v6-1', cidr('2600:1f00:0:1::/64'), 'us-east-1')],
  })
  const live = new LiveNetwork()
  live.apply(1, [vpc, ...rest, subnet, acl, ...more].map(put))
  return { network: live.view, vpc, subnet }
}

describe('blocks of subnets', () => {
  const RANGE = 'InvalidSubnet.Range'
  const CONFLICT = 'InvalidSubnet.Conflict'
  test.each([
    ['10.0.2.0/24', undefined],
    ['10.0.2.0/28', undefined],
    ['10.0.2.0/29', RANGE],
    ['10.1.0.0/24', RANGE],
    ['10.2.0.0/24', RANGE],
    ['10.0.0.0/15', RANGE],
    ['10.0.0.0/16', CONFLICT],
    ['10.0.1.0/24', CONFLICT],
    ['10.0.1.128/25', CONFLICT],
    ['10.0.0.0/23', CONFLICT],
    ['2600:1f00:0:2::/64', undefined],
    ['2600:1f00:0:10::/60', undefined],
    ['2600:1f00:0:10::/62', RANGE],
    ['2600:1f00:0:2::/68', RANGE],
    ['2600:1f00:0:100::/64', RANGE],
    ['2600:1f00::/52', RANGE],
    ['2600:1f00:0:1::/64', CONFLICT],
    ['2600:1f00::/60', CONFLICT],
  ])('%s: %s', (text, code) => {
    const { network, vpc } = world()
    expect(whyNotSubnetBlock(network, vpc, cidr(text))?.code).toBe(code)
  })

  test('the sentences', () => {
    const { network, vpc } = world()
    const why = (text: string) => whyNotSubnetBlock(network, vpc, cidr(text))?.message
    expect([why('10.9.0.0/24'), why('10.0.1.0/24')]).toEqual([
      "The CIDR '10.9.0.0/24' is invalid.",
      "The CIDR '10.0.1.0/24' conflicts with another subnet",
    ])
  })
})

test('the quota of subnets in a VPC', () => {
  const { network, vpc } = world()
  const most = (n: number) => whyNotOneMoreSubnet(network, vpc, limits('aws', { 'subnets-per-vpc': n }))?.code
  expect([most(1), most(2)]).toEqual(['SubnetLimitExceeded', undefined])
})

describe('available addresses', () => {
  const wire = (subnet: Subnet, id: string, ...texts: [string, ...string[]]): NetworkInterface => ({
    kind: 'network-interface',
    id,
    ...place,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    zone: subnet.zone,
    mac: '02:00:00:00:00:01',
    description: '',
    addresses: texts.map(address) as unknown as NetworkInterface['addresses'],
    groups: [],
    sourceDestCheck: true,
    createdAt: 0,
    tags: {},
  })

  test('all but the five that AWS keeps and those that interfaces have', () => {
    const { subnet } = world()
    const { network } = world(
      wire(subnet, 'eni-1', '10.0.1.4', '10.0.1.5'),
      wire(subnet, 'eni-2', '10.0.1.9', '2600:1f00:0:1::9'),
      wire({ ...subnet, id: 'subnet-other' }, 'eni-3', '10.0.7.4'),
    )
    expect(availableAddresses(network, subnet)).toBe(256 - 5 - 3)
  })
})
