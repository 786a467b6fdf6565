/**
 * IPv6 blocks from Amazon's pool: a VPC is given a /56 of its own, and its default network ACL and default security
 * group then let IPv6 pass as they let IPv4 pass. Sources: VPC User Guide, "VPC CIDR blocks", "Default security groups".
 */
import { entriesOf } from './acl-rules.ts'
import { ALL_PASS_6, allowsAllOut6, type Birth } from './birth.ts'
import { type Cidr, cidr, nthBlock } from './cidr.ts'
import type { Document, Network } from './network.ts'
import type { NetworkAcl } from './network-acl.ts'
import type { QuotaLimits } from './quotas.ts'
import { type Refusal, refuse } from './refusals.ts'
import { held, type Ipv6BlockAssociation, type Vpc } from './vpc.ts'

/** How Amazon's own pool is called where a pool has an id. */
const AMAZON_POOL = 'Amazon'
export const IPV6_POOL: Cidr = cidr('2600:1f00::/24')
const GIVEN_PREFIX = 56

/** The first /56 of the pool that no VPC has. */
export function nextAmazonBlock(network: Network): Cidr {
  const taken = new Set<string>()
  for (const vpc of network.vpcs.values()) for (const { cidr: block } of vpc.ipv6Blocks) taken.add(block.text)
  for (let n = 0; ; n++) {
    const block = nthBlock(IPV6_POOL, GIVEN_PREFIX, n)
    if (!taken.has(block.text)) return block
  }
}

/** A block of the pool, associated with a VPC of that Region. */
export const fromAmazonPool = (id: string, block: Cidr, region: string): Ipv6BlockAssociation => ({
  id,
  cidr: block,
  pool: AMAZON_POOL,
  networkBorderGroup: region,
})

/** Why this VPC may not have another IPv6 block. Refuses: CidrLimitExceeded. */
export function whyNotAddIpv6(vpc: Vpc, quotas: QuotaLimits): Refusal | undefined {
  const most = quotas['ipv6-cidrs-per-vpc']
  return vpc.ipv6Blocks.filter(held).length >= most ? refuse('CidrLimitExceeded', vpc.id, most) : undefined
}

/** What changes in a VPC's default ACL and group when it gets an IPv6 block; nothing if they know IPv6 already. */
export function lettingIpv6Pass(network: Network, birth: Birth, { id: vpcId }: Vpc): readonly Document[] {
  const acl = network.networkAcls.where('vpc', vpcId).find(one => one.isDefault)
  const entries = acl ? ALL_PASS_6.filter(({ egress }) => letsAllPass(acl, egress)) : []
  const group = network.securityGroups.where('vpc', vpcId).find(one => one.name === 'default')
  return [
    ...(acl && entries.length > 0 ? [{ ...acl, entries: [...acl.entries, ...entries] }] : []),
    ...(group && letsOutAll(network, group.id, 4) && !letsOutAll(network, group.id, 6)
      ? [allowsAllOut6(birth, { groupId: group.id, vpcId })]
      : []),
  ]
}

/** The entries of a direction are those that the ACL was born with; whoever changed them gets none for IPv6. */
function letsAllPass(acl: NetworkAcl, egress: boolean): boolean {
  const [only, ...others] = entriesOf(acl, egress ? 'egress' : 'ingress')
  return others.length === 0 && only?.allow === true && only.protocol.name === 'all' && only.cidr.prefix === 0
}

/** The rule that a default group is born with; whoever took it away does not get the one for IPv6 either. */
const letsOutAll = (network: Network, groupId: string, version: 4 | 6): boolean =>
  network.securityGroupRules
    .where('group', groupId)
    .some(
      ({ direction, protocol, peer }) =>
        direction === 'egress' &&
        protocol.name === 'all' &&
        peer.kind === 'cidr' &&
        peer.cidr.version === version &&
        peer.cidr.prefix === 0,
    )
