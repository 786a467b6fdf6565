/** Two VPCs with a group in each, and interfaces that have them: what the tests of groups and their rules stand on. */
import { address, cidr } from './cidr.ts'
import { associationId } from './group-association.ts'
import { type Document, LiveNetwork, put } from './network.ts'
import type { NetworkInterface } from './network-interface.ts'
import type { Peering, PeeringState } from './peering.ts'
import type {
  GroupAssociation,
  Protocol,
  RulePeer,
  SecurityGroup,
  SecurityGroupRule,
} from './security-group.ts'

const place = { ownerId: '111111111111', region: 'us-east-1' }
const made = { ...place, tags: {}, createdAt: 0 } as const
const OFF = { dnsResolution: false, classicLinkToRemoteVpc: false, vpcToRemoteClassicLink: false }

export const group = (id: string, vpcId: string, name = id): SecurityGroup => ({
  kind: 'security-group',
  id,
  ...made,
  vpcId,
  name,
  description: '',
})
export const near = group('sg-near', 'vpc-near')
export const far = group('sg-far', 'vpc-far')

export const association = (groupId: string, vpcId: string): GroupAssociation => ({
  kind: 'group-association',
  id: associationId(groupId, vpcId),
  ...place,
  groupId,
  vpcId,
  tags: {},
})

export const rule = (id: string, protocol: Protocol, peer: RulePeer, of = near): SecurityGroupRule => ({
  kind: 'security-group-rule',
  id,
  ...made,
  groupId: of.id,
  vpcId: of.vpcId,
  direction: 'ingress',
  protocol,
  peer,
})

export const peering = (state: PeeringState, region = 'us-east-1', id = 'pcx-1'): Peering => ({
  kind: 'peering',
  id,
  state,
  since: 0,
  createdAt: 0,
  requester: { ...place, vpcId: 'vpc-far', options: OFF },
  accepter: { ...place, region, vpcId: 'vpc-near', options: OFF },
  tags: {},
})

const holder = (of: SecurityGroup, ...addresses: [string, ...string[]]): NetworkInterface => ({
  kind: 'network-interface',
  id: `eni-${of.id}`,
  ...made,
  vpcId: of.vpcId,
  subnetId: 'subnet-1',
  zone: 'us-east-1a',
  mac: '02:00:00:00:00:01',
  description: '',
  addresses: addresses.map(address) as [ReturnType<typeof address>],
  groups: [of.id],
  sourceDestCheck: true,
})

export function world(...documents: readonly Document[]) {
  const live = new LiveNetwork()
  const holders = [holder(near, '10.1.1.4'), holder(far, '10.2.1.4', '10.2.1.5')]
  live.apply(1, [near, far, ...holders, ...documents].map(put))
  return live
}

export const block = (text: string): RulePeer => ({ kind: 'cidr', cidr: cidr(text) })
export const farPeer: Extract<RulePeer, { kind: 'group' }> = {
  kind: 'group',
  groupId: 'sg-far',
  ownerId: '111111111111',
  vpcId: 'vpc-far',
  peeringId: 'pcx-1',
}
export const ALL = { name: 'all' } as const
