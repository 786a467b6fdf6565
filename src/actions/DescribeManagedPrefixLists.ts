import type { PrefixList } from '../model/prefix-list.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { allPrefixLists, findPrefixList } from './find-prefix-list.ts'
import { showPrefixList } from './show-prefix-list.ts'

/** Amazon's and the caller's own. Refuses: as `findPrefixList`, and what `describe` refuses. */
export const DescribeManagedPrefixLists: Decide<'DescribeManagedPrefixLists'> = (situation, input) => {
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids: input.PrefixListIds })
  return { reply: { PrefixLists: found.map(list => showPrefixList(list)), NextToken } }
}

const catalogue = (situation: Situation): Catalogue<PrefixList> => ({
  all: () => allPrefixLists(situation),
  byId: id => findPrefixList(situation, id),
  filters: {
    'owner-id': list => list.ownerId,
    'prefix-list-id': list => list.id,
    'prefix-list-name': list => list.name,
  },
  tags: list => list.tags,
})
