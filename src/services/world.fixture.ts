/**
 * VPCs with an instance in each: `a` and `b` in us-east-1, `c` in eu-west-1, `d` in us-east-1 with addresses that are not
 * private ones, each with host names. Who is peered with whom, and what allows what, each test says.
 */
import { address, cidr } from '../model/cidr.ts'
import type { ElasticAddress } from '../model/elastic-address.ts'
import type { Instance } from '../model/instance.ts'
import { type Document, LiveNetwork, type Network, put } from '../model/network.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import type { Peering } from '../model/peering.ts'
import type { Subnet } from '../model/subnet.ts'
import type { Vpc } from '../model/vpc.ts'

const place = (region: string) => ({ ownerId: '111111111111', region, tags: {} })
const OFF = { dnsResolution: false, classicLinkToRemoteVpc: false, vpcToRemoteClassicLink: false }

function vpcOf(name: string, region: string, block: string, block6: string): Vpc {
  return {
    kind: 'vpc',
    id: `vpc-${name}`,
    ...place(region),
    isDefault: false,
    tenancy: 'default',
    dhcpOptionsId: `dopt-${name}`,
    blocks: [{ id: `vpc-cidr-assoc-${name}`, cidr: cidr(block) }],
    ipv6Blocks: [
      { id: `vpc-cidr-assoc-${name}6`, cidr: cidr(block6), pool: 'Amazon', networkBorderGroup: region },
    ],
    dnsSupport: true,
    dnsHostnames: true,
    addressUsageMetrics: false,
    createdAt: 0,
  }
}

export const a = vpcOf('a', 'us-east-1', '10.1.0.0/16', '2600:1f00:0:100::/56')
export const b = vpcOf('b', 'us-east-1', '10.2.0.0/16', '2600:1f00:0:200::/56')
export const c = vpcOf('c', 'eu-west-1', '10.3.0.0/16', '2600:1f00:0:300::/56')
export const d = vpcOf('d', 'us-east-1', '100.64.0.0/16', '2600:1f00:0:400::/56')

function subnetOf({ id, ownerId, region, tags, ipv6Blocks }: Vpc, block: string): Subnet {
  const name = id.slice('vpc-'.length)
  return {
    kind: 'subnet',
    id: `subnet-${name}`,
    ownerId,
    region,
    tags,
    vpcId: id,
    zone: `${region}a`,
    cidr: cidr(block),
    ipv6Blocks: ipv6Blocks.map(one => ({ ...one, id: `subnet-cidr-assoc-${name}` })),
    isDefault: false,
    mapPublicIpOnLaunch: false,
    assignIpv6OnCreation: false,
    dns64: false,
    hostnameType: 'ip-name',
    resourceNameDnsA: false,
    resourceNameDnsAAAA: false,
    createdAt: 0,
  }
}

const subnets = [
  subnetOf(a, '10.1.1.0/24'),
  subnetOf(b, '10.2.1.0/24'),
  subnetOf(c, '10.3.1.0/24'),
  subnetOf(d, '100.64.1.0/24'),
]

/** `i-0a`, which answers for its resource name by both families. */
export const instanceOf = ({ id, ownerId, region }: Vpc): Instance => ({
  kind: 'instance',
  id: instanceId(id),
  ownerId,
  region,
  tags: { Name: 'web', 'Cost Centre': '7' },
  state: 'running',
  since: 0,
  vpcId: id,
  subnetId: `subnet-${id.slice(-1)}`,
  zone: `${region}a`,
  type: 't3.micro',
  imageId: 'ami-0123456789abcdef0',
  keyName: 'mine',
  tenancy: 'default',
  reservationId: 'r-0123456789abcdef0',
  launchIndex: 0,
  launchedAt: Date.parse('2026-01-02T03:04:05Z'),
  terminationProtection: false,
  stopProtection: false,
  shutdownBehaviour: 'stop',
  monitoring: false,
  ebsOptimized: false,
  hostnameType: 'ip-name',
  resourceNameDnsA: true,
  resourceNameDnsAAAA: true,
  metadata: { endpoint: 'enabled', ipv6: 'disabled', tags: 'disabled', tokens: 'optional', hopLimit: 1 },
})

/** `i-0a…` with 17 digits. */
export const instanceId = (vpcId: string): string => `i-0${vpcId.slice(-1).repeat(16)}`

/** The primary interface of the VPC's instance, with a public address. */
export function interfaceOf({ id, ownerId, region }: Vpc): NetworkInterface {
  const name = id.slice(-1)
  const [v4, v6, open] = addresses[name as keyof typeof addresses]
  return {
    kind: 'network-interface',
    id: `eni-${name}`,
    ownerId,
    region,
    tags: {},
    vpcId: id,
    subnetId: `subnet-${name}`,
    zone: `${region}a`,
    mac: `02:00:00:00:00:0${name}`,
    description: '',
    addresses: [address(v4), address(v6)],
    groups: [`sg-${name}`],
    sourceDestCheck: true,
    attachment: {
      id: `eni-attach-${name}`,
      instanceId: instanceId(id),
      deviceIndex: 0,
      attachedAt: 0,
      deleteOnTermination: true,
    },
    publicAddress: address(open),
    createdAt: 0,
  }
}

const addresses = {
  a: ['10.1.1.12', '2600:1f00:0:100::12', '198.18.0.1'],
  b: ['10.2.1.12', '2600:1f00:0:200::12', '198.18.0.2'],
  c: ['10.3.1.12', '2600:1f00:0:300::12', '198.18.0.3'],
  d: ['100.64.1.12', '2600:1f00:0:400::12', '198.18.0.4'],
} as const

const groupOf = ({ id, ownerId, region }: Vpc): Document => ({
  kind: 'security-group',
  id: `sg-${id.slice(-1)}`,
  ownerId,
  region,
  tags: {},
  vpcId: id,
  name: `group of ${id.slice(-1)}`,
  description: '',
  createdAt: 0,
})

/** A peering between two of them; `allowing` are the sides that let the other resolve their names. */
export const peered = (
  one: Vpc,
  other: Vpc,
  allowing: readonly Vpc[] = [],
  state: Peering['state'] = 'active',
): Peering => ({
  kind: 'peering',
  id: `pcx-${one.id.slice(-1)}${other.id.slice(-1)}`,
  state,
  since: 0,
  createdAt: 0,
  requester: sideOf(one, allowing.includes(one)),
  accepter: sideOf(other, allowing.includes(other)),
  tags: {},
})

const sideOf = ({ id, ownerId, region }: Vpc, dnsResolution: boolean) => ({
  ownerId,
  region,
  vpcId: id,
  options: { ...OFF, dnsResolution },
})

export const elastic = (text: string, of: Vpc, domainName?: string): ElasticAddress => ({
  kind: 'elastic-address',
  id: `eipalloc-${of.id.slice(-1)}`,
  ...place(of.region),
  address: address(text),
  ...(domainName !== undefined && { domainName }),
  association: {
    id: `eipassoc-${of.id.slice(-1)}`,
    networkInterfaceId: `eni-${of.id.slice(-1)}`,
    privateAddress: addresses[of.id.slice(-1) as keyof typeof addresses][0],
  },
  createdAt: 0,
})

/** The four VPCs with their instances, and documents beside or in the place of these. */
export function world(...documents: readonly Document[]): Network {
  const live = new LiveNetwork()
  const all = [a, b, c, d]
  const there = [...all, ...subnets, ...all.map(instanceOf), ...all.map(interfaceOf), ...all.map(groupOf)]
  live.apply(1, [...there, ...documents].map(put))
  return live.view
}
