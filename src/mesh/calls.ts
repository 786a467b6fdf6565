/** How each call is made: its key, its input, the line for people. */
import type { Tag } from '@aws-sdk/client-ec2'
import type { Cidr } from '../model/cidr.ts'
import { type Place, placeKey, type Tags } from '../model/owned.ts'
import type { SeenGroup, SeenPeering, SeenRule } from './landscape.ts'
import type { Link, LinkEnd, LinkRoute, LinkRule } from './link.ts'
import type { Switched } from './marks.ts'
import type { Call } from './plan.ts'
import { ruleText } from './rule-text.ts'

/** What there is to say about a call beside its operation and input. */
export type Frame = Pick<Call, 'place' | 'after' | 'pair'>

/** A peering: its id, if it has one already, and what people call it. */
export interface PeeringRef {
  readonly id?: string
  readonly called: string
}

const subjectOf = ({ pair }: Frame, { id }: PeeringRef): string => pair ?? id ?? ''
/** What the pair's first call answers goes in later. */
const withPeering = ({ id }: PeeringRef) =>
  (id === undefined ? {} : { VpcPeeringConnectionId: id }) as { readonly VpcPeeringConnectionId: string }
const goesTo = ({ id }: PeeringRef) =>
  id === undefined ? ({ peeringGoesTo: 'VpcPeeringConnectionId' } as const) : {}

const showTags = (tags: Tags): Tag[] => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

const placeOf = ({ member: { ownerId, region } }: LinkEnd): Place => ({ ownerId, region })
export const endsOf = ({ requester, accepter }: Link): string =>
  `${requester.member.label} and ${accepter.member.label}`

export function askFor(link: Link, tags: Tags): Call {
  const { pair, requester, accepter } = link
  return {
    key: `CreateVpcPeeringConnection ${pair}`,
    operation: 'CreateVpcPeeringConnection',
    place: placeOf(requester),
    pair,
    after: [],
    what: `ask for a peering of ${endsOf(link)}`,
    input: {
      VpcId: requester.member.vpcId,
      PeerVpcId: accepter.member.vpcId,
      PeerOwnerId: accepter.member.ownerId,
      PeerRegion: accepter.member.region,
      TagSpecifications: [{ ResourceType: 'vpc-peering-connection', Tags: showTags(tags) }],
    },
  }
}

export const accept = (link: Link, peering: PeeringRef, after: readonly string[]): Call => ({
  key: `AcceptVpcPeeringConnection ${link.pair}`,
  operation: 'AcceptVpcPeeringConnection',
  place: placeOf(link.accepter),
  pair: link.pair,
  after,
  what: `accept the peering of ${endsOf(link)}`,
  input: withPeering(peering),
  ...goesTo(peering),
})

/** None if there is nothing to write. `which` tells several calls upon the same peering in the same place apart. */
export function tagPeering(
  frame: Frame,
  peering: PeeringRef,
  tags: Tags,
  which: 'first' | 'last',
): readonly Call[] {
  if (Object.keys(tags).length === 0) return []
  const place = placeKey(frame.place)
  return [
    {
      key: `CreateTags ${subjectOf(frame, peering)} ${place} ${which}`,
      operation: 'CreateTags',
      ...frame,
      what: `write on ${peering.called} in ${place} what the mesh has there`,
      input: { Resources: peering.id === undefined ? [] : [peering.id], Tags: showTags(tags) },
      ...(peering.id === undefined && { peeringGoesTo: 'Resources' }),
    },
  ]
}

/** None if there is nothing to take away. */
export function untag(frame: Frame, id: string, keys: readonly string[]): readonly Call[] {
  if (keys.length === 0) return []
  const place = placeKey(frame.place)
  return [
    {
      key: `DeleteTags ${id} ${place}`,
      operation: 'DeleteTags',
      ...frame,
      what: `take the mesh's tags from ${id} in ${place}`,
      input: { Resources: [id], Tags: keys.map(Key => ({ Key })) },
    },
  ]
}

const option = (on: boolean) => ({ AllowDnsResolutionFromRemoteVpc: on })

/** None if no side is to be switched. */
export function setDns(
  frame: Frame,
  peering: PeeringRef,
  { requester, accepter }: Switched,
): readonly Call[] {
  if (requester === undefined && accepter === undefined) return []
  const words = Object.entries({ requester, accepter }).flatMap(([side, on]) =>
    on === undefined ? [] : [`${on ? 'on' : 'off'} for the ${side}`],
  )
  return [
    {
      key: `ModifyVpcPeeringConnectionOptions ${subjectOf(frame, peering)} ${placeKey(frame.place)}`,
      operation: 'ModifyVpcPeeringConnectionOptions',
      ...frame,
      what: `switch DNS resolution over ${peering.called} ${words.join(' and ')}`,
      input: {
        ...withPeering(peering),
        ...(requester !== undefined && { RequesterPeeringConnectionOptions: option(requester) }),
        ...(accepter !== undefined && { AccepterPeeringConnectionOptions: option(accepter) }),
      },
      ...goesTo(peering),
    },
  ]
}

export const deletePeering = (frame: Frame, { id, requester, accepter }: SeenPeering): Call => ({
  key: `DeleteVpcPeeringConnection ${id}`,
  operation: 'DeleteVpcPeeringConnection',
  ...frame,
  what: `delete ${id} of ${requester.vpcId} and ${accepter.vpcId}`,
  input: { VpcPeeringConnectionId: id },
})

const destinationOf = (block: Cidr) =>
  block.version === 4 ? { DestinationCidrBlock: block.text } : { DestinationIpv6CidrBlock: block.text }

export const routeKey = (
  operation: 'CreateRoute' | 'ReplaceRoute' | 'DeleteRoute',
  route: LinkRoute,
): string => `${operation} ${route.tableId} ${route.destination.text}`

export const setRoute = (
  frame: Frame,
  operation: 'CreateRoute' | 'ReplaceRoute',
  peering: PeeringRef,
  route: LinkRoute,
): Call => ({
  key: routeKey(operation, route),
  operation,
  ...frame,
  what: `${operation === 'CreateRoute' ? 'route' : 'lead the stale route'} ${route.destination.text} in ${route.tableId} to ${peering.called}`,
  input: { RouteTableId: route.tableId, ...destinationOf(route.destination), ...withPeering(peering) },
  ...goesTo(peering),
})

export const deleteRoute = (frame: Frame, route: LinkRoute): Call => ({
  key: routeKey('DeleteRoute', route),
  operation: 'DeleteRoute',
  ...frame,
  what: `take the route ${route.destination.text} from ${route.tableId}`,
  input: { RouteTableId: route.tableId, ...destinationOf(route.destination) },
})

export const letIn = (frame: Frame, rule: LinkRule, tags: Tags): Call => ({
  key: `AuthorizeSecurityGroupIngress ${ruleText(rule.groupId, rule)}`,
  operation: 'AuthorizeSecurityGroupIngress',
  ...frame,
  what: `let ${rule.from.text} in to ${rule.groupId}`,
  input: {
    GroupId: rule.groupId,
    IpPermissions: [
      {
        IpProtocol: rule.protocol,
        ...(rule.fromPort !== undefined && { FromPort: rule.fromPort }),
        ...(rule.toPort !== undefined && { ToPort: rule.toPort }),
        ...(rule.from.version === 4
          ? { IpRanges: [{ CidrIp: rule.from.text }] }
          : { Ipv6Ranges: [{ CidrIpv6: rule.from.text }] }),
      },
    ],
    TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: showTags(tags) }],
  },
})

/** None if there is nothing to write. */
export const tagRule = (frame: Frame, { id }: SeenRule, tags: Tags): readonly Call[] =>
  Object.keys(tags).length === 0
    ? []
    : [
        {
          key: `CreateTags ${id}`,
          operation: 'CreateTags',
          ...frame,
          what: `mark ${id}`,
          input: { Resources: [id], Tags: showTags(tags) },
        },
      ]

export const revoke = (frame: Frame, group: SeenGroup, rule: SeenRule): Call => ({
  key: `RevokeSecurityGroupIngress ${ruleText(group.id, rule)}`,
  operation: 'RevokeSecurityGroupIngress',
  ...frame,
  what: `do not let ${rule.from.text} in to ${group.id} any more`,
  input: { GroupId: group.id, SecurityGroupRuleIds: [rule.id] },
})
