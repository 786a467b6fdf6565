import { expect, test } from 'vitest'
import { address } from '../model/cidr.ts'
import type { Document } from '../model/network.ts'
import type { Vpc } from '../model/vpc.ts'
import type { GatewayEndpoint, InterfaceEndpoint } from '../model/vpc-endpoint.ts'
import { resolve } from './resolve.ts'
import { a, b, interfaceOf, peered, world } from './world.fixture.ts'

const made = {
  kind: 'vpc-endpoint',
  ownerId: '111111111111',
  region: 'us-east-1',
  vpcId: a.id,
  policy: '',
  createdAt: 0,
  tags: {},
} as const

const gateway: GatewayEndpoint = {
  ...made,
  id: 'vpce-0000000000000000a',
  type: 'Gateway',
  serviceName: 'com.amazonaws.us-east-1.s3',
}

const leads = (service: string, privateDns: boolean): InterfaceEndpoint => ({
  ...made,
  id: 'vpce-0123456789abcdef0',
  type: 'Interface',
  serviceName: `com.amazonaws.us-east-1.${service}`,
  interfaceIds: ['eni-1', 'eni-2'],
  groups: [],
  privateDns,
})

const { attachment: _, publicAddress: __, ...plain } = interfaceOf(a)
const ends: readonly Document[] = [
  { ...plain, id: 'eni-1', zone: 'us-east-1a', addresses: [address('10.1.1.20')] },
  { ...plain, id: 'eni-2', zone: 'us-east-1b', addresses: [address('10.1.2.20')] },
]
const own = 'vpce-0123456789abcdef0-9abcdef0'
const hidden: Vpc = { ...a, dnsHostnames: false }

function answer(documents: readonly Document[], asker: Vpc, name: string, type = 'A'): string {
  const found = resolve(world(asker, ...ends, ...documents), interfaceOf(asker), { name, type })
  return found.kind === 'known' ? found.data.map(one => one.data).join(' ') : found.kind
}

test.each([
  ['its own name', leads('ec2', false), a, `${own}.ec2.us-east-1.vpce.amazonaws.com`, '10.1.1.20 10.1.2.20'],
  [
    'that of a zone',
    leads('ec2', false),
    a,
    `${own}-us-east-1b.ec2.us-east-1.vpce.amazonaws.com`,
    '10.1.2.20',
  ],
  [
    'its own name, from anywhere',
    leads('ec2', false),
    b,
    `${own}.ec2.us-east-1.vpce.amazonaws.com`,
    '10.1.1.20 10.1.2.20',
  ],
  ['another service', leads('ec2', false), a, `${own}.ssm.us-east-1.vpce.amazonaws.com`, 'unknown'],
  ['the service, not taken over', leads('ec2', false), a, 'ec2.us-east-1.amazonaws.com', 'elsewhere'],
  ['the service, taken over', leads('ec2', true), a, 'ec2.us-east-1.amazonaws.com', '10.1.1.20 10.1.2.20'],
  ['the service of another Region', leads('ec2', true), a, 'ec2.eu-west-1.amazonaws.com', 'elsewhere'],
  ['the service, from another VPC', leads('ec2', true), b, 'ec2.us-east-1.amazonaws.com', 'elsewhere'],
  [
    'the service, in a VPC without host names',
    leads('ec2', true),
    hidden,
    'ec2.us-east-1.amazonaws.com',
    'elsewhere',
  ],
  [
    'a registry',
    leads('ecr.dkr', true),
    a,
    '123456789012.dkr.ecr.us-east-1.amazonaws.com',
    '10.1.1.20 10.1.2.20',
  ],
  ['the domain of the registries', leads('ecr.dkr', true), a, 'dkr.ecr.us-east-1.amazonaws.com', 'elsewhere'],
])('an interface endpoint: %s', (_case, endpoint, asker, name, expected) => {
  expect(answer([endpoint], asker, name)).toBe(expected)
})

test('an endpoint that is gone, one that answers no IPv6, and one that a peer has', () => {
  const name = `${own}.ec2.us-east-1.vpce.amazonaws.com`
  expect(answer([], a, name)).toBe('unknown')
  expect(answer([leads('ec2', true)], a, 'ec2.us-east-1.amazonaws.com', 'AAAA')).toBe('')
  expect(answer([leads('ec2', true), peered(a, b, [a, b])], b, 'ec2.us-east-1.amazonaws.com')).toBe(
    'elsewhere',
  )
})

test.each([
  ['the service', a, 's3.us-east-1.amazonaws.com', '52.216.0.1 54.231.0.1 3.5.0.1'],
  ['a bucket', a, 'logs.s3.us-east-1.amazonaws.com', '52.216.0.1 54.231.0.1 3.5.0.1'],
  ['another service', a, 'dynamodb.us-east-1.amazonaws.com', 'elsewhere'],
  ['another Region', a, 's3.eu-west-1.amazonaws.com', 'elsewhere'],
  ['from another VPC', b, 's3.us-east-1.amazonaws.com', 'elsewhere'],
])('a gateway endpoint: %s', (_case, asker, name, expected) => {
  expect(answer([gateway], asker, name)).toBe(expected)
})
