import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import { whyNotDns } from '../model/vpc-dns.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { vpcAttributes } from './vpc-attributes.ts'

const NAMES = Object.keys(vpcAttributes) as (keyof typeof vpcAttributes)[]

/** Sets exactly one attribute. Refuses: as `find`, MissingParameter, InvalidParameterCombination, InvalidParameterValue. */
export const ModifyVpcAttribute: Decide<'ModifyVpcAttribute'> = (situation, input) => {
  const vpc = find(situation, 'vpc', input.VpcId)
  const [name, ...others] = NAMES.filter(one => input[vpcAttributes[one].member] !== undefined)
  if (name === undefined) throw refuse('MissingParameter/attribute')
  if (others.length > 0) throw refuse('InvalidParameterCombination/fields')
  const { member, field } = vpcAttributes[name]
  const value = input[member]?.Value
  if (value === undefined) throw refuse('MissingParameter', `${name}.value`)
  const changed = { ...vpc, [field]: value }
  const no = whyNotDns(changed, field)
  if (no) throw no
  return { changes: [put(changed)], reply: {} }
}
