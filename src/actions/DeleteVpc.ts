import { whyNotDeleteVpc, withoutVpc } from '../model/vpc-deletion.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Refuses: as `find`, DependencyViolation. */
export const DeleteVpc: Decide<'DeleteVpc'> = (situation, input) => {
  const { network, now } = situation
  const vpc = find(situation, 'vpc', input.VpcId)
  const no = whyNotDeleteVpc(network, vpc)
  if (no) throw no
  return { changes: withoutVpc(network, vpc, now), reply: {} }
}
