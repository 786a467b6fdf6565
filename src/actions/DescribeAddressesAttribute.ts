import type { Decide } from './decide.ts'
import { page } from './describe.ts'
import { findAllocations } from './find-address.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showAddressAttribute } from './show-address.ts'

/**
 * The name in the reverse DNS is the only attribute; an address without one is not shown. HashiCorp's AWS provider takes
 * that for the end of the name (aws_eip_domain_name). Refuses: as `findAllocations`, InvalidNextToken.
 */
export const DescribeAddressesAttribute: Decide<'DescribeAddressesAttribute'> = (situation, input) => {
  const { AllocationIds: ids = [] } = input
  const asked = ids.length > 0 ? findAllocations(situation, ids) : all(situation)
  const named = asked.filter(({ domainName }) => domainName !== undefined)
  const { found, NextToken } = page(named, input)
  return { reply: { Addresses: found.map(one => showAddressAttribute(one)), NextToken } }
}

const all = (situation: Parameters<typeof ownedCatalogue>[0]) => [
  ...ownedCatalogue(situation, 'elastic-address', { filters: {} }).all(),
]
