import { entryProtocolText } from '../model/acl-protocol.ts'
import type { NetworkAcl, NetworkAclAssociation, NetworkAclEntry } from '../model/network-acl.ts'
import type { Decide, Situation } from './decide.ts'
import { type Catalogue, describe, type FilterValue } from './describe.ts'
import { ownedCatalogue } from './owned-catalogue.ts'
import { allEntries, showNetworkAcl } from './show-network-acl.ts'

/** Refuses: InvalidNetworkAclId.Malformed, InvalidNetworkAclID.NotFound, and what `describe` refuses. */
export const DescribeNetworkAcls: Decide<'DescribeNetworkAcls'> = (situation, input) => {
  const { found, NextToken } = describe(catalogue(situation), { ...input, ids: input.NetworkAclIds })
  return { reply: { NetworkAcls: found.map(acl => showNetworkAcl(situation.network, acl)), NextToken } }
}

const catalogue = (situation: Situation): Catalogue<NetworkAcl> =>
  ownedCatalogue(situation, 'network-acl', {
    filters: {
      ...associationFilters(situation),
      ...entryFilters(situation),
      default: acl => acl.isDefault,
      'network-acl-id': acl => acl.id,
      'owner-id': acl => acl.ownerId,
      'vpc-id': acl => acl.vpcId,
    },
    indexes: { 'vpc-id': 'vpc' },
  })

function associationFilters({ network }: Situation): Catalogue<NetworkAcl>['filters'] {
  const each = (read: (association: NetworkAclAssociation) => string) => (acl: NetworkAcl) =>
    network.networkAclAssociations.where('acl', acl.id).map(read)
  return {
    'association.association-id': each(association => association.id),
    'association.network-acl-id': each(association => association.networkAclId),
    'association.subnet-id': each(association => association.subnetId),
  }
}

/** The protocols that may be filtered by name. */
const names: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp' }

function entryFilters({ network }: Situation): Catalogue<NetworkAcl>['filters'] {
  const each =
    (read: (entry: NetworkAclEntry) => FilterValue | readonly FilterValue[]) => (acl: NetworkAcl) =>
      allEntries(network, acl).flatMap(read)
  const text = (entry: NetworkAclEntry) => entryProtocolText(entry.protocol)
  return {
    'entry.cidr': each(({ cidr }) => (cidr.version === 4 ? cidr.text : undefined)),
    'entry.icmp.code': each(entry => text(entry).icmp?.Code),
    'entry.icmp.type': each(entry => text(entry).icmp?.Type),
    'entry.ipv6-cidr': each(({ cidr }) => (cidr.version === 6 ? cidr.text : undefined)),
    'entry.port-range.from': each(entry => text(entry).ports?.From),
    'entry.port-range.to': each(entry => text(entry).ports?.To),
    'entry.protocol': each(entry => [text(entry).protocol, names[text(entry).protocol]]),
    'entry.rule-action': each(entry => (entry.allow ? 'allow' : 'deny')),
    'entry.egress': each(entry => entry.egress),
    'entry.rule-number': each(entry => entry.number),
  }
}
