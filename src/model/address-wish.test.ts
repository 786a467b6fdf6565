import { expect, test } from 'vitest'
import { type AddressWish, takeAddresses } from './address-wish.ts'
import { newSubnet } from './birth.ts'
import { address, cidr } from './cidr.ts'
import { LiveNetwork } from './network.ts'
import { Refusal } from './refusals.ts'
import { SubnetAddresses } from './subnet-addresses.ts'

const [plain] = newSubnet(
  { place: { ownerId: '111111111111', region: 'us-east-1' }, now: 0, newId: prefix => `${prefix}-1` },
  { vpcId: 'vpc-1', zone: 'us-east-1a', cidr: cidr('10.0.0.0/28'), networkAclId: 'acl-1' },
)
const block = {
  id: 'subnet-cidr-assoc-1',
  cidr: cidr('2600:1f00::/64'),
  pool: 'Amazon',
  networkBorderGroup: 'us-east-1',
}
const dual = { ...plain, ipv6Blocks: [block] }
const giving = { ...dual, assignIpv6OnCreation: true }
const none: AddressWish = { secondary: [], secondaryCount: 0, ipv6: [] }

test.each<readonly [string, typeof plain, Partial<AddressWish>, string]>([
  ['nothing named', plain, {}, '10.0.0.4'],
  ['a primary one', plain, { primary: address('10.0.0.9') }, '10.0.0.9'],
  ['secondary ones', plain, { secondary: [address('10.0.0.4')] }, '10.0.0.5 10.0.0.4'],
  ['a number of secondary ones', plain, { secondaryCount: 2 }, '10.0.0.4 10.0.0.5 10.0.0.6'],
  ['a number of IPv6 ones', dual, { ipv6Count: 2 }, '10.0.0.4 2600:1f00::4 2600:1f00::5'],
  ['an IPv6 one', dual, { ipv6: [address('2600:1f00::9')] }, '10.0.0.4 2600:1f00::9'],
  ['nothing, where the subnet gives IPv6', giving, {}, '10.0.0.4 2600:1f00::4'],
  ['no IPv6, where the subnet gives it', giving, { ipv6Count: 0 }, '10.0.0.4'],
  [
    'an IPv6 one, where the subnet gives them',
    giving,
    { ipv6: [address('2600:1f00::9')] },
    '10.0.0.4 2600:1f00::9',
  ],
  ['more than there are', plain, { secondaryCount: 11 }, 'InsufficientFreeAddressesInSubnet'],
  [
    'one twice',
    plain,
    { primary: address('10.0.0.9'), secondary: [address('10.0.0.9')] },
    'InvalidIPAddress.InUse',
  ],
  ['a reserved one', plain, { secondary: [address('10.0.0.1')] }, 'InvalidParameterValue'],
  ['IPv6 where there is none', plain, { ipv6Count: 1 }, 'InvalidParameterValue'],
])('%s', (_, subnet, wish, expected) => {
  const taken = takeAddresses(new SubnetAddresses(new LiveNetwork().view, subnet), { ...none, ...wish })
  expect(taken instanceof Refusal ? taken.code : taken.map(({ text }) => text).join(' ')).toBe(expected)
})
