/** What an export knows beside the plan: how each account and Region is reached, and what is there already. */
import { type Place, placeKey, type Tags } from '../model/owned.ts'
import type { SideName } from '../model/peering.ts'
import type { Landscape, SeenRoute, SeenRule } from './landscape.ts'
import type { Link, LinkRoute, LinkRule } from './link.ts'
import { isMark } from './marks.ts'
import type { Plan } from './plan.ts'

/** Names, never secrets: a profile of the AWS CLI's files, a role's ARN. With both, the profile assumes the role. */
export interface Access {
  readonly profile?: string
  readonly role?: string
}

export interface ExportContext {
  /** By `placeKey`. A place that is absent is reached by what the environment has. */
  readonly access: Readonly<Record<string, Access>>
  readonly landscape: Landscape
}

/** The two ends of a link, each with what its side of a peering is called. */
export const SIDES: readonly SideName[] = ['requester', 'accepter']

export const isOnePlace = ({ requester, accepter }: Link): boolean =>
  placeKey(requester.member) === placeKey(accepter.member)

/** Every account and Region of the plan's links, each once, in the order of their keys. */
export function placesOf({ links }: Plan): readonly Place[] {
  const members = links.flatMap(({ link }) => SIDES.map(side => link[side].member))
  const places = members.map(
    ({ ownerId, region }) => [placeKey({ ownerId, region }), { ownerId, region }] as const,
  )
  return [...new Map(places)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place)
}

/** The tags for other tools: without the mesh tool's own, by which it would take what they made for its own. */
export const foreignTags = (tags: Tags): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !isMark(key)))

/** The route of this very block that a table holds already, wherever it leads. */
export const seenRoute = ({ vpcs }: Landscape, { tableId, destination }: LinkRoute): SeenRoute | undefined =>
  vpcs
    .flatMap(({ tables }) => tables)
    .find(({ id }) => id === tableId)
    ?.routes.find(
      route =>
        !route.isPropagated &&
        route.prefixListId === undefined &&
        route.destinations.some(({ text }) => text === destination.text),
    )

/** The rule that lets the same in already. */
export const seenRule = ({ vpcs }: Landscape, wanted: LinkRule): SeenRule | undefined =>
  vpcs
    .flatMap(({ groups }) => groups)
    .find(({ id }) => id === wanted.groupId)
    ?.rules.find(
      rule =>
        rule.from.text === wanted.from.text &&
        rule.protocol === wanted.protocol &&
        rule.fromPort === wanted.fromPort &&
        rule.toPort === wanted.toPort,
    )
