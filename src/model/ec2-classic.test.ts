import { expect, test } from 'vitest'
import { openedRegion } from './birth.ts'
import { openedClassicRegion } from './classic-birth.ts'
import { defaultSubnetOf, defaultVpcOf, homeOf } from './default-vpc.ts'
import { classicIn, classicOf, isClassic, restarted, shownVpc, whyNotClassicType } from './ec2-classic.ts'
import { newNetworkInterface } from './interface-birth.ts'
import { LiveNetwork, put } from './network.ts'
import { AMAZON, type Place } from './owned.ts'
import { SubnetAddresses } from './subnet-addresses.ts'

const region = 'us-east-1'
const us = { ownerId: '111111111111', region }
const them = { ownerId: '222222222222', region }
const modern = { ownerId: '333333333333', region }

/** Two accounts that have EC2-Classic, and one that came before `--classiclink` did. */
function world() {
  const live = new LiveNetwork()
  let ids = 0
  const birth = (place: Place) => ({ place, now: 0, newId: (prefix: string) => `${prefix}-${++ids}` })
  for (const place of [us, them])
    live.apply(live.revision + 1, openedClassicRegion(birth(place), live.view).map(put))
  live.apply(live.revision + 1, openedRegion(birth(modern)).map(put))
  return { network: live.view, live, birth: birth(us) }
}

test('accounts share the EC2-Classic of a Region, which is none of theirs', () => {
  const { network } = world()
  const classic = classicIn(network, region)
  expect(classic?.ownerId).toBe(AMAZON)
  expect(network.vpcs.where('place', `${AMAZON}/${region}`)).toEqual([classic])
  for (const place of [us, them]) {
    expect(defaultVpcOf(network, place)).toBeUndefined()
    expect([classicOf(network, place), homeOf(network, place)]).toEqual([classic, classic])
    const [group, ...more] = network.securityGroups.where('place', `${place.ownerId}/${region}`)
    expect([group?.name, group?.vpcId, more]).toEqual(['default', classic?.id, []])
  }
})

test('an account that has a default VPC does not have it', () => {
  const { network } = world()
  const vpc = defaultVpcOf(network, modern)
  expect([classicOf(network, modern), homeOf(network, modern)]).toEqual([undefined, vpc])
  const of = { vpcId: vpc?.id ?? '' }
  expect([isClassic(network, of), shownVpc(network, of)]).toEqual([false, vpc?.id])
  expect(classicIn(network, 'eu-west-1')).toBeUndefined()
})

test('a zone has a block of its own, outside those in which VPCs may be that are linked', () => {
  const { network } = world()
  const classic = classicIn(network, region)
  const blocks = network.subnets.where('vpc', classic?.id ?? '').map(({ zone, cidr }) => [zone, cidr.text])
  expect(blocks).toEqual([
    ['us-east-1a', '10.16.0.0/12'],
    ['us-east-1b', '10.32.0.0/12'],
    ['us-east-1c', '10.48.0.0/12'],
    ['us-east-1d', '10.64.0.0/12'],
    ['us-east-1e', '10.80.0.0/12'],
    ['us-east-1f', '10.96.0.0/12'],
  ])
})

test.each([
  [us, '10.16.0.4', '10.16.0.5'],
  [modern, '172.31.0.4', '172.31.0.4'],
] as const)('of %j, the interface at %s is at %s when its instance starts again', (place, before, after) => {
  const { network, live, birth } = world()
  const home = homeOf(network, place)
  const subnet = home && defaultSubnetOf(network, home)
  const address = subnet && new SubnetAddresses(network, subnet).takeFree(4)
  if (!address) throw new Error('no address')
  const one = newNetworkInterface(birth, { subnet, addresses: [address], groups: [] })
  live.apply(live.revision + 1, [put(one)])
  expect(one.addresses.map(({ text }) => text)).toEqual([before])
  expect(restarted(network, one).addresses.map(({ text }) => text)).toEqual([after])
})

test.each([
  ['m1.small', undefined],
  ['t1.micro', undefined],
  ['cc2.8xlarge', undefined],
  ['t2.micro', 'VPCResourceNotSpecified'],
  ['m5.large', 'VPCResourceNotSpecified'],
  ['m', 'VPCResourceNotSpecified'],
])('an instance of the type %s: %s', (type, code) => {
  expect(whyNotClassicType(type)?.code).toBe(code)
})
