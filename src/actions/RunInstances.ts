import { launched } from '../model/launch.ts'
import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { withoutPublicAddress } from '../model/public-mapping.ts'
import type { Subnet } from '../model/subnet.ts'
import type { Vpc } from '../model/vpc.ts'
import type { Decide } from './decide.ts'
import { checkClassicLaunch } from './launch-classic.ts'
import { findDevices, readCounts } from './launch-network.ts'
import { withPublicAddresses } from './launch-public-address.ts'
import { checkLaunch, launchTraits, tagsOf, typeOf } from './launch-traits.ts'
import { readInterfaces } from './read-interface.ts'
import { showInstance } from './show-instance.ts'
import { showReservation } from './show-reservation.ts'

/**
 * Instances with their network interfaces, `pending` until the data plane has built them. The answer does not have their
 * public addresses yet. Refuses: what its parts refuse.
 */
export const RunInstances: Decide<'RunInstances'> = (situation, input) => {
  const { network, caller, now, newId } = situation
  checkLaunch(situation, input)
  checkClassicLaunch(situation, input)
  const wishes = readInterfaces(input)
  const found = findDevices(situation, {
    wishes,
    counts: readCounts(input),
    type: typeOf(input),
    placement: input.Placement,
    tags: tagsOf('network-interface', input),
  })
  const devices = withPublicAddresses(situation, wishes, found)
  const first = devices[0]?.[0].interface
  const subnet = network.subnets.get(first?.subnetId ?? '') as Subnet
  const traits = launchTraits(input, subnet, network.vpcs.get(subnet.vpcId) as Vpc)
  const all = launched({ place: placeOf(caller), now, newId }, { devices, traits })
  return {
    changes: all.flatMap(({ instance, interfaces }) => [put(instance), ...interfaces.map(put)]),
    reply: showReservation(
      all.map(({ instance }) => instance),
      all.map(({ instance, interfaces }) =>
        showInstance(network, instance, interfaces.map(withoutPublicAddress)),
      ),
    ),
  }
}
