import { expect, test } from 'vitest'
import { address } from './cidr.ts'
import {
  hostName,
  ipName,
  privateDomain,
  publicDomain,
  regionOfPrivate,
  regionOfPublic,
  resourceName,
} from './dns-names.ts'
import type { Instance } from './instance.ts'

test.each([
  ['us-east-1', 'ip-10-1-1-12.ec2.internal', 'i-0123456789abcdef0.ec2.internal'],
  ['eu-west-1', 'ip-10-1-1-12.eu-west-1.compute.internal', 'i-0123456789abcdef0.eu-west-1.compute.internal'],
])('in %s', (region, byAddress, byResource) => {
  const id = 'i-0123456789abcdef0'
  const primary = address('10.1.1.12')
  expect([ipName(region, primary), resourceName(region, id)]).toEqual([byAddress, byResource])
  const named = (hostnameType: Instance['hostnameType']) => ({ id, region, hostnameType }) as Instance
  expect(hostName(named('ip-name'), primary)).toBe(byAddress)
  expect(hostName(named('resource-name'), primary)).toBe(byResource)
})

test.each([
  ['us-east-1', 'ec2.internal', 'compute-1.amazonaws.com'],
  ['eu-west-1', 'eu-west-1.compute.internal', 'eu-west-1.compute.amazonaws.com'],
  ['cn-north-1', 'cn-north-1.compute.internal', 'cn-north-1.compute.amazonaws.com.cn'],
])('the domains of %s, there and back', (region, closed, open) => {
  expect([privateDomain(region), publicDomain(region)]).toEqual([closed, open])
  expect([regionOfPrivate(closed), regionOfPublic(open)]).toEqual([region, region])
})

test.each([
  'us-east-1.compute.internal',
  'us-east-1.compute.amazonaws.com',
  'cn-north-1.compute.amazonaws.com',
  's3.amazonaws.com',
  'compute.internal',
  'example.com',
])('%s is the domain of no Region', domain => {
  expect([regionOfPrivate(domain), regionOfPublic(domain)]).toEqual([undefined, undefined])
})
