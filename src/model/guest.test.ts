import { expect, test } from 'vitest'
import { address, cidr } from './cidr.ts'
import type { DhcpOption } from './dhcp-options.ts'
import { guestName, nameServers, searchDomains } from './guest.ts'
import type { Instance } from './instance.ts'
import { LiveNetwork, put } from './network.ts'
import type { Vpc } from './vpc.ts'

const of = (dnsHostnames: boolean): Vpc =>
  ({
    id: 'vpc-1',
    region: 'eu-west-1',
    dhcpOptionsId: 'dopt-1',
    blocks: [{ id: 'vpc-cidr-assoc-1', cidr: cidr('10.1.0.0/16') }],
    dnsSupport: true,
    dnsHostnames,
  }) as unknown as Vpc
const host = (hostnameType: Instance['hostnameType']) =>
  ({ id: 'i-0123456789abcdef0', region: 'eu-west-1', hostnameType }) as Instance

function network(options: readonly DhcpOption[] | undefined) {
  const live = new LiveNetwork()
  const place = { ownerId: '111111111111', region: 'eu-west-1', tags: {} }
  if (options)
    live.apply(1, [put({ kind: 'dhcp-options', id: 'dopt-1', ...place, options, isDefault: false })])
  return live.view
}

const AMAZON: readonly DhcpOption[] = [
  { key: 'domain-name', values: ['eu-west-1.compute.internal'] },
  { key: 'domain-name-servers', values: ['AmazonProvidedDNS'] },
]
const OWN: readonly DhcpOption[] = [
  { key: 'domain-name', values: ['example.org lab.example.org'] },
  { key: 'domain-name-servers', values: ['10.1.1.53', 'AmazonProvidedDNS'] },
]

test.each([
  ['of Amazon', AMAZON, ['eu-west-1.compute.internal'], ['10.1.0.2']],
  ['of the owner', OWN, ['example.org', 'lab.example.org'], ['10.1.1.53', '10.1.0.2']],
  ['that say nothing of names', [], [], []],
  ['that are not there', undefined, [], []],
])('DHCP options %s', (_, options, domains, servers) => {
  const [there, vpc] = [network(options), of(true)]
  expect(searchDomains(there, vpc)).toEqual(domains)
  expect(nameServers(there, vpc)).toEqual(servers)
})

test.each([
  ['Amazon gives names', true, OWN, 'ip-name', 'ip-10-1-1-12.eu-west-1.compute.internal'],
  ['Amazon gives none', false, OWN, 'ip-name', 'ip-10-1-1-12.example.org'],
  ['Amazon gives none: a resource name', false, OWN, 'resource-name', 'i-0123456789abcdef0.example.org'],
  [
    'Amazon gives none, and the owner neither',
    false,
    [],
    'ip-name',
    'ip-10-1-1-12.eu-west-1.compute.internal',
  ],
] as const)('host name where %s', (_, dnsHostnames, options, type, expected) => {
  expect(guestName(network(options), of(dnsHostnames), host(type), address('10.1.1.12'))).toBe(expected)
})
