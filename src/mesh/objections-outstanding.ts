/**
 * Requests that wait to be accepted: an account has a limited number. A plan is carried out below it, so it only takes longer; it
 * cannot begin where others' requests use the limit up.
 */
import { placeKey } from '../model/owned.ts'
import { isWaiting } from './choose-peering.ts'
import type { Draft } from './draft.ts'
import type { Objection } from './objection.ts'

interface Requests {
  readonly place: string
  readonly present: number
  readonly asked: number
}

export const objectOutstanding = (draft: Draft): readonly Objection[] =>
  requestsOf(draft)
    .filter(({ present }) => present >= limitOf(draft))
    .map(({ place, present }) => ({
      code: 'peerings-quota',
      why: `In ${place} ${present} requests for a peering wait that are not the mesh's; the limit is ${limitOf(draft)}.`,
      advice: ['Let them be accepted, or take them back.', 'Ask AWS for a higher quota (L-DC9F7029).'],
      about: [],
    }))

export const warnOutstanding = (draft: Draft): readonly Objection[] =>
  requestsOf(draft)
    .filter(({ present, asked }) => present < limitOf(draft) && present + asked > limitOf(draft))
    .map(({ place, present, asked }) => ({
      code: 'peerings-quota',
      why: `${asked} peerings are asked for in ${place}, where ${limitOf(draft) - present} may wait at a time.`,
      advice: ['Nothing has to be done: each is accepted before more are asked for.'],
      about: [],
    }))

const limitOf = ({ quotas }: Draft): number => quotas['outstanding-peerings']

/** By the places where something is asked for: what waits there and is not accepted, and what is asked for. */
function requestsOf({ survey, calls }: Draft): readonly Requests[] {
  const asked = Map.groupBy(
    calls.filter(call => call.operation === 'CreateVpcPeeringConnection'),
    call => placeKey(call.place),
  )
  const accepted = new Set(
    calls.flatMap(call =>
      call.operation === 'AcceptVpcPeeringConnection' ? [call.input.VpcPeeringConnectionId] : [],
    ),
  )
  const waiting = survey.landscape.peerings.filter(one => isWaiting(one) && !accepted.has(one.id))
  return [...asked].map(([place, some]) => ({
    place,
    present: waiting.filter(({ requester }) => placeKey(requester) === place).length,
    asked: some.length,
  }))
}
