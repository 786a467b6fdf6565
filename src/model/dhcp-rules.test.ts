import { expect, test } from 'vitest'
import { whyNotOptions } from './dhcp-rules.ts'

test.each<[string, string[], boolean]>([
  ['domain-name', ['example.com'], true],
  ['domain-name', [''], false],
  ['domain-name', ['a', 'b'], false],
  ['domain-name', [], false],
  ['domain-name-servers', ['AmazonProvidedDNS'], true],
  ['domain-name-servers', ['10.0.0.2', 'fd00:ec2::253'], true],
  ['domain-name-servers', ['ns.example.com'], false],
  ['ntp-servers', ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'], true],
  ['ntp-servers', ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5'], false],
  ['netbios-name-servers', ['10.0.0.1'], true],
  ['netbios-name-servers', ['fd00::1'], false],
  ['netbios-node-type', ['8'], true],
  ['netbios-node-type', ['3'], false],
  ['ipv6-address-preferred-lease-time', ['139'], false],
  ['ipv6-address-preferred-lease-time', ['140'], true],
  ['ipv6-address-preferred-lease-time', ['2147483647'], true],
  ['ipv6-address-preferred-lease-time', ['2147483648'], false],
  ['ipv6-address-preferred-lease-time', ['soon'], false],
  ['routers', ['10.0.0.1'], false],
])('%s %j: %s', (key, values, isAllowed) => {
  expect(whyNotOptions([{ key, values }])?.code).toBe(isAllowed ? undefined : 'InvalidParameterValue')
})

test('an option is named once', () => {
  const option = { key: 'domain-name', values: ['a'] }
  expect(whyNotOptions([option, option])?.message).toBe(
    'The DHCP option domain-name is specified more than once.',
  )
})
