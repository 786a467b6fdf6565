/** Looking a resource up by its id, as AWS refuses: malformed first, then not found. What is not the caller's does not exist. */
import { type IdentifiedKind, identities, isId, malformed, notFound } from '../model/identities.ts'
import { type DocumentOf, document, type Network } from '../model/network.ts'
import { type Caller, placeKey, placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import type { Situation } from './decide.ts'

/** Kinds that one account owns in one Region; a peering has two owners and its own look-up. */
export type OwnedKind = Exclude<IdentifiedKind, 'peering'>

/**
 * The caller's document of that kind and id. `parameter` names the request's member, in AWS's lower camel case, for
 * when it is missing. Refuses: MissingParameter, ….Malformed, ….NotFound.
 */
export function find<K extends OwnedKind>(
  { network, caller }: Pick<Situation, 'network' | 'caller'>,
  kind: K,
  id: string | undefined,
  parameter = `${identities[kind].prefix}Id`,
): DocumentOf<K> {
  if (id === undefined) throw refuse('MissingParameter', parameter)
  if (!isId(identities[kind].prefix, id)) throw malformed(kind, id)
  const found = lookUp(network, caller, kind, id)
  if (!found) throw notFound(kind, id)
  return found
}

/** The same without a refusal: undefined where there is nothing of the caller's. */
export function lookUp<K extends OwnedKind>(
  network: Network,
  caller: Caller,
  kind: K,
  id: string,
): DocumentOf<K> | undefined {
  const found = document(network, kind, id)
  return found && placeKey(found) === placeKey(placeOf(caller)) ? found : undefined
}
