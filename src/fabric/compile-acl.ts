/** A network ACL, its entries in the order in which they are read. */
import { entriesOf } from '../model/acl-rules.ts'
import type { NetworkAcl, NetworkAclEntry } from '../model/network-acl.ts'
import type { AclEntry, NetworkAclSpec } from './fabric.ts'

export const networkAcl = (acl: NetworkAcl): NetworkAclSpec => ({
  id: acl.id,
  ingress: entriesOf(acl, 'ingress').map(aclEntry),
  egress: entriesOf(acl, 'egress').map(aclEntry),
})

const aclEntry = ({ allow, protocol, cidr }: NetworkAclEntry): AclEntry => ({
  allow,
  protocol,
  cidr: cidr.text,
})
