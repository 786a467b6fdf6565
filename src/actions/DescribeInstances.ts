import { isClassic } from '../model/ec2-classic.ts'
import type { Instance } from '../model/instance.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe } from './describe.ts'
import { findInstances } from './find-instances.ts'
import { instanceFilters } from './instance-filters.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { showInstance } from './show-instance.ts'
import { showNetworkInterface } from './show-network-interface.ts'
import { showReservation } from './show-reservation.ts'
import { viewedFilters } from './viewed-filters.ts'

/** Refuses: InvalidParameterCombination, InvalidInstanceID.NotFound, and what `describe` refuses. */
export const DescribeInstances: Decide<'DescribeInstances'> = (situation, input) => {
  const { InstanceIds: ids, MaxResults: most } = input
  if (ids?.length && most !== undefined)
    throw refuse('InvalidParameterCombination/max-results-with-ids', 'instancesSet')
  if (ids?.length) findInstances(situation, ids)
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids })
  const launches = [...Map.groupBy(found, one => one.reservationId).values()]
  const shown = launches.map(launch =>
    showReservation(
      launch,
      launch.map(one => showInstance(situation.network, one)),
    ),
  )
  return { reply: { Reservations: shown, NextToken } }
}

const catalogue = (situation: Situation): Catalogue<Instance> => {
  const { network } = situation
  const view = (instance: Instance) => {
    const interfaces = network.networkInterfaces.where('instance', instance.id)
    return {
      instance,
      shown: showInstance(network, instance, interfaces),
      interfaces: () =>
        isClassic(network, instance) ? [] : interfaces.map(one => showNetworkInterface(network, one)),
    }
  }
  return ownedCatalogue(situation, 'instance', {
    filters: viewedFilters(instanceFilters, view),
    indexes: { 'subnet-id': 'subnet', 'vpc-id': 'vpc' },
  })
}
