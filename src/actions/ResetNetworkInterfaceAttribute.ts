import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** The one attribute that has a default, sourceDestCheck, is true again. Refuses: as `find`, MissingParameter. */
export const ResetNetworkInterfaceAttribute: Decide<'ResetNetworkInterfaceAttribute'> = (situation, input) => {
  const one = find(situation, 'network-interface', input.NetworkInterfaceId, 'networkInterfaceId')
  if (input.SourceDestCheck === undefined) throw refuse('MissingParameter', 'sourceDestCheck')
  return { changes: [put({ ...one, sourceDestCheck: true })], reply: {} }
}
