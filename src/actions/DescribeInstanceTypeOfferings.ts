import type { _InstanceType, InstanceTypeOffering, LocationType } from '@aws-sdk/client-ec2'
import { instanceTypes } from '../model/instance-types.ts'
import { refuse } from '../model/refusals.ts'
import { zonesOf } from '../model/regions.ts'
import type { Decide } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'

interface Offering {
  readonly id: string
  readonly type: string
  readonly location: string
}

/** Every type of the catalogue is offered in every zone; there are no outposts. Refuses: InvalidParameterValue, and what `describe` refuses. */
export const DescribeInstanceTypeOfferings: Decide<'DescribeInstanceTypeOfferings'> = ({ caller }, input) => {
  const LocationType = input.LocationType ?? 'region'
  const locations = locationsOf(LocationType, caller.region)
  if (!locations) throw refuse('InvalidParameterValue/enumeration', LocationType, 'locationType')
  const catalogue = catalogueOf(locations)
  const { found, NextToken } = describe(catalogue, input)
  const shown = found.map(
    ({ type, location }): InstanceTypeOffering => ({
      InstanceType: type as _InstanceType,
      LocationType,
      Location: location,
    }),
  )
  return { reply: { InstanceTypeOfferings: shown, NextToken } }
}

function locationsOf(type: LocationType, region: string): readonly string[] | undefined {
  const locations: Readonly<Partial<Record<LocationType, readonly string[]>>> = {
    region: [region],
    'availability-zone': zonesOf(region).map(zone => zone.name),
    'availability-zone-id': zonesOf(region).map(zone => zone.id),
    outpost: [],
  }
  return locations[type]
}

const catalogueOf = (locations: readonly string[]): Catalogue<Offering> => {
  const all = instanceTypes.flatMap(({ name }) =>
    locations.map(location => ({ id: `${name}/${location}`, type: name, location })),
  )
  return {
    all: () => all,
    byId: id => all.find(one => one.id === id) as Offering,
    filters: {
      'instance-type': one => one.type,
      location: one => one.location,
    },
  }
}
