import { whyNotDeleteSubnet, withoutSubnet } from '../model/vpc-deletion.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Refuses: as `find`, DependencyViolation. */
export const DeleteSubnet: Decide<'DeleteSubnet'> = (situation, input) => {
  const { network } = situation
  const subnet = find(situation, 'subnet', input.SubnetId)
  const no = whyNotDeleteSubnet(network, subnet)
  if (no) throw no
  return { changes: withoutSubnet(network, subnet), reply: {} }
}
