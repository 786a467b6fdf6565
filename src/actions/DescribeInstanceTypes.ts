import { type InstanceType, instanceTypeNamed, instanceTypes } from '../model/instance-types.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { instanceTypeFilters } from './instance-type-filters.ts'
import { showInstanceType } from './show-instance-type.ts'
import { viewedFilters } from './viewed-filters.ts'

type Listed = InstanceType & { readonly id: string }

/** The types of the catalogue. Refuses: InvalidInstanceType, InvalidParameterCombination, and what `describe` refuses. */
export const DescribeInstanceTypes: Decide<'DescribeInstanceTypes'> = (_, input) => {
  const { InstanceTypes: ids, MaxResults: most } = input
  if (ids?.length && most !== undefined)
    throw refuse('InvalidParameterCombination/max-results-with-ids', 'instanceTypes')
  const missing = ids?.filter(name => !instanceTypeNamed(name)) ?? []
  if (missing.length > 0) throw refuse('InvalidInstanceType', missing)
  const { found, NextToken } = describe(catalogue(), { ...input, ids })
  return { reply: { InstanceTypes: found.map(showInstanceType), NextToken } }
}

const listed = (type: InstanceType): Listed => ({ ...type, id: type.name })

const catalogue = (): Catalogue<Listed> => ({
  all: () => instanceTypes.map(listed),
  byId: name => listed(instanceTypeNamed(name) as InstanceType),
  filters: viewedFilters(instanceTypeFilters, showInstanceType),
})
