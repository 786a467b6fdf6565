/** What lets a packet pass or not at the edge of an interface (groups) and of a subnet (network ACL). */
import { aclOf, whichEntry } from '../model/acl-rules.ts'
import { rulesOf, whichRule } from '../model/group-rules.ts'
import type { NetworkInterface } from '../model/network-interface.ts'
import type { Subnet } from '../model/subnet.ts'
import type { Way } from './hop.ts'
import { type Hops, type Journey, type Stopped, stop } from './journey.ts'

/** Groups keep state: a reply passes by the connection it belongs to. A NAT gateway's interface has none. */
export function* passGroups(
  journey: Journey,
  one: Pick<NetworkInterface, 'id' | 'vpcId' | 'groups' | 'requester'>,
  way: Way,
): Hops<Stopped | undefined> {
  const { network, packet, isReply } = journey
  if (one.requester?.type === 'nat_gateway') return undefined
  const hop = { at: 'groups', interfaceId: one.id, groupIds: one.groups, way } as const
  if (isReply) {
    yield { ...hop, matched: 'connection' }
    return undefined
  }
  const rules = one.groups.flatMap(id => rulesOf(network, id, way))
  const remote = way === 'egress' ? packet.destination : packet.source
  const matched = whichRule(network, rules, { vpcId: one.vpcId, remote, payload: packet.payload })
  yield matched ? { ...hop, matched: matched.id } : hop
  if (matched) return undefined
  return stop(rules.length > 0 ? 'ENI_SG_RULES_MISMATCH' : 'SG_HAS_NO_RULES', one.id)
}

/** Network ACLs keep no state: a reply is judged as any other packet. */
export function* passAcl({ network, packet }: Journey, subnet: Subnet, way: Way): Hops<Stopped | undefined> {
  const acl = aclOf(network, subnet)
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
