import { whyNotDeleteAcl } from '../model/acl-change.ts'
import { drop } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/** Refuses: as `find`, InvalidParameterValue (a default one), DependencyViolation. */
export const DeleteNetworkAcl: Decide<'DeleteNetworkAcl'> = (situation, input) => {
  const acl = find(situation, 'network-acl', input.NetworkAclId, 'networkAclId')
  const no = whyNotDeleteAcl(situation.network, acl)
  if (no) throw no
  return { changes: [drop(acl)], reply: {} }
}
