import { put } from '../model/network.ts'
import { refuse } from '../model/refusals.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** A dedicated VPC becomes an ordinary one; there is no way back. Refuses: as `find`, MissingParameter, UnsupportedTenancy. */
export const ModifyVpcTenancy: Decide<'ModifyVpcTenancy'> = (situation, input) => {
  const vpc = find(situation, 'vpc', input.VpcId)
  const { InstanceTenancy: tenancy } = input
  if (tenancy === undefined) throw refuse('MissingParameter', 'instanceTenancy')
  if (tenancy !== 'default') throw refuse('UnsupportedTenancy', tenancy)
  return { changes: [put({ ...vpc, tenancy })], reply: { ReturnValue: true } }
}
