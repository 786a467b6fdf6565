/**
 * What comes into being with a VPC: its main route table, its default security group (all from itself, all out) and its
 * default network ACL (all). And with an account's first use of a Region: the default VPC, a default subnet in each
 * zone, an internet gateway and the route to it. Source: VPC User Guide, "Default VPCs".
 */
import { type Cidr, cidr, nthBlock } from './cidr.ts'
import { AMAZON_DNS, type DhcpOptions, NO_DHCP_OPTIONS } from './dhcp-options.ts'
import { privateDomain } from './dns-names.ts'
import type { Document } from './network.ts'
import type { NetworkAcl, NetworkAclEntry } from './network-acl.ts'
import { type Place, placeKey, type Tags } from './owned.ts'
import { zonesOf } from './regions.ts'
import { routeId } from './route-table.ts'
import { DEFAULT_GROUP, type RulePeer, type SecurityGroupRule } from './security-group.ts'
import type { Subnet } from './subnet.ts'
import type { Ipv6BlockAssociation, Vpc } from './vpc.ts'

export interface Birth {
  readonly place: Place
  readonly now: number
  readonly newId: (prefix: string) => string
}

export interface NewVpc {
  readonly block: Cidr
  readonly ipv6Blocks?: readonly Ipv6BlockAssociation[]
  readonly tenancy?: Vpc['tenancy']
  readonly dhcpOptionsId?: string
  readonly isDefault?: boolean
  readonly tags?: Tags
}

const ANYWHERE = cidr('0.0.0.0/0')
const ANYWHERE_6 = cidr('::/0')
const DEFAULT_VPC_BLOCK = cidr('172.31.0.0/16')
export const DEFAULT_SUBNET_PREFIX = 20

/** A VPC with all that is born with it; the VPC comes first. */
export function newVpc(birth: Birth, wish: NewVpc): readonly [Vpc, ...Document[]] {
  const { place, now, newId } = birth
  const vpc: Vpc = {
    kind: 'vpc',
    id: newId('vpc'),
    ...place,
    isDefault: wish.isDefault ?? false,
    tenancy: wish.tenancy ?? 'default',
    dhcpOptionsId: wish.dhcpOptionsId ?? NO_DHCP_OPTIONS,
    blocks: [{ id: newId('vpc-cidr-assoc'), cidr: wish.block }],
    ipv6Blocks: wish.ipv6Blocks ?? [],
    dnsSupport: true,
    dnsHostnames: wish.isDefault ?? false,
    addressUsageMetrics: false,
    tags: wish.tags ?? {},
    createdAt: now,
  }
  return [vpc, ...mainRouteTable(birth, vpc), ...defaultGroup(birth, vpc), defaultAcl(birth, vpc)]
}

function mainRouteTable({ place, now, newId }: Birth, { id: vpcId }: Vpc): readonly Document[] {
  const table = { kind: 'route-table', id: newId('rtb'), ...place, vpcId, createdAt: now, tags: {} } as const
  const main = { kind: 'route-table-association', id: newId('rtbassoc'), ...place, vpcId, tags: {} } as const
  return [table, { ...main, routeTableId: table.id }]
}

function defaultGroup(birth: Birth, { id: vpcId, ipv6Blocks }: Vpc): readonly Document[] {
  const { place, now, newId } = birth
  const id = newId('sg')
  return [
    {
      kind: 'security-group',
      id,
      ...place,
      vpcId,
      name: DEFAULT_GROUP,
      description: 'default VPC security group',
      createdAt: now,
      tags: {},
    },
    allTraffic(
      birth,
      { groupId: id, vpcId, direction: 'ingress' },
      { kind: 'group', groupId: id, ownerId: place.ownerId, vpcId },
    ),
    allowsAllOut(birth, { groupId: id, vpcId }),
    ...(ipv6Blocks.length > 0 ? [allowsAllOut6(birth, { groupId: id, vpcId })] : []),
  ]
}

/** The rule that every new group has: everything may go out. */
export const allowsAllOut = (
  birth: Birth,
  group: { readonly groupId: string; readonly vpcId: string },
): SecurityGroupRule => allTraffic(birth, { ...group, direction: 'egress' }, { kind: 'cidr', cidr: ANYWHERE })

/** The same for IPv6: what the default group of a VPC with an IPv6 block has too. */
export const allowsAllOut6 = (
  birth: Birth,
  group: { readonly groupId: string; readonly vpcId: string },
): SecurityGroupRule =>
  allTraffic(birth, { ...group, direction: 'egress' }, { kind: 'cidr', cidr: ANYWHERE_6 })

function allTraffic(
  { place, now, newId }: Birth,
  of: Pick<SecurityGroupRule, 'groupId' | 'vpcId' | 'direction'>,
  peer: RulePeer,
): SecurityGroupRule {
  return {
    kind: 'security-group-rule',
    id: newId('sgr'),
    ...place,
    ...of,
    protocol: { name: 'all' },
    peer,
    createdAt: now,
    tags: {},
  }
}

function defaultAcl({ place, newId }: Birth, vpc: Vpc): NetworkAcl {
  const entries = vpc.ipv6Blocks.length > 0 ? [...ALL_PASS, ...ALL_PASS_6] : ALL_PASS
  return {
    kind: 'network-acl',
    id: newId('acl'),
    ...place,
    vpcId: vpc.id,
    isDefault: true,
    entries,
    tags: {},
  }
}

const pass = (egress: boolean, number: number, block: Cidr): NetworkAclEntry => ({
  egress,
  number,
  allow: true,
  protocol: { name: 'all' },
  cidr: block,
})
const ALL_PASS = [pass(true, 100, ANYWHERE), pass(false, 100, ANYWHERE)] as const
/** What a default network ACL gains with the VPC's first IPv6 block. */
export const ALL_PASS_6 = [pass(true, 101, ANYWHERE_6), pass(false, 101, ANYWHERE_6)] as const

export interface NewSubnet {
  readonly vpcId: string
  readonly zone: string
  readonly cidr: Cidr
  readonly networkAclId: string
  readonly ipv6Blocks?: readonly Ipv6BlockAssociation[]
  readonly isDefault?: boolean
  readonly tags?: Tags
}

/** A subnet with its association to the VPC's default network ACL; the subnet comes first. */
export function newSubnet({ place, now, newId }: Birth, wish: NewSubnet): readonly [Subnet, Document] {
  const isDefault = wish.isDefault ?? false
  const { vpcId } = wish
  const subnet: Subnet = {
    kind: 'subnet',
    id: newId('subnet'),
    ...place,
    vpcId,
    zone: wish.zone,
    cidr: wish.cidr,
    ipv6Blocks: wish.ipv6Blocks ?? [],
    isDefault,
    mapPublicIpOnLaunch: isDefault,
    assignIpv6OnCreation: false,
    dns64: false,
    hostnameType: 'ip-name',
    resourceNameDnsA: false,
    resourceNameDnsAAAA: false,
    tags: wish.tags ?? {},
    createdAt: now,
  }
  const acl = {
    kind: 'network-acl-association',
    id: newId('aclassoc'),
    ...place,
    vpcId,
    networkAclId: wish.networkAclId,
    subnetId: subnet.id,
    tags: {},
  } as const
  return [subnet, acl]
}

/** What an account finds in a Region that it has never used. */
export function openedRegion(birth: Birth): readonly Document[] {
  const options = defaultDhcpOptions(birth)
  return [{ kind: 'opened-region', id: placeKey(birth.place) }, options, ...newDefaultVpc(birth, options.id)]
}

export const defaultDhcpOptions = ({ place, newId }: Birth): DhcpOptions => ({
  kind: 'dhcp-options',
  id: newId('dopt'),
  ...place,
  options: [
    { key: 'domain-name', values: [privateDomain(place.region)] },
    { key: 'domain-name-servers', values: [AMAZON_DNS] },
  ],
  isDefault: true,
  tags: {},
})

/** The block of a default VPC, and those of its subnets. */
export interface DefaultBlocks {
  readonly block: Cidr
  /** Of the subnet in a zone, which is named by where it stands among the Region's. */
  readonly ofZone: (at: number) => Cidr
}

const DEFAULT_BLOCKS: DefaultBlocks = {
  block: DEFAULT_VPC_BLOCK,
  ofZone: at => nthBlock(DEFAULT_VPC_BLOCK, DEFAULT_SUBNET_PREFIX, at),
}

/** A default VPC with its subnets and its way to the internet; the VPC comes first. */
export function newDefaultVpc(
  birth: Birth,
  dhcpOptionsId: string,
  { block, ofZone }: DefaultBlocks = DEFAULT_BLOCKS,
): readonly [Vpc, ...Document[]] {
  const { place, now, newId } = birth
  const [vpc, ...rest] = newVpc(birth, { block, isDefault: true, dhcpOptionsId })
  const table = only(rest, 'route-table').id
  const networkAclId = only(rest, 'network-acl').id
  const gateway = { kind: 'internet-gateway', id: newId('igw'), ...place, vpcId: vpc.id, tags: {} } as const
  const subnets = zonesOf(place.region).flatMap((zone, at) =>
    newSubnet(birth, {
      vpcId: vpc.id,
      zone: zone.name,
      cidr: ofZone(at),
      networkAclId,
      isDefault: true,
    }),
  )
  const out = {
    kind: 'route',
    id: routeId(table, ANYWHERE),
    ...place,
    vpcId: vpc.id,
    routeTableId: table,
    destination: ANYWHERE,
    target: { kind: 'internet-gateway', id: gateway.id },
    createdAt: now,
    tags: {},
  } as const
  return [vpc, ...rest, gateway, ...subnets, out]
}

export function only<K extends Document['kind']>(
  documents: readonly Document[],
  kind: K,
): Extract<Document, { kind: K }> {
  return documents.find((one): one is Extract<Document, { kind: K }> => one.kind === kind) as Extract<
    Document,
    { kind: K }
  >
}
