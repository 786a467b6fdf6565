import { expect, test } from 'vitest'
import {
  ANY,
  internetGateway,
  networkWith,
  PUBLIC,
  route,
  verdictOf,
  web,
} from '../../test/agreement/gateway-example.ts'
import type { Document } from '../model/network.ts'
import type { Probe } from './trace.ts'

const dns: Probe = { protocol: 'udp', port: 53 }
const http: Probe = { protocol: 'tcp', port: 80 }
const { networkAcls, securityGroupRules, vpcs } = networkWith()
/** No group and no network ACL lets anything pass. */
const shut: readonly Document[] = [
  ...[...networkAcls.values()].map(acl => ({ ...acl, entries: [] })),
  ...[...securityGroupRules.values()].map(rule => ({ ...rule, groupId: 'sg-none' })),
]
const silent = [...vpcs.values()].map(vpc => ({ ...vpc, dnsSupport: false }))
const igw = { kind: 'internet-gateway', id: 'igw-0' } as const
const online = [internetGateway(0), route(ANY, igw, PUBLIC)]

test.each<readonly [string, readonly Document[], string, Probe, string]>([
  ['the resolver of the VPC', [], '10.0.0.2', dns, 'reaches'],
  ['the resolver by TCP', [], '10.0.0.2', { protocol: 'tcp', port: 53 }, 'reaches'],
  ['the resolver everywhere', shut, '169.254.169.253', dns, 'reaches'],
  ['the resolver by IPv6', shut, 'fd00:ec2::253', dns, 'reaches'],
  ['the metadata', shut, '169.254.169.254', http, 'reaches'],
  ['the metadata by IPv6', shut, 'fd00:ec2::254', http, 'reaches'],
  [
    'the resolver answers no ping',
    [],
    '10.0.0.2',
    { protocol: 'icmp' },
    'forward PROTOCOL_RESTRICTION 10.0.0.2',
  ],
  [
    'the metadata at another port',
    [],
    '169.254.169.254',
    { protocol: 'tcp', port: 443 },
    'forward PROTOCOL_RESTRICTION 169.254.169.254',
  ],
  [
    'no resolver without DNS support',
    silent,
    '10.0.0.2',
    dns,
    'forward UNKNOWN_DESTINATION vpc-00000000000000001',
  ],
  [
    'no route leads to a resolver',
    [...online, ...silent],
    '169.254.169.253',
    dns,
    'forward UNKNOWN_DESTINATION vpc-00000000000000001',
  ],
  ["the peer's resolver", [], '10.1.0.2', dns, 'forward UNKNOWN_DESTINATION vpc-00000000000010001'],
])('%s', (_, documents, to, probe, expected) => {
  expect(verdictOf(documents, web, to, probe)).toBe(expected)
})
