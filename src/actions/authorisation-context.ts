/**
 * What policies may ask of a request: the condition keys of AWS and of EC2 that are known here, in lower case.
 * Source: IAM User Guide, "AWS global condition context keys"; Service Authorization Reference, Amazon EC2.
 */
import type { TagSpecification } from '@aws-sdk/client-ec2'
import { identities, isId } from '../model/identities.ts'
import type { Document } from '../model/network.ts'
import type { Caller, Place, Tags } from '../model/owned.ts'
import type { Context } from '../model/policy-pattern.ts'
import { principalArn } from '../model/principal.ts'
import { partitionOf } from '../model/regions.ts'
import type { AuthorisedResource } from './authorised-resources.ts'
import type { Situation } from './decide.ts'
import { lookUp, type OwnedKind } from './find.ts'
import { lookUpPeering } from './find-peering.ts'
import { taggableOf } from './taggable.ts'

type Entry = readonly [key: string, ...values: string[]]

/** The input's members that policies ask about. */
export interface AskedInput {
  readonly VpcId?: string
  readonly SubnetId?: string
  readonly PeerVpcId?: string
  readonly PeerOwnerId?: string
  readonly PeerRegion?: string
  readonly AvailabilityZone?: string
  readonly InstanceType?: string
  readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[]
  readonly TagSpecifications?: readonly TagSpecification[]
}

export const contextOf = (...entries: readonly (readonly Entry[])[]): Context =>
  new Map(entries.flat().map(([key, ...values]) => [key.toLowerCase(), values]))

/** Who calls, when and where. */
export function requestEntries({ network, caller, now }: Situation): readonly Entry[] {
  const { principal, region, accountId, arn, userId } = caller
  const role = principal?.kind === 'role' ? network.roles.get(principal.id) : undefined
  const user = principal?.kind === 'user' ? network.users.get(principal.id) : undefined
  return [
    ['aws:RequestedRegion', region],
    ['ec2:Region', region],
    ['aws:PrincipalAccount', accountId],
    ['aws:PrincipalArn', role ? principalArn(partitionOf(region), role) : arn],
    ['aws:PrincipalType', role ? 'AssumedRole' : user ? 'User' : 'Account'],
    ['aws:userid', userId],
    ['aws:CurrentTime', new Date(now).toISOString()],
    ['aws:EpochTime', String(Math.floor(now / 1000))],
    ['aws:SecureTransport', 'false'],
    ['aws:ViaAWSService', 'false'],
    ...(user ? [['aws:username', user.name] as const] : []),
    ...(caller.isTemporary ? [['aws:MultiFactorAuthPresent', 'false'] as const] : []),
  ]
}

/** One of the resources of the request. */
export function resourceEntries(
  situation: Situation,
  resource: AuthorisedResource,
  input: AskedInput,
): readonly Entry[] {
  const { caller } = situation
  const owner: Entry = ['aws:ResourceAccount', caller.accountId]
  if (resource.id === undefined) {
    return [owner, ...wished(caller, resource, input), ...tagsOfRequest(createdTags(resource, input))]
  }
  const tags = taggableOf(situation, resource.id)?.tags ?? {}
  return [
    owner,
    ...tagEntries(['aws:ResourceTag', 'ec2:ResourceTag'], tags),
    ...traitsOf(situation, resource.id),
    ...tagsOfRequest(input.Tags ?? []),
  ]
}

/** The tags that a request gives to what it creates. */
export const createdTags = ({ type }: AuthorisedResource, { TagSpecifications: all }: AskedInput) =>
  all?.filter(one => one.ResourceType === type).flatMap(one => one.Tags ?? []) ?? []

function tagsOfRequest(tags: NonNullable<AskedInput['Tags']>): readonly Entry[] {
  if (tags.length === 0) return []
  const keys = tags.map(tag => tag.Key ?? '')
  const values = Object.fromEntries(tags.map(tag => [tag.Key ?? '', tag.Value ?? '']))
  return [['aws:TagKeys', ...keys], ...tagEntries(['aws:RequestTag'], values)]
}

const tagEntries = (keys: readonly string[], tags: Tags): readonly Entry[] =>
  Object.entries(tags).flatMap(([tag, value]) => keys.map(key => [`${key}/${tag}`, value] as const))

/** What is known of a resource that is not there yet: what the request says of it. */
function wished(caller: Caller, { type }: AuthorisedResource, input: AskedInput): readonly Entry[] {
  const here: Place = { ownerId: caller.accountId, region: caller.region }
  const entries: Entry[] = []
  if (type === 'vpc-peering-connection') {
    const there = { ownerId: input.PeerOwnerId ?? here.ownerId, region: input.PeerRegion ?? here.region }
    if (input.VpcId) entries.push(['ec2:RequesterVpc', resourceArn(here, 'vpc', input.VpcId)])
    if (input.PeerVpcId) entries.push(['ec2:AccepterVpc', resourceArn(there, 'vpc', input.PeerVpcId)])
    return entries
  }
  if (input.VpcId) entries.push(['ec2:Vpc', resourceArn(here, 'vpc', input.VpcId)])
  if (input.SubnetId) entries.push(['ec2:Subnet', resourceArn(here, 'subnet', input.SubnetId)])
  if (input.AvailabilityZone) entries.push(['ec2:AvailabilityZone', input.AvailabilityZone])
  if (input.InstanceType) entries.push(['ec2:InstanceType', input.InstanceType])
  return entries
}

/** `arn:aws:ec2:REGION:ACCOUNT:TYPE/ID`; an image's names no account. */
export const resourceArn = ({ ownerId, region }: Place, type: string, id: string): string =>
  `arn:${partitionOf(region)}:ec2:${region}:${type === 'image' ? '' : ownerId}:${type}/${id}`

const vpcOf = (one: Place & { readonly vpcId: string }): Entry => [
  'ec2:Vpc',
  resourceArn(one, 'vpc', one.vpcId),
]

/** Kind of document → what policies may ask of it. */
const traits: {
  readonly [K in Document['kind']]?: (one: Extract<Document, { kind: K }>) => readonly Entry[]
} = {
  vpc: one => [
    ['ec2:VpcID', one.id],
    ['ec2:Tenancy', one.tenancy],
  ],
  subnet: one => [['ec2:SubnetID', one.id], vpcOf(one), ['ec2:AvailabilityZone', one.zone]],
  'route-table': one => [['ec2:RouteTableID', one.id], vpcOf(one)],
  'internet-gateway': one => [['ec2:InternetGatewayID', one.id]],
  'security-group': one => [['ec2:SecurityGroupID', one.id], vpcOf(one)],
  'network-acl': one => [['ec2:NetworkAclID', one.id], vpcOf(one)],
  'network-interface': one => [
    ['ec2:NetworkInterfaceID', one.id],
    vpcOf(one),
    ['ec2:Subnet', resourceArn(one, 'subnet', one.subnetId)],
    ['ec2:AvailabilityZone', one.zone],
  ],
  instance: one => [
    ['ec2:InstanceID', one.id],
    ['ec2:InstanceType', one.type],
    ['ec2:Tenancy', one.tenancy],
    ['ec2:AvailabilityZone', one.zone],
  ],
  'nat-gateway': one => [vpcOf(one)],
  'dhcp-options': one => [['ec2:DhcpOptionsID', one.id]],
  'elastic-address': one => [
    ['ec2:AllocationId', one.id],
    ['ec2:PublicIpAddress', one.address.text],
    ['ec2:Domain', 'vpc'],
  ],
  peering: ({ id, requester, accepter }) => [
    ['ec2:VpcPeeringConnectionID', id],
    ['ec2:RequesterVpc', resourceArn(requester, 'vpc', requester.vpcId)],
    ['ec2:AccepterVpc', resourceArn(accepter, 'vpc', accepter.vpcId)],
  ],
}

function traitsOf({ network, caller, now }: Situation, id: string): readonly Entry[] {
  const kinds = Object.keys(identities) as (keyof typeof identities)[]
  const kind = kinds.find(one => isId(identities[one].prefix, id))
  if (!kind) return []
  const found =
    kind === 'peering'
      ? lookUpPeering(network, caller, now, id)
      : lookUp(network, caller, kind as OwnedKind, id)
  return found ? ((traits[kind] as ((one: typeof found) => readonly Entry[]) | undefined)?.(found) ?? []) : []
}
