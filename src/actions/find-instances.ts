/** Finding instances by their ids: if several do not exist, AWS names them all. */
import { isId, malformed, notFound } from '../model/identities.ts'
import type { Instance } from '../model/instance.ts'
import { refuse } from '../model/refusals.ts'
import type { Situation } from './decide.ts'
import { lookUp } from './find.ts'

/** In the order in which they are named, each once. Refuses: MissingParameter, InvalidInstanceID.Malformed, ….NotFound. */
export function findInstances(
  { network, caller }: Situation,
  given: readonly string[] | undefined,
): readonly Instance[] {
  const ids = [...new Set(given)]
  if (ids.length === 0) throw refuse('MissingParameter', 'InstanceId')
  const wrong = ids.find(id => !isId('i', id))
  if (wrong !== undefined) throw malformed('instance', wrong)
  const found = ids.map(id => lookUp(network, caller, 'instance', id)).filter(one => one !== undefined)
  if (found.length === ids.length) return found
  const there = new Set(found.map(one => one.id))
  const [missing = '', ...more] = ids.filter(id => !there.has(id))
  throw more.length > 0
    ? refuse('InvalidInstanceID.NotFound/several', [missing, ...more])
    : notFound('instance', missing)
}
