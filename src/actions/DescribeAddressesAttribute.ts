import type { Decide } from './decide.ts'
import { page } from './describe.ts'
import { findAllocations } from './find-address.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showAddressAttribute } from './show-address.ts'

/** The name in the reverse DNS is the only attribute. Refuses: as `findAllocations`, InvalidNextToken. */
export const DescribeAddressesAttribute: Decide<'DescribeAddressesAttribute'> = (situation, input) => {
  const { AllocationIds: ids = [] } = input
  const asked = ids.length > 0 ? findAllocations(situation, ids) : all(situation)
  const { found, NextToken } = page(asked, input)
  return { reply: { Addresses: found.map(one => showAddressAttribute(one)), NextToken } }
}

const all = (situation: Parameters<typeof ownedCatalogue>[0]) => [
  ...ownedCatalogue(situation, 'elastic-address', { filters: {} }).all(),
]
