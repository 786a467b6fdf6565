/** The availability zones of the Region of the call. There are no Local Zones and no Wavelength Zones here. */
import type { AvailabilityZone as Shown } from '@aws-sdk/client-ec2'
import { refuse } from '../model/refusals.ts'
import { type Region, regionNamed, type Zone } from '../model/regions.ts'
import type { Decide, Input } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'

/** Refuses: InvalidParameterValue (no such zone), and what `describe` refuses. */
export const DescribeAvailabilityZones: Decide<'DescribeAvailabilityZones'> = ({ caller }, input) => {
  const region = regionNamed(caller.region)
  const zones = region?.zones ?? []
  const question = { ids: namesOf(zones, input), Filters: input.Filters }
  const { found } = region ? describe(catalogue(region), question) : { found: [] }
  return { reply: { AvailabilityZones: found.map(({ shown }) => shown) } }
}

/** The zones that are asked for, by name and by id. */
function namesOf(zones: readonly Zone[], input: Input<'DescribeAvailabilityZones'>): readonly string[] {
  const byId = (input.ZoneIds ?? []).map(id => {
    const zone = zones.find(one => one.id === id)
    if (!zone) throw refuse('InvalidParameterValue/availability-zone-id', id)
    return zone.name
  })
  return [...(input.ZoneNames ?? []), ...byId]
}

interface Row {
  readonly id: string
  readonly shown: Shown
}

function catalogue(region: Region): Catalogue<Row> {
  const rows = region.zones.map(zone => ({ id: zone.name, shown: showZone(region, zone) }))
  const nothing = () => undefined
  return {
    all: () => rows,
    byId: name => {
      const row = rows.find(one => one.id === name)
      if (!row) throw refuse('InvalidParameterValue/availability-zone', name)
      return row
    },
    filters: {
      'group-long-name': ({ shown }) => shown.GroupLongName,
      'group-name': ({ shown }) => shown.GroupName,
      message: nothing,
      'opt-in-status': ({ shown }) => shown.OptInStatus,
      'parent-zone-id': nothing,
      'parent-zone-name': nothing,
      'region-name': ({ shown }) => shown.RegionName,
      state: ({ shown }) => shown.State,
      'zone-id': ({ shown }) => shown.ZoneId,
      'zone-name': ({ shown }) => shown.ZoneName,
      'zone-type': ({ shown }) => shown.ZoneType,
    },
  }
}

/** All zones of a Region are of its first zone group. */
const showZone = (region: Region, zone: Zone): Shown => ({
  OptInStatus: 'opt-in-not-required',
  Messages: [],
  RegionName: region.name,
  ZoneName: zone.name,
  ZoneId: zone.id,
  GroupName: `${region.name}-zg-1`,
  NetworkBorderGroup: region.name,
  ZoneType: 'availability-zone',
  GroupLongName: `${region.location} 1`,
  State: 'available',
})
