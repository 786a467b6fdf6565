/** From what the data plane has made real to the life-cycle events it causes. Pure. */
import type { Part, PartId } from '../fabric/fabric.ts'
import { built, removed } from '../model/instance-lifecycle.ts'
import { type Change, type Network, put } from '../model/network.ts'
import { move, nextState } from '../model/peering-lifecycle.ts'

/** The changes that follow when these parts are as specified; undefined stands for a part that is not there. */
export const becameReal = (
  network: Network,
  parts: ReadonlyMap<PartId, Part | undefined>,
  now: number,
): readonly Change[] => [...parts].flatMap(([id, part]) => eventsOf(network, id, part, now))

function eventsOf(network: Network, id: PartId, part: Part | undefined, now: number): readonly Change[] {
  const [kind, of = ''] = id.split('/', 2)
  return kind === 'peering' ? peeringEvents(network, of, part, now) : instanceEvents(network, of, part, now)
}

/** An accepted peering needs no link where a VPC has nothing that could send: its part is then real by not being there. */
function peeringEvents(network: Network, id: string, part: Part | undefined, now: number): readonly Change[] {
  const peering = network.peerings.get(id)
  if (!peering) return []
  if (nextState(peering, 'built')) return [put(move(peering, 'built', now))]
  return !part && nextState(peering, 'removed') ? [put(move(peering, 'removed', now))] : []
}

function instanceEvents(
  network: Network,
  vpcId: string,
  part: Part | undefined,
  now: number,
): readonly Change[] {
  const there = new Set(part && 'interfaces' in part ? part.interfaces.map(one => one.hostId) : [])
  return network.instances
    .where('vpc', vpcId)
    .flatMap(instance =>
      there.has(instance.id) ? built(network, instance, now) : removed(network, instance, now),
    )
}
