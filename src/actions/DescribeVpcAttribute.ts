import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { vpcAttributes } from './vpc-attributes.ts'

/** One attribute of one VPC. Refuses: as `find`, MissingParameter, InvalidParameterValue (no such attribute). */
export const DescribeVpcAttribute: Decide<'DescribeVpcAttribute'> = (situation, input) => {
  const vpc = find(situation, 'vpc', input.VpcId)
  const name = input.Attribute
  if (name === undefined) throw refuse('MissingParameter', 'attribute')
  if (!Object.hasOwn(vpcAttributes, name)) throw refuse('InvalidParameterValue/attribute', name)
  const { member, field } = vpcAttributes[name]
  return { reply: { VpcId: vpc.id, [member]: { Value: vpc[field] } } }
}
