/** AWS's shapes, as Describe calls answer them, and what the mesh tool sees in them. */
import type { Route, RouteTable, SecurityGroupRule, VpcPeeringConnection } from '@aws-sdk/client-ec2'
import { describe, expect, test } from 'vitest'
import { cidr } from '../../model/cidr.ts'
import type { Place } from '../../model/owned.ts'
import type { PrefixLists } from './read-prefix-lists.ts'
import { seenGroup } from './seen-group.ts'
import { merged, seenPeering } from './seen-peering.ts'
import { seenVpc, type VpcParts } from './seen-vpc.ts'

const HERE: Place = { ownerId: '111111111111', region: 'us-east-1' }
const THERE: Place = { ownerId: '222222222222', region: 'eu-west-1' }
const LISTS: PrefixLists = new Map([
  ['pl-1', { id: 'pl-1', family: 4, maxEntries: 5, blocks: [cidr('10.8.0.0/16'), cidr('10.9.0.0/16')] }],
  ['pl-2', { id: 'pl-2', family: 6, blocks: [cidr('2600:1::/64')] }],
])
const NOTHING: VpcParts = {
  dnsSupport: true,
  dnsHostnames: false,
  subnets: [],
  tables: [],
  groups: [],
  prefixLists: LISTS,
}

describe('a VPC', () => {
  test('has its associated blocks, the primary one first', () => {
    const vpc = {
      VpcId: 'vpc-1',
      CidrBlock: '10.1.0.0/16',
      Tags: [{ Key: 'Name', Value: 'web' }],
      CidrBlockAssociationSet: [
        { CidrBlock: '100.64.0.0/16', CidrBlockState: { State: 'associated' as const } },
        { CidrBlock: '10.1.0.0/16', CidrBlockState: { State: 'associated' as const } },
        { CidrBlock: '10.7.0.0/16', CidrBlockState: { State: 'disassociated' as const } },
      ],
      Ipv6CidrBlockAssociationSet: [
        { Ipv6CidrBlock: '2600:1f14:1:aa00::/56', Ipv6CidrBlockState: { State: 'associated' as const } },
        { Ipv6CidrBlock: '2600:1f14:1:bb00::/56', Ipv6CidrBlockState: { State: 'associating' as const } },
      ],
    }
    expect(seenVpc(HERE, vpc, NOTHING)).toEqual({
      ...HERE,
      id: 'vpc-1',
      tags: { Name: 'web' },
      blocks: [cidr('10.1.0.0/16'), cidr('100.64.0.0/16'), cidr('2600:1f14:1:aa00::/56')],
      dnsSupport: true,
      dnsHostnames: false,
      subnets: [],
      tables: [],
      groups: [],
    })
  })

  test('has subnets with the table that serves each, and no tables of gateways', () => {
    const tables: RouteTable[] = [
      { RouteTableId: 'rtb-edge', Associations: [{ GatewayId: 'igw-1' }] },
      { RouteTableId: 'rtb-own', Associations: [{ SubnetId: 'subnet-1' }] },
      { RouteTableId: 'rtb-main', Associations: [{ Main: true }] },
    ]
    const subnets = [
      { SubnetId: 'subnet-1', CidrBlock: '10.1.1.0/24' },
      {
        SubnetId: 'subnet-2',
        CidrBlock: '10.1.2.0/24',
        Ipv6CidrBlockAssociationSet: [
          { Ipv6CidrBlock: '2600:1::/64', Ipv6CidrBlockState: { State: 'associated' as const } },
        ],
      },
    ]
    const seen = seenVpc(HERE, { VpcId: 'vpc-1' }, { ...NOTHING, subnets, tables })
    expect(seen.tables).toEqual([
      { id: 'rtb-own', tags: {}, isMain: false, routes: [] },
      { id: 'rtb-main', tags: {}, isMain: true, routes: [] },
    ])
    expect(seen.subnets).toEqual([
      { id: 'subnet-1', tags: {}, blocks: [cidr('10.1.1.0/24')], tableId: 'rtb-own' },
      { id: 'subnet-2', tags: {}, blocks: [cidr('10.1.2.0/24'), cidr('2600:1::/64')], tableId: 'rtb-main' },
    ])
  })
})

const routes: readonly { readonly shown: Route; readonly seen: object }[] = [
  {
    shown: {
      DestinationCidrBlock: '10.1.0.0/16',
      GatewayId: 'local',
      State: 'active',
      Origin: 'CreateRouteTable',
    },
    seen: { destinations: [cidr('10.1.0.0/16')], target: 'local' },
  },
  {
    shown: { DestinationCidrBlock: '10.2.0.0/16', VpcPeeringConnectionId: 'pcx-1', State: 'blackhole' },
    seen: { destinations: [cidr('10.2.0.0/16')], target: 'pcx-1', isBlackhole: true },
  },
  {
    shown: { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-1', State: 'active' },
    seen: { destinations: [cidr('::/0')], target: 'eigw-1' },
  },
  {
    shown: {
      DestinationCidrBlock: '192.168.0.0/16',
      GatewayId: 'vgw-1',
      Origin: 'EnableVgwRoutePropagation',
    },
    seen: { destinations: [cidr('192.168.0.0/16')], target: 'vgw-1', isPropagated: true },
  },
  {
    shown: {
      DestinationCidrBlock: '0.0.0.0/0',
      InstanceId: 'i-1',
      NetworkInterfaceId: 'eni-1',
      State: 'active',
    },
    seen: { destinations: [cidr('0.0.0.0/0')], target: 'i-1' },
  },
  {
    shown: { DestinationPrefixListId: 'pl-1', TransitGatewayId: 'tgw-1', State: 'active' },
    seen: {
      destinations: [cidr('10.8.0.0/16'), cidr('10.9.0.0/16')],
      prefixListId: 'pl-1',
      maxEntries: 5,
      target: 'tgw-1',
    },
  },
  {
    shown: { DestinationPrefixListId: 'pl-gone', NatGatewayId: 'nat-1', State: 'active' },
    seen: { destinations: [], prefixListId: 'pl-gone', target: 'nat-1' },
  },
]

test.each(routes)('a route to $seen.target', ({ shown, seen }) => {
  const table = { RouteTableId: 'rtb-1', Routes: [shown] }
  const { tables } = seenVpc(HERE, { VpcId: 'vpc-1' }, { ...NOTHING, tables: [table] })
  expect(tables[0]?.routes).toEqual([{ isBlackhole: false, isPropagated: false, ...seen }])
})

describe('a peering', () => {
  const sides = {
    RequesterVpcInfo: { OwnerId: HERE.ownerId, Region: HERE.region, VpcId: 'vpc-1' },
    AccepterVpcInfo: { OwnerId: THERE.ownerId, Region: THERE.region, VpcId: 'vpc-2' },
  }
  const shown = (
    code: 'active' | 'pending-acceptance',
    name: string,
    options: Partial<VpcPeeringConnection> = {},
  ) => ({
    VpcPeeringConnectionId: 'pcx-1',
    Status: { Code: code, Message: code },
    Tags: [{ Key: 'Name', Value: name }],
    ...sides,
    ...options,
  })

  test('that waits says until when', () => {
    const ExpirationTime = new Date(1_000)
    expect(seenPeering(HERE, shown('pending-acceptance', 'a', { ExpirationTime }))).toEqual({
      id: 'pcx-1',
      state: 'pending-acceptance',
      message: 'pending-acceptance',
      requester: { ...HERE, vpcId: 'vpc-1', dnsResolution: false },
      accepter: { ...THERE, vpcId: 'vpc-2', dnsResolution: false },
      expiresAt: 1_000,
      tags: { '111111111111/us-east-1': { Name: 'a' } },
    })
  })

  test('is one, whoever shows it first: the accepter knows the state, each side its tags and options', () => {
    const PeeringOptions = { AllowDnsResolutionFromRemoteVpc: true }
    const RequesterVpcInfo = { ...sides.RequesterVpcInfo, PeeringOptions }
    const requesters = seenPeering(HERE, shown('pending-acceptance', 'a', { RequesterVpcInfo }))
    const accepters = seenPeering(THERE, shown('active', 'b'))
    const both = {
      ...accepters,
      requester: { ...HERE, vpcId: 'vpc-1', dnsResolution: true },
      tags: { '111111111111/us-east-1': { Name: 'a' }, '222222222222/eu-west-1': { Name: 'b' } },
    }
    expect(merged(requesters, accepters)).toEqual(both)
    expect(merged(accepters, requesters)).toEqual(both)
  })
})

test('a security group: what lets blocks in, and as how much all that lets in counts', () => {
  const rules: SecurityGroupRule[] = [
    { SecurityGroupRuleId: 'sgr-1', IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv4: '10.2.0.0/16' },
    { SecurityGroupRuleId: 'sgr-2', IpProtocol: '-1', FromPort: -1, ToPort: -1, CidrIpv6: '2600:2::/64' },
    { SecurityGroupRuleId: 'sgr-3', IpProtocol: 'tcp', ReferencedGroupInfo: { GroupId: 'sg-2' } },
    { SecurityGroupRuleId: 'sgr-4', IpProtocol: 'tcp', PrefixListId: 'pl-1' },
    { SecurityGroupRuleId: 'sgr-5', IpProtocol: 'tcp', PrefixListId: 'pl-2' },
    { SecurityGroupRuleId: 'sgr-6', IpProtocol: '-1', CidrIpv4: '0.0.0.0/0', IsEgress: true },
  ]
  expect(seenGroup({ GroupId: 'sg-1', GroupName: 'front' }, rules, LISTS)).toEqual({
    id: 'sg-1',
    name: 'front',
    tags: {},
    rules: [
      { id: 'sgr-1', from: cidr('10.2.0.0/16'), protocol: 'tcp', fromPort: 443, toPort: 443, tags: {} },
      { id: 'sgr-2', from: cidr('2600:2::/64'), protocol: '-1', tags: {} },
    ],
    counts: { 4: 1 + 1 + 5, 6: 1 + 1 + 1 },
  })
})
