import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newSubnet } from './birth.ts'
import { address, cidr, nth, size } from './cidr.ts'
import { LiveNetwork, put } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'
import { freeAddresses, whyNotAddress } from './subnet-addresses.ts'

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
  return freeAddresses(network, subnet, most).map(({ text }) => text)
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
  const no = whyNotAddress(network, subnet, address(text))
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
      const allowed = all.filter(one => !whyNotAddress(network, subnet, one))
      expect(freeAddresses(network, subnet, size(block))).toEqual(allowed)
    }),
  )
})
