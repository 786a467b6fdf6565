/** What one link adds to the template of an account and Region. */
import { type Place, placeKey } from '../model/owned.ts'
import type { SideName } from '../model/peering.ts'
import { commandsOf } from './export-cloudformation-commands.ts'
import { type ExportContext, foreignTags, SIDES, seenRoute, seenRule } from './export-context.ts'
import { wordOf } from './export-names.ts'
import type { Landscape } from './landscape.ts'
import type { Link, LinkEnd } from './link.ts'
import type { PlannedLink } from './plan.ts'

export interface Piece {
  readonly parameters: Section
  readonly conditions: Section
  readonly resources: Section
  readonly outputs: Section
  /** Of the AWS CLI, for what CloudFormation cannot do. */
  readonly commands: readonly string[]
}

export type Section = Readonly<Record<string, object>>

/** `name` is the peering's logical name: of its resource, its output, and the parameter elsewhere. */
export function pieceAt(place: Place, planned: PlannedLink, name: string, context: ExportContext): Piece {
  const { link } = planned
  const sides = SIDES.filter(side => placeKey(link[side].member) === placeKey(place))
  const ends = sides.map(side => link[side])
  const id = link.peeringId ?? { Ref: name }
  const needed = Object.assign({}, ...ends.map(end => routes(end, id, context.landscape))) as Section
  return {
    ...joined(link, sides, name, needed, context),
    commands: commandsOf(planned, sides, name, context),
  }
}

/** Where the peering comes from: it is there already, this stack makes it, or another one does. */
function joined(
  link: Link,
  sides: readonly SideName[],
  name: string,
  routes: Section,
  context: ExportContext,
): Omit<Piece, 'commands'> {
  const rules = Object.assign({}, ...sides.map(side => rulesOf(link[side], context.landscape))) as Section
  if (link.peeringId !== undefined)
    return { parameters: {}, conditions: {}, resources: { ...routes, ...rules }, outputs: {} }
  if (sides.includes('requester'))
    return {
      parameters: roleParameter(link, context),
      conditions: {},
      resources: { [name]: peering(link), ...routes, ...rules },
      outputs: { [name]: { Value: { Ref: name } } },
    }
  const Condition = `Has${name}`
  const waiting = Object.entries(routes).map(([route, body]) => [route, { Condition, ...body }])
  return {
    parameters: { [name]: idParameter(link) },
    conditions: { [Condition]: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: name }, ''] }] } },
    resources: { ...Object.fromEntries(waiting), ...rules },
    outputs: {},
  }
}

const idParameter = ({ requester: { member } }: Link) => ({
  Type: 'String',
  Default: '',
  Description: `Put out by the stack in account ${member.ownerId} and Region ${member.region}. Empty: not there yet.`,
})

/** CloudFormation accepts within an account; in another one it needs a role for that. */
const isBetweenAccounts = ({ requester, accepter }: Link): boolean =>
  requester.member.ownerId !== accepter.member.ownerId

const roleName = ({ accepter }: Link): string => `AcceptRole${accepter.member.ownerId}`

function roleParameter(link: Link, { access }: ExportContext): Section {
  if (!isBetweenAccounts(link)) return {}
  const { member } = link.accepter
  const role = access[placeKey(member)]?.role
  const parameter = {
    Type: 'String',
    ...(role !== undefined && { Default: role }),
    Description: `A role of account ${member.ownerId} that this account may assume to call ec2:AcceptVpcPeeringConnection.`,
  }
  return { [roleName(link)]: parameter }
}

function peering(link: Link): object {
  const [ours, theirs] = [link.requester.member, link.accepter.member]
  return {
    Type: 'AWS::EC2::VPCPeeringConnection',
    Properties: {
      VpcId: ours.vpcId,
      PeerVpcId: theirs.vpcId,
      ...(isBetweenAccounts(link) && { PeerOwnerId: theirs.ownerId, PeerRoleArn: { Ref: roleName(link) } }),
      ...(ours.region !== theirs.region && { PeerRegion: theirs.region }),
      Tags: Object.entries(foreignTags(link.tags)).map(([Key, Value]) => ({ Key, Value })),
    },
  }
}

function routes({ routes }: LinkEnd, id: string | object, landscape: Landscape): Section {
  const missing = routes.filter(route => !seenRoute(landscape, route))
  const made = missing.map(({ tableId, destination: { version, text } }) => {
    const block = version === 4 ? { DestinationCidrBlock: text } : { DestinationIpv6CidrBlock: text }
    const Properties = { RouteTableId: tableId, ...block, VpcPeeringConnectionId: id }
    return [logical('Route', tableId, text), { Type: 'AWS::EC2::Route', Properties }]
  })
  return Object.fromEntries(made)
}

/** The rules do not need the peering. They bear no tags: the resource has none. */
function rulesOf({ rules }: LinkEnd, landscape: Landscape): Section {
  const missing = rules.filter(rule => !seenRule(landscape, rule))
  const made = missing.map(({ groupId, from, protocol, fromPort, toPort }) => {
    const Properties = {
      GroupId: groupId,
      [from.version === 4 ? 'CidrIp' : 'CidrIpv6']: from.text,
      IpProtocol: protocol,
      FromPort: fromPort,
      ToPort: toPort,
    }
    const name = logical('Rule', groupId, from.text, protocol, fromPort ?? '', toPort ?? '')
    return [name, { Type: 'AWS::EC2::SecurityGroupIngress', Properties }]
  })
  return Object.fromEntries(made)
}

/** Letters and digits only, from an id and what makes it one of a kind. */
const logical = (kind: string, id: string, ...parts: readonly (string | number)[]): string =>
  kind + wordOf(id.slice(id.indexOf('-') + 1), ...parts).replaceAll('_', 'x')
