import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { findInterface } from './find-interface.ts'

/** The one attribute that has a default, sourceDestCheck, is true again. Refuses: as `findInterface`, MissingParameter. */
export const ResetNetworkInterfaceAttribute: Decide<'ResetNetworkInterfaceAttribute'> = (
  situation,
  input,
) => {
  const one = findInterface(situation, input.NetworkInterfaceId)
  if (input.SourceDestCheck === undefined) throw refuse('MissingParameter', 'sourceDestCheck')
  return { changes: [put({ ...one, sourceDestCheck: true })], reply: {} }
}
