/** Which of the peerings of a pair is used: one that is there, or nearly there, in whichever direction. */
import type { PeeringState } from '../model/peering.ts'
import type { SeenPeering } from './landscape.ts'
import { markKey } from './marks.ts'

/** The nearer to `active`, the better; without a rank it has ended. */
const ranks: Partial<Record<PeeringState, number>> = {
  active: 0,
  provisioning: 1,
  'pending-acceptance': 2,
  'initiating-request': 3,
}

export const isLive = ({ state }: SeenPeering): boolean => ranks[state] !== undefined

/** Both ends as a VPC in its place. */
export const sidesOfSeen = ({ requester, accepter }: SeenPeering) =>
  [requester, accepter].map(({ vpcId, ownerId, region }) => ({ vpcId, ownerId, region }))

/** There is a request, which nobody has answered yet. */
export const isWaiting = ({ state }: SeenPeering): boolean =>
  state === 'pending-acceptance' || state === 'initiating-request'

/** The one to use; undefined if none lives. Of two requests the mesh's own, else the older one. */
export function choosePeering(peerings: readonly SeenPeering[], mesh: string): SeenPeering | undefined {
  return peerings.filter(isLive).sort((a, b) => before(a, b, mesh))[0]
}

function before(a: SeenPeering, b: SeenPeering, mesh: string): number {
  const order = [
    (ranks[a.state] ?? 0) - (ranks[b.state] ?? 0),
    Number(bearsMark(b, mesh)) - Number(bearsMark(a, mesh)),
    (a.expiresAt ?? 0) - (b.expiresAt ?? 0),
  ]
  return order.find(difference => difference !== 0) ?? (a.id < b.id ? -1 : 1)
}

/** Whether the mesh uses the peering, as far as one can see. */
export const bearsMark = (peering: SeenPeering, mesh: string): boolean =>
  Object.values(peering.tags).some(tags => tags[markKey(mesh)] !== undefined)

/** What to say about the others of the pair; undefined if there are none. */
export function remarkOn(
  peerings: readonly SeenPeering[],
  used: SeenPeering | undefined,
): string | undefined {
  const others = peerings.filter(one => one.id !== used?.id && !(used && !isLive(one)))
  const words = others.map(one => (isLive(one) ? waits(one) : ended(one)))
  return words.length > 0 ? words.sort().join('; ') : undefined
}

const waits = ({ id, state }: SeenPeering): string => `${id} (${state}) joins the same VPCs and is not needed`
const ended = ({ id, state, message }: SeenPeering): string =>
  `${id} is of no use any more (${state}: ${message})`
