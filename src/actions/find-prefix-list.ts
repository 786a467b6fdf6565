/** Finding a managed prefix list: the caller's own, or one of Amazon's in the Region. */
import { amazonPrefixList, amazonPrefixLists } from '../model/amazon-prefix-lists.ts'
import { isId } from '../model/identities.ts'
import { inPlace } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import type { PrefixList } from '../model/prefix-list.ts'
import { refuse } from '../model/refusals.ts'
import type { Situation } from './decide.ts'
import { find } from './find.ts'

/** Refuses: MissingParameter, InvalidPrefixListId.Malformed, InvalidPrefixListID.NotFound. */
export function findPrefixList(situation: Situation, id: string | undefined): PrefixList {
  const amazons =
    id !== undefined && isId('pl', id) ? amazonPrefixList(situation.caller.region, id) : undefined
  return amazons ?? find(situation, 'prefix-list', id, 'prefixListId')
}

/** One that the caller may change. Refuses: as `findPrefixList`, OperationNotPermitted for Amazon's. */
export function findOwnPrefixList(situation: Situation, id: string | undefined): PrefixList {
  const list = findPrefixList(situation, id)
  if (list.ownerId !== situation.caller.accountId)
    throw refuse('OperationNotPermitted/amazon-prefix-list', list.id)
  return list
}

/** Amazon's and the caller's own. */
export const allPrefixLists = ({ network, caller }: Situation): readonly PrefixList[] => [
  ...amazonPrefixLists(caller.region),
  ...inPlace(network, 'prefix-list', placeOf(caller)),
]
