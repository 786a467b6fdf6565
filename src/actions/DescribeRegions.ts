/**
 * Regions. No account has opted in to any Region here, so those that need it are shown only to who asks for all, or for
 * them by name, with the status that a new account sees. Their operations work all the same.
 */
import type { Region as Shown } from '@aws-sdk/client-ec2'
import { refuse } from '../model/refusals.ts'
import { partitionOf, type Region, regionNamed, regionsOf } from '../model/regions.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'

/** Refuses: InvalidParameterValue (unknown, or of another partition), and what `describe` refuses. */
export const DescribeRegions: Decide<'DescribeRegions'> = (situation, input) => {
  const { Filters, RegionNames: ids } = input
  const { found } = describe(catalogue(situation, input.AllRegions ?? false), { ids, Filters })
  return { reply: { Regions: found.map(({ region }) => showRegion(region)) } }
}

interface Row {
  readonly id: string
  readonly region: Region
}

const row = (region: Region): Row => ({ id: region.name, region })

function catalogue({ caller }: Situation, all: boolean): Catalogue<Row> {
  const partition = partitionOf(caller.region)
  return {
    all: () =>
      regionsOf(partition)
        .filter(region => all || !region.optIn)
        .map(row),
    byId: name => {
      const region = regionNamed(name)
      if (region?.partition !== partition) throw refuse('InvalidParameterValue/region', name)
      return row(region)
    },
    filters: {
      endpoint: ({ region }) => endpointOf(region),
      'opt-in-status': ({ region }) => optInStatus(region),
      'region-name': ({ region }) => region.name,
    },
  }
}

const showRegion = (region: Region): Shown => ({
  OptInStatus: optInStatus(region),
  RegionName: region.name,
  Endpoint: endpointOf(region),
})

const optInStatus = (region: Region): string => (region.optIn ? 'not-opted-in' : 'opt-in-not-required')

const endpointOf = ({ name, partition }: Region): string =>
  `ec2.${name}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`
