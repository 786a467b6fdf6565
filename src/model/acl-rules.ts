/**
 * Which entry of a network ACL decides about a packet. Entries are read by number, the first that matches decides, and
 * what none matches is denied (the `*` entry). There is no state: a reply is a packet like any other.
 * Source: VPC User Guide, "Network ACL rules".
 */
import { holds } from './cidr.ts'
import { covers } from './group-rules.ts'
import type { Network } from './network.ts'
import type { NetworkAcl, NetworkAclEntry } from './network-acl.ts'
import type { Packet } from './packet.ts'
import type { Subnet } from './subnet.ts'

/** The network ACL at a subnet's boundary. */
export function aclOf(network: Network, { id }: Subnet): NetworkAcl {
  const [association] = network.networkAclAssociations.where('subnet', id)
  const acl = association && network.networkAcls.get(association.networkAclId)
  if (!acl) throw new Error(`no network ACL guards ${id}`)
  return acl
}

/** The entries for one direction, in the order in which they are read. */
export const entriesOf = ({ entries }: NetworkAcl, way: 'egress' | 'ingress'): readonly NetworkAclEntry[] =>
  entries.filter(entry => entry.egress === (way === 'egress')).toSorted((a, b) => a.number - b.number)

/** The entry that decides about a packet that leaves (`egress`) or enters the subnet; undefined: `*`, denied. */
export function whichEntry(
  acl: NetworkAcl,
  way: 'egress' | 'ingress',
  { source, destination, payload }: Packet,
): NetworkAclEntry | undefined {
  const far = way === 'egress' ? destination : source
  return entriesOf(acl, way).find(entry => holds(entry.cidr, far) && covers(entry.protocol, payload))
}
