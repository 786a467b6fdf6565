import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newSubnet } from './birth.ts'
import { type Address, address, cidr, nth, size } from './cidr.ts'
import { LiveNetwork, put } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'
import { SubnetAddresses } from './subnet-addresses.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }

/** A subnet in which these addresses are used. */
function world(block: string, used: readonly string[]) {
  const [subnet] = newSubnet(
    { place, now: 0, newId: prefix => `${prefix}-1` },
    { vpcId: 'vpc-1', zone: 'us-east-1a', cidr: cidr(block), networkAclId: 'acl-1' },
  )
  const live = new LiveNetwork()
  live.apply(1, [put(subnet), ...used.map((text, at) => put(holder(`eni-${at}`, text)))])
  return { network: live.view, subnet }
}

const holder = (id: string, text: string): NetworkInterface => ({
  kind: 'network-interface',
  id,
  ...place,
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
  zone: 'us-east-1a',
  mac: '02:00:00:00:00:01',
  description: '',
  addresses: [address(text)],
  groups: [],
  sourceDestCheck: true,
  createdAt: 0,
  tags: {},
})

const free = (block: string, used: readonly string[], most: number) => {
  const { network, subnet } = world(block, used)
  return takenFrom(new SubnetAddresses(network, subnet), most).map(({ text }) => text)
}

/** As many free addresses as there are, at most that many. */
function takenFrom(pool: SubnetAddresses, most: number, version: 4 | 6 = 4): readonly Address[] {
  const taken = Array.from({ length: most }, () => pool.takeFree(version))
  return taken.filter(one => one !== undefined)
}

test.each([
  ['10.1.1.0/24', [], 2, ['10.1.1.4', '10.1.1.5']],
  ['10.1.1.0/24', ['10.1.1.4', '10.1.1.6'], 3, ['10.1.1.5', '10.1.1.7', '10.1.1.8']],
  ['10.1.1.16/28', [], 100, range('10.1.1.', 20, 30)],
  ['10.1.1.16/28', range('10.1.1.', 20, 30), 1, []],
  ['10.1.1.0/24', [], 0, []],
])('of %s with %j used, the lowest %i free are %j', (block, used, most, expected) => {
  expect(free(block, used, most)).toEqual(expected)
})

function range(prefix: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => `${prefix}${from + at}`)
}

test.each([
  ['10.1.1.4', undefined],
  ['10.1.1.254', undefined],
  ['10.1.2.4', "InvalidParameterValue: Address 10.1.2.4 does not fall within the subnet's address range"],
  ['10.1.1.0', "InvalidParameterValue: Address 10.1.1.0 is in subnet's reserved address range"],
  ['10.1.1.3', "InvalidParameterValue: Address 10.1.1.3 is in subnet's reserved address range"],
  ['10.1.1.255', "InvalidParameterValue: Address 10.1.1.255 is in subnet's reserved address range"],
  ['10.1.1.9', 'InvalidIPAddress.InUse: Address 10.1.1.9 is in use.'],
])('%s of 10.1.1.0/24, where .9 is used: %s', (text, expected) => {
  const { network, subnet } = world('10.1.1.0/24', ['10.1.1.9'])
  const no = new SubnetAddresses(network, subnet).whyNot(address(text))
  expect(no && `${no.code}: ${no.message}`).toBe(expected)
})

test('exactly what is free may be asked for', () => {
  const block = cidr('10.1.1.0/27')
  const used = fc.uniqueArray(fc.integer({ min: 4, max: size(block) - 2 }))
  fc.assert(
    fc.property(used, positions => {
      const taken = positions.map(n => nth(block, n).text)
      const { network, subnet } = world(block.text, taken)
      const all = Array.from({ length: size(block) }, (_, n) => nth(block, n))
      const allowed = all.filter(one => !new SubnetAddresses(network, subnet).whyNot(one))
      expect(takenFrom(new SubnetAddresses(network, subnet), size(block))).toEqual(allowed)
    }),
  )
})

test('what is taken is not free for the next interface', () => {
  const { network, subnet } = world('10.1.1.0/24', ['10.1.1.5'])
  const pool = new SubnetAddresses(network, subnet)
  pool.take(address('10.1.1.4'))
  expect(takenFrom(pool, 2)).toEqual([address('10.1.1.6'), address('10.1.1.7')])
  expect(pool.whyNot(address('10.1.1.6'))?.code).toBe('InvalidIPAddress.InUse')
})

test('a subnet without an IPv6 block has no such address, one with a block has the fifth and more', () => {
  const { network, subnet } = world('10.1.1.0/24', ['2600:1f00::5'])
  expect(new SubnetAddresses(network, subnet).takeFree(6)).toBeUndefined()
  const block = {
    id: 'subnet-cidr-assoc-1',
    cidr: cidr('2600:1f00::/64'),
    pool: 'Amazon',
    networkBorderGroup: '',
  }
  const pool = new SubnetAddresses(network, { ...subnet, ipv6Blocks: [block] })
  expect(takenFrom(pool, 2, 6).map(({ text }) => text)).toEqual(['2600:1f00::4', '2600:1f00::6'])
  expect(pool.whyNot(address('2600:1f00:0:1::9'))?.code).toBe('InvalidParameterValue')
})
