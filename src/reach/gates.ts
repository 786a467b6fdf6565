/** What lets a packet pass or not at the edge of an interface (groups) and of a subnet (network ACL). */
import { whichEntry } from '../model/acl-rules.ts'
import { groupAddresses, rulesOf, whichRule } from '../model/group-rules.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import type { Subnet } from '../model/subnet.ts'
import { type Hops, type Journey, type Stopped, stop, type Way } from './hop.ts'

/** Groups keep state: a reply passes by the connection it belongs to. */
export function* passGroups(journey: Journey, one: NetworkInterface, way: Way): Hops<Stopped | undefined> {
  const { network, packet, isReply } = journey
  const hop = { at: 'groups', interfaceId: one.id, groupIds: one.groups, way } as const
  if (isReply) {
    yield { ...hop, matched: 'connection' }
    return undefined
  }
  const rules = one.groups.flatMap(id => rulesOf(network, id, way))
  const remote = way === 'egress' ? packet.destination : packet.source
  const flow = { remote, payload: packet.payload }
  const matched = whichRule(rules, flow, (vpcId, groupId) => groupAddresses(network, vpcId, groupId))
  yield matched ? { ...hop, matched: matched.id } : hop
  if (matched) return undefined
  return stop(rules.length > 0 ? 'ENI_SG_RULES_MISMATCH' : 'SG_HAS_NO_RULES', one.id)
}

/** Network ACLs keep no state: a reply is judged as any other packet. */
export function* passAcl({ network, packet }: Journey, subnet: Subnet, way: Way): Hops<Stopped | undefined> {
  const [association] = network.networkAclAssociations.where('subnet', subnet.id)
  const acl = association && network.networkAcls.get(association.networkAclId)
  if (!acl) throw new Error(`no network ACL guards ${subnet.id}`)
  const entry = whichEntry(acl, way, packet)
  const allow = entry?.allow ?? false
  yield {
    at: 'network-acl',
    networkAclId: acl.id,
    subnetId: subnet.id,
    way,
    entry: entry?.number ?? '*',
    allow,
  }
  return allow ? undefined : stop('SUBNET_ACL_RESTRICTION', acl.id)
}
