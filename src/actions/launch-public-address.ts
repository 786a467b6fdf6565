/** Which instances of a launch get a public address of Amazon's. Source: EC2 User Guide, "Public IPv4 addresses". */
import type { Device, Devices } from '../model/launch.ts'
import { withPublicAddress } from '../model/public-mapping.ts'
import { refuse } from '../model/refusals.ts'
import type { Situation } from './decide.ts'
import type { InterfaceWish } from './read-interface.ts'

/**
 * What the request says goes before what the subnet says; the subnet's word counts for instances with one new interface.
 * Refuses: InvalidParameterCombination (several interfaces), InsufficientAddressCapacity.
 */
export function withPublicAddresses(
  situation: Situation,
  wishes: readonly InterfaceWish[],
  all: readonly Devices[],
): readonly Devices[] {
  const asked = wishes.map(wish => ('existingId' in wish ? undefined : wish.publicAddress))
  if (wishes.length > 1 && asked.includes(true)) throw refuse('InvalidParameterCombination/public-of-several')
  const [wish] = wishes
  if (wishes.length > 1 || !wish || 'existingId' in wish) return all
  const taken = new Set<string>()
  return all.map(([device]) => [
    isMapped(situation, device, asked[0]) ? map(situation, device, taken) : device,
  ])
}

const isMapped = ({ network }: Situation, { interface: one }: Device, asked: boolean | undefined): boolean =>
  asked ?? network.subnets.get(one.subnetId)?.mapPublicIpOnLaunch ?? false

function map({ network, now }: Situation, device: Device, taken: Set<string>): Device {
  const one = withPublicAddress(network, { ...device.interface, wantsPublicAddress: true }, now, taken)
  if (!one.publicAddress) throw refuse('InsufficientAddressCapacity')
  taken.add(one.publicAddress.text)
  return { ...device, interface: one }
}
