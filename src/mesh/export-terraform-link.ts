/** The Terraform resources of one link. */
import type { Place } from '../model/owned.ts'
import type { SideName } from '../model/peering.ts'
import { foreignTags, isOnePlace, SIDES, seenRoute, seenRule } from './export-context.ts'
import { Expression, type HclBlock, type HclValue } from './export-hcl.ts'
import { wordOf } from './export-names.ts'
import type { Landscape } from './landscape.ts'
import type { Link, LinkRoute, LinkRule } from './link.ts'
import type { PlannedLink } from './plan.ts'

/** The provider that works in a place. */
export type Providers = (place: Place) => Expression

export interface Surroundings {
  readonly providers: Providers
  readonly landscape: Landscape
}

/** Peering, acceptance, options, then side by side the routes and rules; an import before what is there already. */
export function linkBlocks({ link, deed }: PlannedLink, name: string, around: Surroundings): HclBlock[] {
  const isActive = deed === 'adopt' || deed === 'keep'
  const active = isActive ? link.peeringId : undefined
  return [
    ...peering(link, name, around),
    ...(isOnePlace(link) ? [] : accepter(link, name, around, active)),
    ...(link.dns === undefined ? [] : options(link, name, around, active)),
    ...SIDES.flatMap(side => [
      ...link[side].routes.flatMap(route => routeBlocks(link, side, route, name, around)),
      ...link[side].rules.flatMap(rule => ruleBlocks(link, side, rule, around)),
    ]),
  ]
}

const PEERING = 'aws_vpc_peering_connection'
const ACCEPTER = 'aws_vpc_peering_connection_accepter'

/** "peer_region cannot be set whilst auto_accept is true" (the provider): only within one account and Region. */
function peering(link: Link, name: string, { providers }: Surroundings): HclBlock[] {
  const [ours, theirs] = [link.requester.member, link.accepter.member]
  const attributes = {
    provider: providers(ours),
    vpc_id: ours.vpcId,
    peer_vpc_id: theirs.vpcId,
    peer_owner_id: ours.ownerId === theirs.ownerId ? undefined : theirs.ownerId,
    peer_region: ours.region === theirs.region ? undefined : theirs.region,
    auto_accept: isOnePlace(link) ? true : undefined,
    tags: peeringTags(link),
  }
  return resource(PEERING, name, attributes, { id: link.peeringId, blocks: keptTags(link) })
}

function accepter(link: Link, name: string, { providers }: Surroundings, id: string | undefined): HclBlock[] {
  const attributes = {
    provider: providers(link.accepter.member),
    vpc_peering_connection_id: new Expression(`${PEERING}.${name}.id`),
    auto_accept: true,
    tags: peeringTags(link),
  }
  return resource(ACCEPTER, name, attributes, { id, blocks: keptTags(link) })
}

/** Each account and Region sets the option of its own side; in one place both are set by one resource. */
function options(link: Link, name: string, { providers }: Surroundings, id: string | undefined): HclBlock[] {
  const groups = isOnePlace(link)
    ? [{ suffix: 'both', sides: SIDES }]
    : SIDES.map(side => ({ suffix: side, sides: [side] }))
  return groups.flatMap(({ suffix, sides }) =>
    resource(
      'aws_vpc_peering_connection_options',
      `${name}_${suffix}`,
      {
        provider: providers(link[sides[0] ?? 'requester'].member),
        vpc_peering_connection_id: acceptedId(link, name),
      },
      { id, blocks: sides.map(side => dnsBlock(side, link.dns)) },
    ),
  )
}

const dnsBlock = (type: SideName, on: boolean | undefined): HclBlock => ({
  type,
  attributes: { allow_remote_vpc_dns_resolution: on },
})

function routeBlocks(
  link: Link,
  side: SideName,
  route: LinkRoute,
  name: string,
  { providers, landscape }: Surroundings,
): HclBlock[] {
  const { tableId, destination } = route
  const block = destination.version === 4 ? 'destination_cidr_block' : 'destination_ipv6_cidr_block'
  const attributes = {
    provider: providers(link[side].member),
    route_table_id: tableId,
    [block]: destination.text,
    vpc_peering_connection_id: acceptedId(link, name),
  }
  const id = seenRoute(landscape, route) ? `${tableId}_${destination.text}` : undefined
  return resource('aws_route', wordOf(tableId, destination.text), attributes, { id })
}

function ruleBlocks(
  link: Link,
  side: SideName,
  rule: LinkRule,
  { providers, landscape }: Surroundings,
): HclBlock[] {
  const { groupId, from, protocol, fromPort, toPort } = rule
  const attributes = {
    provider: providers(link[side].member),
    security_group_id: groupId,
    [from.version === 4 ? 'cidr_ipv4' : 'cidr_ipv6']: from.text,
    ip_protocol: protocol,
    from_port: fromPort,
    to_port: toPort,
    tags: tagsOf(link),
  }
  const name = wordOf(
    groupId,
    from.text,
    protocol,
    ...(fromPort === undefined ? [] : [fromPort, toPort ?? '']),
  )
  return resource('aws_vpc_security_group_ingress_rule', name, attributes, {
    id: seenRule(landscape, rule)?.id,
  })
}

/** The peering's id, known once it has been accepted. */
const acceptedId = (link: Link, name: string): Expression =>
  new Expression(`${isOnePlace(link) ? PEERING : ACCEPTER}.${name}.id`)

/** Somebody else's peering keeps the tags that it has, whatever they are. */
const peeringTags = (link: Link) => (link.origin === 'made' ? tagsOf(link) : undefined)
const keptTags = ({ origin }: Link): readonly HclBlock[] =>
  origin === 'made' ? [] : [{ type: 'lifecycle', attributes: { ignore_changes: KEPT } }]
const KEPT = [new Expression('tags'), new Expression('tags_all')]

function tagsOf(link: Link): Readonly<Record<string, string>> | undefined {
  const tags = foreignTags(link.tags)
  return Object.keys(tags).length === 0 ? undefined : tags
}

function resource(
  type: string,
  name: string,
  attributes: Readonly<Record<string, HclValue | undefined>>,
  { id, blocks }: { readonly id?: string; readonly blocks?: readonly HclBlock[] },
): HclBlock[] {
  const taken = { type: 'import', attributes: { to: new Expression(`${type}.${name}`), id } }
  return [
    ...(id === undefined ? [] : [taken]),
    { type: 'resource', labels: [type, name], attributes, blocks },
  ]
}
