/** Network ACLs on the wire. */
import type { NetworkAcl as Shown, NetworkAclEntry as ShownEntry } from '@aws-sdk/client-ec2'
import { entryProtocolText } from '../model/acl-protocol.ts'
import { entriesOf } from '../model/acl-rules.ts'
import { cidr } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import type { NetworkAcl, NetworkAclEntry } from '../model/network-acl.ts'
import { held } from '../model/vpc.ts'
import { showTags } from './tags.ts'

export const showNetworkAcl = (network: Network, acl: NetworkAcl): Shown => ({
  Associations: network.networkAclAssociations.where('acl', acl.id).map(association => ({
    NetworkAclAssociationId: association.id,
    NetworkAclId: association.networkAclId,
    SubnetId: association.subnetId,
  })),
  Entries: allEntries(network, acl).map(showEntry),
  IsDefault: acl.isDefault,
  NetworkAclId: acl.id,
  Tags: showTags(acl.tags),
  VpcId: acl.vpcId,
  OwnerId: acl.ownerId,
})

/** The entries by direction and number, those for what leaves first, each direction ending with its denials of the rest. */
export const allEntries = (network: Network, acl: NetworkAcl): readonly NetworkAclEntry[] => {
  const denials = knowsIpv6(network, acl) ? [DENY_REST, DENY_REST_6] : [DENY_REST]
  return (['egress', 'ingress'] as const).flatMap(way => [
    ...entriesOf(acl, way),
    ...denials.map(entry => ({ ...entry, egress: way === 'egress' })),
  ])
}

/** The entries that nobody can change; the console shows their number as `*`. The one for IPv6 comes with IPv6. */
const DENY_REST = {
  number: 32_767,
  allow: false,
  protocol: { name: 'all' },
  cidr: cidr('0.0.0.0/0'),
} as const
const DENY_REST_6 = { ...DENY_REST, number: 32_768, cidr: cidr('::/0') } as const

const knowsIpv6 = (network: Network, { entries, vpcId }: NetworkAcl): boolean =>
  entries.some(entry => entry.cidr.version === 6) || (network.vpcs.get(vpcId)?.ipv6Blocks.some(held) ?? false)

const showEntry = (entry: NetworkAclEntry): ShownEntry => {
  const { protocol, ports, icmp } = entryProtocolText(entry.protocol)
  return {
    ...(entry.cidr.version === 6 ? { Ipv6CidrBlock: entry.cidr.text } : { CidrBlock: entry.cidr.text }),
    Egress: entry.egress,
    ...(icmp && { IcmpTypeCode: icmp }),
    ...(ports && { PortRange: ports }),
    Protocol: protocol,
    RuleAction: entry.allow ? 'allow' : 'deny',
    RuleNumber: entry.number,
  }
}
