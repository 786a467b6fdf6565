import { GATEWAY_SERVICES, listOfService } from '../model/amazon-prefix-lists.ts'
import { isId, malformed, notFound } from '../model/identities.ts'
import { entriesOf, type PrefixList } from '../model/prefix-list.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'

/**
 * The older form: only the lists of the services that have gateway endpoints, with their blocks. Refuses:
 * InvalidPrefixListId.Malformed, InvalidPrefixListID.NotFound, and what `describe` refuses.
 */
export const DescribePrefixLists: Decide<'DescribePrefixLists'> = (situation, input) => {
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids: input.PrefixListIds })
  const shown = found.map(list => ({
    Cidrs: entriesOf(list).map(entry => entry.cidr.text),
    PrefixListId: list.id,
    PrefixListName: list.name,
  }))
  return { reply: { PrefixLists: shown, NextToken } }
}

function catalogue({ caller }: Situation): Catalogue<PrefixList> {
  const all = GATEWAY_SERVICES.flatMap(service => listOfService(caller.region, service) ?? [])
  return {
    all: () => all,
    byId: id => {
      if (!isId('pl', id)) throw malformed('prefix-list', id)
      const list = all.find(one => one.id === id)
      if (!list) throw notFound('prefix-list', id)
      return list
    },
    filters: { 'prefix-list-id': list => list.id, 'prefix-list-name': list => list.name },
  }
}
