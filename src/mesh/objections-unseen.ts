/** What is left of a mesh where one cannot look: on the other side of a peering that is deleted or given back. */
import { placeKey } from '../model/owned.ts'
import { sidesOfSeen } from './choose-peering.ts'
import type { Draft } from './draft.ts'
import type { Objection } from './objection.ts'
import type { Call } from './plan.ts'

export const warnUnseen = ({ survey, calls }: Pick<Draft, 'survey' | 'calls'>): readonly Objection[] =>
  calls.flatMap(call => {
    const [id, fate] = leavingOf(call)
    const peering = survey.peerings.get(id)
    if (!peering) return []
    return sidesOfSeen(peering)
      .filter(side => peering.tags[placeKey(side)] === undefined)
      .map(({ vpcId, ...place }) => ({
        code: 'unreadable' as const,
        why: `Routes of ${vpcId} to ${peering.id} ${fate}: nobody can look at ${placeKey(place)} from here.`,
        advice: [`Take them away in ${placeKey(place)}.`],
        about: [vpcId, peering.id],
      }))
  })

/** The peering that a call takes leave of, if it does, and what becomes of routes to it. */
function leavingOf({ operation, input }: Call): readonly [id: string, fate: string] {
  if (operation === 'DeleteVpcPeeringConnection')
    return [input.VpcPeeringConnectionId ?? '', 'become blackholes']
  if (operation === 'DeleteTags') return [input.Resources?.[0] ?? '', "and the mesh's tags there stay"]
  return ['', '']
}
