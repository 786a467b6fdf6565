/**
 * Routes that are there and in the way: one for the same block, and smaller ones, which win whatever they lead to. A larger block
 * is no matter. Source: VPC User Guide, "Route tables", "Route priority".
 */
import { type Cidr, overlaps } from '../model/cidr.ts'
import type { Draft } from './draft.ts'
import type { SeenRoute } from './landscape.ts'
import type { Link, LinkEnd, LinkRoute } from './link.ts'
import type { Objection } from './objection.ts'
import { fittingLinks } from './objections-overlap.ts'
import { routeDeed } from './planning-routes.ts'
import { routeText } from './route-text.ts'
import { known, narrowerIn, type RoutedBlock, type SurveyedTable } from './survey.ts'

export function objectRoutes(draft: Draft): readonly Objection[] {
  const settled = settledRoutes(draft)
  return fittingLinks(draft).flatMap(link => [
    ...inTheWay(draft, settled, link, link.requester, link.accepter),
    ...inTheWay(draft, settled, link, link.accepter, link.requester),
  ])
}

/** The routes of which the plan itself decides what they lead to, or takes them away. */
function settledRoutes({ links, calls }: Draft): ReadonlySet<string> {
  const wanted = links.flatMap(({ requester, accepter }) => [...requester.routes, ...accepter.routes])
  const going = calls.flatMap(call =>
    call.operation === 'DeleteRoute'
      ? [
          `${call.input.RouteTableId}|${call.input.DestinationCidrBlock ?? call.input.DestinationIpv6CidrBlock}`,
        ]
      : [],
  )
  return new Set([...wanted.map(routeText), ...going])
}

function inTheWay(
  { wish, survey }: Draft,
  settled: ReadonlySet<string>,
  link: Link,
  end: LinkEnd,
  peer: LinkEnd,
): readonly Objection[] {
  const own = known(survey.vpcs, end.member.vpcId).blocks
  const aim = { mesh: wish.name, prunes: wish.prunes, survey }
  return end.routes.flatMap(route => {
    const { destination, tableId } = route
    const table = known(survey.tables, tableId)
    const names: Names = { route, end, peer }
    if (own.some(block => overlaps(block, destination))) return [inOwnBlocks(names)]
    if (routeDeed(aim, route, link.peeringId) === 'conflict') return [same(names, table)]
    return narrowerIn(table, destination)
      .filter(one => one.route.target !== link.peeringId && !isSettled(settled, tableId, one))
      .map(one => narrower(names, one))
  })
}

/** Only what somebody made for a block can be the plan's own. */
const isSettled = (settled: ReadonlySet<string>, tableId: string, { block, route }: RoutedBlock): boolean =>
  !route.isPropagated &&
  route.prefixListId === undefined &&
  settled.has(routeText({ tableId, destination: block }))

interface Names {
  readonly route: LinkRoute
  readonly end: LinkEnd
  readonly peer: LinkEnd
}

const about = ({ route, end, peer }: Names): readonly string[] => [
  route.tableId,
  end.member.vpcId,
  peer.member.vpcId,
]
const leaveOut = ({ route, end }: Names): string =>
  `Leave ${route.tableId} out of the route tables of ${end.member.label}.`

const inOwnBlocks = (names: Names): Objection => ({
  code: 'route-conflict',
  why: `${names.route.destination.text} of ${names.peer.member.label} lies in the blocks of ${names.end.member.label} itself: it never leaves ${names.end.member.label}.`,
  advice: [`Let ${names.peer.member.label} announce its own blocks only.`],
  about: about(names),
})

function same(names: Names, { routes }: SurveyedTable): Objection {
  const { route, end, peer } = names
  const target = routes.get(route.destination.text)?.target
  return {
    code: 'route-conflict',
    why: `In ${route.tableId} of ${end.member.label} ${route.destination.text} leads to ${target} already, and not to ${peer.member.label}.`,
    advice: [
      'Take that route away, if nothing needs it.',
      `Let ${peer.member.label} announce smaller blocks: they win over ${route.destination.text}.`,
      leaveOut(names),
    ],
    about: about(names),
  }
}

const narrower = (names: Names, { block, route }: RoutedBlock): Objection => ({
  code: 'route-conflict',
  why: `In ${names.route.tableId} of ${names.end.member.label} ${block.text} leads to ${route.target} and would win over ${names.route.destination.text} to ${names.peer.member.label}.`,
  advice: [
    removal(block, route),
    `Let ${names.peer.member.label} announce blocks that leave ${block.text} out.`,
    leaveOut(names),
  ],
  about: about(names),
})

function removal(block: Cidr, { isPropagated, prefixListId, target }: SeenRoute): string {
  if (isPropagated) return `Let ${target} not propagate ${block.text} to the table, if nothing needs it.`
  if (prefixListId !== undefined) return `Take ${block.text} from ${prefixListId}, if nothing needs it.`
  return 'Take that route away, if nothing needs it.'
}
