import { expect, test } from 'vitest'
import { address } from './cidr.ts'
import { hostName, ipName, resourceName } from './dns-names.ts'
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
