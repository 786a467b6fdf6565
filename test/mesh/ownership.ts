/** Whether a mesh may have changed a document. */
import { markKey } from '../../src/mesh/marks.ts'
import type { Wish } from '../../src/mesh/wish.ts'
import type { Document, Network } from '../../src/model/network.ts'
import type { Peering } from '../../src/model/peering.ts'
import type { Route } from '../../src/model/route-table.ts'

/** A peering of a wanted pair; a route to one, where none was or a blackhole; a rule with the mark. `before`: as it was. */
export function mayTouch(network: Network, wish: Wish, one: Document, before: Document | undefined): boolean {
  switch (one.kind) {
    case 'peering':
      return joinsPair(wish, one)
    case 'route':
      return (
        leadsTo(network, one, peering => joinsPair(wish, peering)) &&
        !(before && leadsTo(network, before as Route, isLive))
      )
    case 'security-group-rule':
      return before === undefined && one.tags[markKey(wish.name)] === 'made'
    default:
      return false
  }
}

const isLive = ({ state }: Peering): boolean => state === 'active' || state === 'pending-acceptance'

const joinsPair = ({ pairs }: Wish, { requester, accepter }: Peering): boolean =>
  pairs.some(pair => pair.includes(requester.vpcId) && pair.includes(accepter.vpcId))

function leadsTo(network: Network, { target }: Route, is: (peering: Peering) => boolean): boolean {
  const peering = target.kind === 'peering' ? network.peerings.get(target.id) : undefined
  return peering !== undefined && is(peering)
}
