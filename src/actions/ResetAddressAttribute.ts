import { put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { findAllocation } from './find-address.ts'
import { showAddressAttribute } from './show-address.ts'

/** Takes the name in the reverse DNS away. Refuses: as `findAllocation`. */
export const ResetAddressAttribute: Decide<'ResetAddressAttribute'> = (situation, input) => {
  const elastic = findAllocation(situation, input.AllocationId)
  const { domainName: _, ...nameless } = elastic
  return { changes: [put(nameless)], reply: { Address: showAddressAttribute(elastic, { value: '' }) } }
}
