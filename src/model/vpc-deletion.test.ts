import { describe, expect, test } from 'vitest'
import { type Birth, newSubnet, newVpc } from './birth.ts'
import { cidr } from './cidr.ts'
import { type Document, LiveNetwork, type Network, put } from './network.ts'
import type { Peering, PeeringState } from './peering.ts'
import { routeId } from './route-table.ts'
import { blockersOf, whyNotDeleteSubnet, whyNotDeleteVpc, withoutSubnet, withoutVpc } from './vpc-deletion.ts'
import type { VpnGatewayAttachment } from './vpn-gateway.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }
const tags = {}

let ids = 0
const birth: Birth = { place, now: 0, newId: prefix => `${prefix}-${++ids}` }
const [vpc, ...born] = newVpc(birth, { block: cidr('10.0.0.0/16') })
const [other, ...otherBorn] = newVpc(birth, { block: cidr('10.1.0.0/16') })
const [subnet, aclAssociation] = newSubnet(birth, {
  vpcId: vpc.id,
  zone: 'us-east-1a',
  cidr: cidr('10.0.1.0/24'),
  networkAclId: 'acl-1',
})
const table = born.find(one => one.kind === 'route-table')?.id ?? ''

function network(...more: readonly Document[]): Network {
  const live = new LiveNetwork()
  live.apply(1, [vpc, ...born, other, ...otherBorn, ...more].map(put))
  return live.view
}

const options = { dnsResolution: false, classicLinkToRemoteVpc: false, vpcToRemoteClassicLink: false }
const ME = place.ownerId
const THEM = '222222222222'

/** A peering in which the VPC is one side, and some VPC of `owner` the other one. */
function peering(state: PeeringState, role: 'requester' | 'accepter', owner = ME): Peering {
  const mine = { ...place, vpcId: vpc.id, options }
  const theirs = { ownerId: owner, region: 'us-east-1', vpcId: 'vpc-theirs', options }
  const [requester, accepter] = role === 'requester' ? [mine, theirs] : [theirs, mine]
  return { kind: 'peering', id: 'pcx-1', state, since: 0, createdAt: 0, requester, accepter, tags }
}

const in_ = { ...place, vpcId: vpc.id, tags }
const own = {
  table: { kind: 'route-table', id: 'rtb-own', ...in_, createdAt: 0 },
  acl: { kind: 'network-acl', id: 'acl-own', ...in_, isDefault: false, entries: [] },
  group: { kind: 'security-group', id: 'sg-own', ...in_, name: 'web', description: '', createdAt: 0 },
  gateway: { kind: 'internet-gateway', id: 'igw-1', ...in_ },
  wire: {
    kind: 'network-interface',
    id: 'eni-1',
    ...in_,
    subnetId: subnet.id,
    zone: 'us-east-1a',
    mac: '02:00:00:00:00:01',
    description: '',
    addresses: [{ version: 4, text: '10.0.1.4', at: '0a000104' }],
    groups: [],
    sourceDestCheck: true,
    createdAt: 0,
  },
} as const satisfies Record<string, Document>

const vpnGateway = (state: VpnGatewayAttachment['state']): Document => ({
  kind: 'vpn-gateway',
  id: 'vgw-1',
  ...place,
  asn: 64_512,
  state: 'available',
  since: 0,
  attachment: { vpcId: vpc.id, state },
  tags,
})

describe('what keeps a VPC', () => {
  test.each<[string, readonly Document[], readonly string[]]>([
    ['nothing', [], []],
    ['a subnet', [subnet, aclAssociation], ['subnet']],
    ['a route table', [own.table], ['route table of its own']],
    ['an ACL', [own.acl], ['network ACL of its own']],
    ['a group', [own.group], ['security group of its own']],
    ['an internet gateway', [own.gateway], ['internet gateway']],
    ['a virtual private gateway', [vpnGateway('attached')], ['virtual private gateway']],
    ['one that is leaving', [vpnGateway('detaching')], ['virtual private gateway']],
    ['one that has left', [vpnGateway('detached')], []],
    ['an interface', [subnet, own.wire], ['subnet', 'network interface']],
    ['an active peering', [peering('active', 'accepter')], ['accepted peering']],
    ['a peering being built', [peering('provisioning', 'requester', THEM)], ['accepted peering']],
    [
      'a request of another account',
      [peering('pending-acceptance', 'accepter', THEM)],
      ['request of another account'],
    ],
    ['an own request to another account', [peering('pending-acceptance', 'requester', THEM)], []],
    ['an own request', [peering('pending-acceptance', 'requester')], []],
    ['a request of the same account', [peering('pending-acceptance', 'accepter')], []],
    ['a request on its way', [peering('initiating-request', 'accepter', THEM)], []],
    ['a deleted peering', [peering('deleted', 'requester')], []],
    ['a rejected one', [peering('rejected', 'accepter', THEM)], []],
    ['an expired one', [peering('expired', 'accepter', THEM)], []],
    ['a failed one', [peering('failed', 'requester')], []],
    ['one being deleted', [peering('deleting', 'requester', THEM)], []],
  ])('%s', (_, more, blockers) => {
    const seen = network(...more)
    expect(blockersOf(seen, vpc)).toEqual(blockers)
    expect(whyNotDeleteVpc(seen, vpc)?.message).toBe(
      blockers.length > 0 ? `The vpc '${vpc.id}' has dependencies and cannot be deleted.` : undefined,
    )
    expect(whyNotDeleteVpc(seen, other)).toBeUndefined()
  })
})

describe('what goes with a VPC', () => {
  const left = (...more: readonly Document[]) => {
    const live = new LiveNetwork()
    const destination = cidr('0.0.0.0/0')
    const route = {
      kind: 'route',
      id: routeId(table, destination),
      ...in_,
      routeTableId: table,
      destination,
      target: { kind: 'peering', id: 'pcx-1' },
      createdAt: 0,
    } as const
    live.apply(1, [vpc, ...born, route, other, ...otherBorn, ...more].map(put))
    live.apply(2, withoutVpc(live.view, vpc, 7))
    return live.view
  }

  test('all that was born with it, and nothing of another VPC', () => {
    const alone = new LiveNetwork()
    alone.apply(1, [other, ...otherBorn].map(put))
    const documents = (seen: Network) =>
      Object.values(seen).flatMap(part => (typeof part === 'number' ? [] : [...part.values()]))
    expect(documents(left())).toEqual(documents(alone.view))
  })

  test.each<[Peering, Partial<Peering>]>([
    [
      peering('pending-acceptance', 'requester'),
      { state: 'deleted', since: 7, endedBy: '111111111111/us-east-1' },
    ],
    [
      peering('pending-acceptance', 'accepter'),
      { state: 'deleted', since: 7, endedBy: '111111111111/us-east-1' },
    ],
    [
      peering('initiating-request', 'requester', THEM),
      { state: 'failed', since: 7, failure: { why: 'no such VPC' } },
    ],
    [peering('initiating-request', 'accepter', THEM), {}],
    [peering('rejected', 'requester', THEM), {}],
  ])('requests for peering %#', (before, change) => {
    expect(left(before).peerings.get('pcx-1')).toEqual({ ...before, ...change })
  })
})

describe('subnets', () => {
  test('anything with an address in it keeps a subnet', () => {
    expect(whyNotDeleteSubnet(network(subnet), subnet)).toBeUndefined()
    expect(whyNotDeleteSubnet(network(subnet, own.wire), subnet)?.message).toBe(
      `The subnet '${subnet.id}' has dependencies and cannot be deleted.`,
    )
  })

  test('its associations go with it', () => {
    const association = {
      kind: 'route-table-association',
      id: 'rtbassoc-own',
      ...in_,
      routeTableId: table,
      subnetId: subnet.id,
    } as const
    expect(withoutSubnet(network(subnet, aclAssociation, association), subnet)).toEqual([
      { drop: 'route-table-association', id: 'rtbassoc-own' },
      { drop: 'network-acl-association', id: aclAssociation.id },
      { drop: 'subnet', id: subnet.id },
    ])
  })
})
