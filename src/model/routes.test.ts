import { describe, expect, test } from 'vitest'
import { type Birth, newSubnet, newVpc } from './birth.ts'
import { address, cidr } from './cidr.ts'
import { type Document, LiveNetwork, type Network, put } from './network.ts'
import type { Peering, PeeringState } from './peering.ts'
import { type Route, type RouteTable, type RouteTarget, routeId } from './route-table.ts'
import { whyNotCreateRoute, whyNotDeleteRoute, whyNotLocalTarget, whyNotReplaceRoute } from './routes.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }
const MANY = 500

/** A VPC 10.1.0.0/16 (2600:1f18::/56) with a subnet, something of every kind that a route may lead to, and another VPC. */
function world(...more: readonly Document[]) {
  let ids = 0
  const birth: Birth = { place, now: 0, newId: prefix => `${prefix}-${++ids}` }
  const ipv6 = { id: 'v6', cidr: cidr('2600:1f18::/56'), pool: 'Amazon', networkBorderGroup: 'us-east-1' }
  const [vpc, ...rest] = newVpc(birth, { block: cidr('10.1.0.0/16'), ipv6Blocks: [ipv6] })
  const [other, ...otherRest] = newVpc(birth, { block: cidr('10.2.0.0/16') })
  const [subnet, acl] = newSubnet(birth, {
    vpcId: vpc.id,
    zone: 'us-east-1a',
    cidr: cidr('10.1.1.0/24'),
    networkAclId: 'acl-1',
  })
  const table = rest.find((one): one is RouteTable => one.kind === 'route-table') as RouteTable
  const network = new LiveNetwork()
  const documents: readonly Document[] = [
    vpc,
    ...rest,
    other,
    ...otherRest,
    subnet,
    acl,
    gateway('igw-here', vpc.id),
    gateway('igw-there', other.id),
    gateway('igw-alone'),
    ...STATES.map(state => peering(`pcx-${state}`, vpc.id, other.id, state)),
    peering('pcx-foreign', other.id, 'vpc-third', 'active'),
    instance('i-one', vpc.id),
    instance('i-two', vpc.id),
    instance('i-gone', vpc.id),
    instance('i-there', other.id),
    networkInterface('eni-one', vpc.id, 'i-one'),
    networkInterface('eni-two-a', vpc.id, 'i-two'),
    networkInterface('eni-two-b', vpc.id, 'i-two'),
    networkInterface('eni-there', other.id, 'i-there'),
    networkInterface('eni-free', vpc.id),
    ...more,
  ]
  network.apply(1, documents.map(put))
  return { network: network.view as Network, table }
}

const STATES: readonly PeeringState[] = [
  'initiating-request',
  'pending-acceptance',
  'provisioning',
  'active',
  'deleting',
  'deleted',
  'rejected',
  'failed',
  'expired',
]

const gateway = (id: string, vpcId?: string) =>
  ({ kind: 'internet-gateway', id, ...place, ...(vpcId && { vpcId }), tags: {} }) as const

function peering(id: string, requester: string, accepter: string, state: PeeringState): Peering {
  const options = { dnsResolution: false, classicLinkToRemoteVpc: false, vpcToRemoteClassicLink: false }
  return {
    kind: 'peering',
    id,
    state,
    since: 0,
    createdAt: 0,
    requester: { ...place, vpcId: requester, options },
    accepter: { ...place, vpcId: accepter, options },
    tags: {},
  }
}

const instance = (id: string, vpcId: string) =>
  ({ kind: 'instance', id, ...place, vpcId, subnetId: 'subnet-1', tags: {} }) as unknown as Document

const networkInterface = (id: string, vpcId: string, instanceId?: string) =>
  ({
    kind: 'network-interface',
    id,
    ...place,
    vpcId,
    subnetId: 'subnet-1',
    zone: 'us-east-1a',
    mac: '',
    description: '',
    addresses: [address('10.1.1.4')],
    groups: [],
    sourceDestCheck: true,
    ...(instanceId && {
      attachment: {
        id: 'eni-attach-1',
        instanceId,
        deviceIndex: 0,
        attachedAt: 0,
        deleteOnTermination: true,
      },
    }),
    tags: {},
    createdAt: 0,
  }) as Document

const route = (table: string, destination: string, target: RouteTarget): Route => ({
  kind: 'route',
  id: routeId(table, cidr(destination)),
  ...place,
  vpcId: 'vpc-1',
  routeTableId: table,
  destination: cidr(destination),
  target,
  tags: {},
  createdAt: 0,
})

const kinds = {
  igw: 'internet-gateway',
  pcx: 'peering',
  eni: 'network-interface',
  i: 'instance',
} as const
const to = (id: string): RouteTarget => ({ kind: kinds[id.split('-', 1)[0] as keyof typeof kinds], id })

const TABLE = world().table.id
const INSIDE = (block: string) =>
  `InvalidParameterValue: The destination CIDR block ${block} is equal to or more specific than one of this VPC's ` +
  'CIDR blocks. This route can target only an interface or an instance.'
const NOT_A_SUBNET = "InvalidParameterValue: Route destination doesn't match any subnet CIDR blocks."
const RESERVED = (block: string, range: string) =>
  `InvalidParameterValue: The destination CIDR block ${block} is within the range ${range}, which is reserved for AWS services.`
const ELSEWHERE = (what: string) =>
  `InvalidParameterValue: route table ${TABLE} and ${what} belong to different networks`
const GONE = (id: string) =>
  `InvalidVpcPeeringConnectionID.NotFound: The vpcPeeringConnection ID '${id}' does not exist`
const NO_ROUTE = (block: string) =>
  `InvalidParameterValue: There is no route defined for '${block}' in the route table. Use CreateRoute instead.`
const EXISTS = (block: string) => `RouteAlreadyExists: The route identified by ${block} already exists.`

const said = (no: { code: string; message: string } | undefined) => no && `${no.code}: ${no.message}`

describe('a new route', () => {
  test.each<[destination: string, target: string, refusal: string | undefined]>([
    // What AWS lets a route lead to, and from where.
    ['0.0.0.0/0', 'igw-here', undefined],
    ['::/0', 'igw-here', undefined],
    ['10.2.0.0/16', 'pcx-active', undefined],
    ['10.2.1.234/32', 'pcx-active', undefined],
    ['10.0.0.0/8', 'pcx-active', undefined],
    ['2600:1f18:0:200::/56', 'pcx-active', undefined],
    ['10.3.0.0/16', 'eni-one', undefined],
    ['10.3.0.0/16', 'eni-free', undefined],
    ['10.3.0.0/16', 'i-one', undefined],
    // A peering that may yet carry packets, and one that never will again.
    ['10.2.0.0/16', 'pcx-initiating-request', undefined],
    ['10.2.0.0/16', 'pcx-pending-acceptance', undefined],
    ['10.2.0.0/16', 'pcx-provisioning', undefined],
    ['10.2.0.0/16', 'pcx-deleting', GONE('pcx-deleting')],
    ['10.2.0.0/16', 'pcx-deleted', GONE('pcx-deleted')],
    ['10.2.0.0/16', 'pcx-rejected', GONE('pcx-rejected')],
    ['10.2.0.0/16', 'pcx-failed', GONE('pcx-failed')],
    ['10.2.0.0/16', 'pcx-expired', GONE('pcx-expired')],
    // Another network's things.
    ['10.2.0.0/16', 'pcx-foreign', ELSEWHERE('network gateway pcx-foreign')],
    ['0.0.0.0/0', 'igw-there', ELSEWHERE('network gateway igw-there')],
    ['0.0.0.0/0', 'igw-alone', ELSEWHERE('network gateway igw-alone')],
    ['0.0.0.0/0', 'eni-there', ELSEWHERE('interface eni-there')],
    ['0.0.0.0/0', 'i-there', ELSEWHERE('instance i-there')],
    // An instance stands for its only interface.
    [
      '0.0.0.0/0',
      'i-two',
      "InvalidInstanceID: There are multiple interfaces attached to instance 'i-two'. " +
        'Please specify an interface ID for the operation instead.',
    ],
    [
      '0.0.0.0/0',
      'i-gone',
      "InvalidParameterValue: Invalid value 'i-gone' for instance ID. Instance is not in a VPC.",
    ],
    // Inside the VPC.
    ['10.1.0.0/16', 'pcx-active', INSIDE('10.1.0.0/16')],
    ['10.1.1.0/24', 'pcx-active', INSIDE('10.1.1.0/24')],
    ['10.1.1.0/24', 'igw-here', INSIDE('10.1.1.0/24')],
    ['10.1.7.7/32', 'igw-here', INSIDE('10.1.7.7/32')],
    ['2600:1f18::/64', 'pcx-active', INSIDE('2600:1f18::/64')],
    ['10.1.1.0/24', 'eni-one', undefined],
    ['10.1.1.0/24', 'eni-free', undefined],
    ['10.1.1.0/24', 'i-one', undefined],
    ['10.1.1.0/24', 'eni-there', ELSEWHERE('interface eni-there')],
    ['2600:1f18::/64', 'eni-one', NOT_A_SUBNET],
    ['10.1.2.0/24', 'eni-one', NOT_A_SUBNET],
    ['10.1.1.0/25', 'eni-one', NOT_A_SUBNET],
    ['10.1.0.0/16', 'eni-one', EXISTS('10.1.0.0/16')],
    // What AWS keeps for itself.
    ['169.254.168.0/22', 'igw-here', RESERVED('169.254.168.0/22', '169.254.168.0/22')],
    ['169.254.169.254/32', 'eni-one', RESERVED('169.254.169.254/32', '169.254.168.0/22')],
    ['169.254.0.0/16', 'igw-here', undefined],
    ['fd00:ec2::/32', 'igw-here', RESERVED('fd00:ec2::/32', 'fd00:ec2::/32')],
    ['fd00:ec2::253/128', 'igw-here', RESERVED('fd00:ec2::253/128', 'fd00:ec2::/32')],
    ['fd00::/16', 'igw-here', undefined],
  ])('%s → %s: %s', (destination, target, refusal) => {
    const { network, table } = world()
    const wish = { table, destination: cidr(destination), target: to(target) }
    expect(said(whyNotCreateRoute(network, wish, MANY))).toBe(refusal)
  })

  test.each<[standing: string, wanted: string, refusal: string | undefined]>([
    ['igw-here', 'igw-here', undefined],
    ['pcx-active', 'pcx-active', undefined],
    ['eni-one', 'i-one', undefined],
    ['i-one', 'eni-one', undefined],
    ['pcx-active', 'igw-here', EXISTS('10.9.0.0/16')],
    ['pcx-deleted', 'pcx-active', EXISTS('10.9.0.0/16')],
    ['i-one', 'eni-free', EXISTS('10.9.0.0/16')],
  ])('where %s stands, %s: %s', (standing, wanted, refusal) => {
    const { network, table } = world(route(TABLE, '10.9.0.0/16', to(standing)))
    const wish = { table, destination: cidr('10.9.0.0/16'), target: to(wanted) }
    expect(said(whyNotCreateRoute(network, wish, MANY))).toBe(refusal)
  })

  test.each<[destination: string, target: string, refusal: string | undefined]>([
    ['10.9.0.0/16', 'igw-here', 'RouteLimitExceeded: The maximum number of routes has been reached.'],
    ['10.8.0.0/16', 'igw-here', undefined],
    ['2001:db8::/32', 'igw-here', undefined],
  ])('with the quota of IPv4 routes used up, %s → %s: %s', (destination, target, refusal) => {
    const { network, table } = world(
      route(TABLE, '10.7.0.0/16', to('igw-here')),
      route(TABLE, '10.8.0.0/16', to('igw-here')),
      route('rtb-other', '2001:db8:1::/48', to('igw-here')),
    )
    const wish = { table, destination: cidr(destination), target: to(target) }
    expect(said(whyNotCreateRoute(network, wish, 2))).toBe(refusal)
  })
})

describe('another target', () => {
  test.each<[destination: string, target: string, refusal: string | undefined]>([
    ['10.9.0.0/16', 'pcx-active', undefined],
    ['10.9.0.0/16', 'igw-here', undefined],
    ['10.9.0.0/16', 'pcx-deleted', GONE('pcx-deleted')],
    ['10.9.0.0/16', 'igw-there', ELSEWHERE('network gateway igw-there')],
    ['10.8.0.0/16', 'igw-here', NO_ROUTE('10.8.0.0/16')],
    ['10.1.0.0/16', 'igw-here', INSIDE('10.1.0.0/16')],
    ['10.1.0.0/16', 'eni-one', undefined],
    ['10.1.0.0/16', 'i-one', undefined],
    ['2600:1f18::/56', 'eni-free', undefined],
    ['10.1.1.0/24', 'eni-one', NO_ROUTE('10.1.1.0/24')],
  ])('%s → %s: %s', (destination, target, refusal) => {
    const { network, table } = world(route(TABLE, '10.9.0.0/16', to('igw-here')))
    const wish = { table, destination: cidr(destination), target: to(target) }
    expect(said(whyNotReplaceRoute(network, wish))).toBe(refusal)
  })

  test.each<[destination: string, refusal: string | undefined]>([
    ['10.1.0.0/16', undefined],
    ['2600:1f18::/56', undefined],
    ['10.9.0.0/16', 'InvalidParameterValue: local-target only allowed with network local destination CIDRs'],
    ['10.1.1.0/24', 'InvalidParameterValue: local-target only allowed with network local destination CIDRs'],
  ])('%s → local: %s', (destination, refusal) => {
    const { network, table } = world()
    expect(said(whyNotLocalTarget(network, table, cidr(destination)))).toBe(refusal)
  })
})

test.each<[destination: string, refusal: string | undefined]>([
  ['10.9.0.0/16', undefined],
  [
    '10.8.0.0/16',
    `InvalidRoute.NotFound: no route with destination-cidr-block 10.8.0.0/16 in route table ${TABLE}`,
  ],
  ['::/0', `InvalidRoute.NotFound: no route with destination-ipv6-cidr-block ::/0 in route table ${TABLE}`],
  ['10.1.0.0/16', `InvalidParameterValue: cannot remove local route 10.1.0.0/16 in route table ${TABLE}`],
  [
    '2600:1f18::/56',
    `InvalidParameterValue: cannot remove local route 2600:1f18::/56 in route table ${TABLE}`,
  ],
])('taking %s away: %s', (destination, refusal) => {
  const { network, table } = world(route(TABLE, '10.9.0.0/16', to('pcx-deleted')))
  expect(said(whyNotDeleteRoute(network, table, cidr(destination)))).toBe(refusal)
})
