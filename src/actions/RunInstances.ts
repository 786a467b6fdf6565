import { launched } from '../model/launch.ts'
import { put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import type { Vpc } from '../model/vpc.ts'
import type { Decide } from './decide.ts'
import { findAddresses, findGroups, findSubnet, readCounts } from './launch-network.ts'
import { checkLaunch, launchTraits, tagsOf } from './launch-traits.ts'
import { readInterface } from './read-interface.ts'
import { showInstance } from './show-instance.ts'
import { showReservation } from './show-reservation.ts'

/** Instances with one network interface each, `pending` until the data plane has built them. Refuses: what its parts refuse. */
export const RunInstances: Decide<'RunInstances'> = (situation, input) => {
  const { network, caller, now, newId } = situation
  checkLaunch(input)
  const counts = readCounts(input)
  const wish = readInterface(input)
  const subnet = findSubnet(situation, wish.subnetId, input.Placement)
  const groups = findGroups(situation, subnet, wish)
  const traits = launchTraits(input, subnet, network.vpcs.get(subnet.vpcId) as Vpc)
  const { description, deleteOnTermination } = wish
  const tags = tagsOf('network-interface', input)
  const addresses = findAddresses(situation, subnet, wish.address, counts)
  const all = launched(
    { place: placeOf(caller), now, newId },
    { subnet, addresses, groups, traits, interface: { description, deleteOnTermination, tags } },
  )
  return {
    changes: all.flatMap(({ instance, primary }) => [put(instance), put(primary)]),
    reply: showReservation(
      all.map(({ instance }) => instance),
      all.map(({ instance, primary }) => showInstance(network, instance, [primary])),
    ),
  }
}
