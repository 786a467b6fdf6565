import { whyNotGuard } from '../model/acl-change.ts'
import { drop, put } from '../model/network.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'

/**
 * Gives a subnet another network ACL; the association gets a new id. With the ACL it has already nothing changes (what
 * AWS does then is not documented). Refuses: as `find`, InvalidParameterValue (another VPC).
 */
export const ReplaceNetworkAclAssociation: Decide<'ReplaceNetworkAclAssociation'> = (situation, input) => {
  const association = find(situation, 'network-acl-association', input.AssociationId, 'associationId')
  const acl = find(situation, 'network-acl', input.NetworkAclId, 'networkAclId')
  const no = whyNotGuard(association, acl)
  if (no) throw no
  const same = association.networkAclId === acl.id
  const next = same ? association : { ...association, id: situation.newId('aclassoc'), networkAclId: acl.id }
  return {
    changes: same ? [] : [drop(association), put(next)],
    reply: { NewAssociationId: next.id },
  }
}
