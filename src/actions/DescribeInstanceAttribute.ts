import { isClassic } from '../model/ec2-classic.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { showAttribute } from './instance-attributes.ts'

/** One attribute of one instance. Refuses: as `find`, MissingParameter, InvalidParameterValue (no such attribute), InvalidParameterCombination (none in EC2-Classic). */
export const DescribeInstanceAttribute: Decide<'DescribeInstanceAttribute'> = (
  { network, caller },
  input,
) => {
  const instance = find({ network, caller }, 'instance', input.InstanceId, 'instanceId')
  const { Attribute: name } = input
  if (name === undefined) throw refuse('MissingParameter', 'attribute')
  if (!Object.hasOwn(showAttribute, name)) throw refuse('InvalidParameterValue/attribute', name)
  if (name === 'sourceDestCheck' && isClassic(network, instance))
    throw refuse('InvalidParameterCombination/vpc-attribute', 'describe', name)
  return { reply: { InstanceId: instance.id, ...showAttribute[name](network, instance) } }
}
