/** Network ACLs on the wire. */
import type { NetworkAcl as Shown, NetworkAclEntry as ShownEntry } from '@aws-sdk/client-ec2'
import { cidr } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import type { NetworkAcl, NetworkAclEntry } from '../model/network-acl.ts'
import { showTags } from './tags.ts'

export const showNetworkAcl = (network: Network, acl: NetworkAcl): Shown => ({
  Associations: network.networkAclAssociations.where('acl', acl.id).map(association => ({
    NetworkAclAssociationId: association.id,
    NetworkAclId: association.networkAclId,
    SubnetId: association.subnetId,
  })),
  Entries: allEntries(acl).map(showEntry),
  IsDefault: acl.isDefault,
  NetworkAclId: acl.id,
  Tags: showTags(acl.tags),
  VpcId: acl.vpcId,
  OwnerId: acl.ownerId,
})

/** The entries by direction and number, those for what leaves first, each direction ending with its denials of the rest. */
export const allEntries = ({ entries }: NetworkAcl): readonly NetworkAclEntry[] => {
  const knowsIpv6 = entries.some(entry => entry.cidr.version === 6)
  return [true, false].flatMap(egress => [
    ...entries.filter(entry => entry.egress === egress).toSorted((a, b) => a.number - b.number),
    { ...DENY_REST, egress },
    ...(knowsIpv6 ? [{ ...DENY_REST_6, egress }] : []),
  ])
}

/** The entries that nobody can change; the console shows their number as `*`. The one for IPv6 comes with IPv6. */
const DENY_REST = { number: 32_767, allow: false, protocol: '-1', cidr: cidr('0.0.0.0/0') }
const DENY_REST_6 = { ...DENY_REST, number: 32_768, cidr: cidr('::/0') }

const showEntry = (entry: NetworkAclEntry): ShownEntry => ({
  ...(entry.cidr.version === 6 ? { Ipv6CidrBlock: entry.cidr.text } : { CidrBlock: entry.cidr.text }),
  Egress: entry.egress,
  ...(entry.icmp && { IcmpTypeCode: { Code: entry.icmp.code, Type: entry.icmp.type } }),
  ...(entry.ports && { PortRange: { From: entry.ports.from, To: entry.ports.to } }),
  Protocol: entry.protocol,
  RuleAction: entry.allow ? 'allow' : 'deny',
  RuleNumber: entry.number,
})
