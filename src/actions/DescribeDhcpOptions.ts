import type { DhcpOptions } from '../model/dhcp-options.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showDhcpOptions } from './show-dhcp-options.ts'

/** Refuses: InvalidDhcpOptionsId.Malformed, InvalidDhcpOptionID.NotFound, and what `describe` refuses. */
export const DescribeDhcpOptions: Decide<'DescribeDhcpOptions'> = (situation, input) => {
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids: input.DhcpOptionsIds })
  return { reply: { DhcpOptions: found.map(showDhcpOptions), NextToken } }
}

const catalogue = (situation: Situation): Catalogue<DhcpOptions> =>
  ownedCatalogue(situation, 'dhcp-options', {
    filters: {
      'dhcp-options-id': set => set.id,
      key: set => set.options.map(option => option.key),
      'owner-id': set => set.ownerId,
      value: set => set.options.flatMap(option => option.values),
    },
  })
