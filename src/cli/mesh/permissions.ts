/** Whether one may do what a plan wants, asked with DryRun before anything is touched. */

import type { Objection } from '../../mesh/objection.ts'
import type { Call } from '../../mesh/plan.ts'
import { placeKey } from '../../model/owned.ts'
import { codeOf, isAnswer } from './said.ts'
import { filled, send } from './send.ts'
import type { Sessions } from './sessions.ts'

/** Stands for a peering that is not there yet: permission is looked at before existence. */
const NO_PEERING = 'pcx-00000000000000000'

const TOO_EARLY =
  'If it is allowed for certain peerings only, that cannot be tried before they are there: go on with --no-dry-run.'

/**
 * One call of each kind in each account and Region. Only a plain "not allowed" is an objection: whatever else is
 * answered, that an id does not exist for one, comes after the question of permission.
 */
export async function objectionsOfPermission(
  sessions: Sessions,
  calls: readonly Call[],
): Promise<readonly Objection[]> {
  const kinds = new Map(calls.map(call => [`${call.operation} ${placeKey(call.place)}`, call]))
  const found = await Promise.all([...kinds.values()].map(call => whyNotAllowed(sessions, call)))
  return found.filter(objection => objection !== undefined)
}

async function whyNotAllowed(sessions: Sessions, call: Call): Promise<Objection | undefined> {
  const { operation, place } = call
  try {
    await send(sessions.ec2(place), operation, { ...filled(call, NO_PEERING), DryRun: true })
  } catch (error) {
    if (codeOf(error) === 'UnauthorizedOperation') return forbidden(call, sessions.arn(place))
    if (!isAnswer(error)) throw error
  }
  return undefined
}

function forbidden(call: Call, arn: string): Objection {
  const { operation, place, input, peeringGoesTo } = call
  const { ownerId, region } = place
  const marks = operation === 'CreateVpcPeeringConnection' ? ' and ec2:CreateTags' : ''
  return {
    code: 'permission',
    why: `${arn} may not call ${operation} in account ${ownerId}, ${region}.`,
    advice: [
      `Allow ec2:${operation}${marks} there, or name another profile or role for its members.`,
      ...(peeringGoesTo ? [TOO_EARLY] : []),
    ],
    about: Object.values(input).filter(value => typeof value === 'string'),
  }
}
