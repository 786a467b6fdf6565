/** What a route or a rule means by the prefix list that it names. */
import { amazonPrefixList } from './amazon-prefix-lists.ts'
import type { Cidr } from './cidr.ts'
import type { Network } from './network.ts'
import { entriesOf, type PrefixList } from './prefix-list.ts'

/** The list of that id as a resource in a Region sees it: somebody's, or one of Amazon's own. */
export const prefixListIn = (network: Network, region: string, id: string): PrefixList | undefined =>
  network.prefixLists.get(id) ?? amazonPrefixList(region, id)

/** The blocks that a list means now; none if it is gone. */
export const blocksOfList = (network: Network, region: string, id: string): readonly Cidr[] => {
  const list = prefixListIn(network, region, id)
  return list ? entriesOf(list).map(entry => entry.cidr) : []
}
