import { onlyInterface } from '../model/instance-change.ts'
import { put } from '../model/network.ts'
import { Refusal, refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/**
 * Of what AWS resets, Isthmus has sourceDestCheck only: it is true again. Refuses: as `find`, MissingParameter,
 * InvalidParameterValue, UnsupportedOperation (kernel, ramdisk), and what `onlyInterface` refuses.
 */
export const ResetInstanceAttribute: Decide<'ResetInstanceAttribute'> = (situation, input) => {
  const instance = find(situation, 'instance', input.InstanceId, 'instanceId')
  const { Attribute: name } = input
  if (name === undefined) throw refuse('MissingParameter', 'attribute')
  if (name === 'kernel' || name === 'ramdisk') throw refuse('UnsupportedOperation/parameter', name)
  if (name !== 'sourceDestCheck') throw refuse('InvalidParameterValue/instance-attribute', name)
  const one = onlyInterface(situation.network, instance, name)
  if (one instanceof Refusal) throw one
  return { changes: [put({ ...one, sourceDestCheck: true })], reply: {} }
}
