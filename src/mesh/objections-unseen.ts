/** What is left of a deleted peering where one cannot look: routes of its other side. */
import { placeKey } from '../model/owned.ts'
import { sidesOfSeen } from './choose-peering.ts'
import type { Draft } from './draft.ts'
import type { Objection } from './objection.ts'

export const warnUnseen = ({ survey, calls }: Pick<Draft, 'survey' | 'calls'>): readonly Objection[] =>
  calls.flatMap(call => {
    if (call.operation !== 'DeleteVpcPeeringConnection') return []
    const peering = survey.peerings.get(call.input.VpcPeeringConnectionId ?? '')
    if (!peering) return []
    return sidesOfSeen(peering)
      .filter(side => peering.tags[placeKey(side)] === undefined)
      .map(({ vpcId, ...place }) => ({
        code: 'unreadable' as const,
        why: `Routes of ${vpcId} to ${peering.id} become blackholes: nobody can look at ${placeKey(place)} from here.`,
        advice: [`Take them away in ${placeKey(place)}.`],
        about: [vpcId, peering.id],
      }))
  })
