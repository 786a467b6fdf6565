import type { NetworkInterface } from '../model/network-interface.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { networkInterfaceFilters } from './network-interface-filters.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showNetworkInterface } from './show-network-interface.ts'
import { viewedFilters } from './viewed-filters.ts'

/** Refuses: InvalidParameterCombination, InvalidNetworkInterfaceID.NotFound, and what `describe` refuses. */
export const DescribeNetworkInterfaces: Decide<'DescribeNetworkInterfaces'> = (situation, input) => {
  const { NetworkInterfaceIds: ids, MaxResults: most } = input
  if (ids?.length && most !== undefined)
    throw refuse('InvalidParameterCombination/max-results-with-ids', 'networkInterfaceIdsSet')
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids })
  const shown = found.map(one => showNetworkInterface(situation.network, one))
  return { reply: { NetworkInterfaces: shown, NextToken } }
}

const catalogue = (situation: Situation): Catalogue<NetworkInterface> =>
  ownedCatalogue(situation, 'network-interface', {
    filters: viewedFilters(networkInterfaceFilters, (one: NetworkInterface) =>
      showNetworkInterface(situation.network, one),
    ),
    indexes: {
      'attachment.instance-id': 'instance',
      'group-id': 'group',
      'subnet-id': 'subnet',
      'vpc-id': 'vpc',
    },
  })
