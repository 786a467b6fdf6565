/** Draws peerings out, with the routes through them. */
import { overlaps } from '../../src/model/cidr.ts'
import type { Document } from '../../src/model/network.ts'
import type { Peering } from '../../src/model/peering.ts'
import { newRoute } from '../../src/model/route-table.ts'
import { type Drawn, idOf, pick } from './draw-vpc.ts'
import type { PeeringSketch } from './sketch.ts'

export interface DrawnPeering {
  readonly peering: Peering
  readonly routes: readonly Document[]
}

/** At most one for two VPCs; one that AWS would not make, since blocks overlap, has failed. */
export function drawPeerings(
  sketches: readonly PeeringSketch[],
  vpcs: readonly Drawn[],
): readonly DrawnPeering[] {
  const drawn = new Map<string, DrawnPeering>()
  for (const sketch of sketches) {
    const ends = [sketch.from % vpcs.length, sketch.to % vpcs.length] as const
    const [requester, accepter] = [pick(vpcs, ends[0]), pick(vpcs, ends[1])]
    const pair = ends.toSorted().join()
    if (requester === accepter || drawn.has(pair)) continue
    drawn.set(pair, drawPeering(idOf('pcx', ...ends), sketch, requester, accepter))
  }
  return [...drawn.values()]
}

function drawPeering(id: string, sketch: PeeringSketch, requester: Drawn, accepter: Drawn): DrawnPeering {
  const isPossible = !requester.blocks.some(a => accepter.blocks.some(b => overlaps(a, b)))
  const peering = {
    kind: 'peering',
    id,
    state: isPossible ? sketch.state : 'failed',
    since: 0,
    createdAt: 0,
    requester: side(requester),
    accepter: side(accepter),
    tags: {},
  } as const
  const routes = (from: Drawn, to: Drawn) =>
    from.tables.flatMap(table =>
      [to.blocks[0], to.blocks.find(block => block.version === 6)].flatMap(block =>
        block ? [newRoute(table, block, { kind: 'peering', id }, 0)] : [],
      ),
    )
  const isRouted = isPossible && sketch.isRouted
  return { peering, routes: isRouted ? [...routes(requester, accepter), ...routes(accepter, requester)] : [] }
}

const side = ({ place, id }: Drawn): Peering['requester'] => ({
  ...place,
  vpcId: id,
  options: { dnsResolution: false, classicLinkToRemoteVpc: false, vpcToRemoteClassicLink: false },
})
