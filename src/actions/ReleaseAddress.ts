import { whyNotRelease } from '../model/address-rules.ts'
import { drop } from '../model/network.ts'
import { restored } from '../model/public-mapping.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { findAllocation, findPublic } from './find-address.ts'

/** Refuses: as `findAllocation`, InvalidParameterValue (by the address itself), and what `whyNotRelease` refuses. */
export const ReleaseAddress: Decide<'ReleaseAddress'> = (situation, input) => {
  const { AllocationId: id, PublicIp: text } = input
  if (id === undefined && text !== undefined && findPublic(situation, text))
    throw refuse('InvalidParameterValue/allocation-to-release')
  const elastic = findAllocation(situation, id)
  const no = whyNotRelease(situation.network, elastic, input.NetworkBorderGroup)
  if (no) throw no
  return { changes: [drop(elastic), ...restored(situation.network, elastic, situation.now)], reply: {} }
}
