import { refuse } from '../model/refusals.ts'
import { zonesOf } from '../model/regions.ts'
import type { Input, Situation } from './decide.ts'

/**
 * The name of the zone that a subnet is asked for in, by name or by id; of the Region's first if none is.
 * Refuses: InvalidParameterValue, InvalidParameterCombination.
 */
export function findSubnetZone(
  { caller }: Situation,
  input: Pick<Input<'CreateSubnet'>, 'AvailabilityZone' | 'AvailabilityZoneId'>,
): string {
  const { AvailabilityZone: name, AvailabilityZoneId: id } = input
  if (name !== undefined && id !== undefined) throw refuse('InvalidParameterCombination/zone')
  const zones = zonesOf(caller.region)
  const zone = zones.find(one => (id === undefined ? one.name === (name ?? zones[0]?.name) : one.id === id))
  if (zone) return zone.name
  throw id === undefined
    ? refuse(
        'InvalidParameterValue/zone',
        name ?? '',
        'availabilityZone',
        zones.map(one => one.name),
      )
    : refuse(
        'InvalidParameterValue/zone',
        id,
        'availabilityZoneId',
        zones.map(one => one.id),
      )
}
