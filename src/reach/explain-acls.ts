/** Whether the network ACLs of one side of a peering let anything of the peer pass at all, in each direction. */
import { aclOf, entriesOf } from '../model/acl-rules.ts'
import { type Cidr, contains, overlaps } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import type { NetworkAcl } from '../model/network-acl.ts'
import { blocksOf, type Vpc } from '../model/vpc.ts'
import type { Way } from './hop.ts'

/** A sentence for each network ACL and block of the peer that are wholly closed to each other. */
export function aclHints(network: Network, vpcId: string, peer: Vpc): readonly string[] {
  const guarding = Map.groupBy(network.subnets.where('vpc', vpcId), subnet => aclOf(network, subnet))
  return [...guarding].flatMap(([acl, subnets]) => {
    const where = `${acl.id} (${subnets.map(({ id }) => id).join(', ')})`
    return blocksOf(peer).flatMap(block =>
      (['egress', 'ingress'] as const)
        .filter(way => !letsSomePass(acl, way, block))
        .map(way => `${where} lets nothing ${WAYS[way]} ${block.text}: add an entry that allows it.`),
    )
  })
}

const WAYS: Readonly<Record<Way, string>> = { egress: 'out to', ingress: 'in from' }

/** Before all is denied, something is allowed. */
function letsSomePass(acl: NetworkAcl, way: Way, block: Cidr): boolean {
  const deciding = entriesOf(acl, way).find(
    ({ allow, cidr, protocol }) =>
      overlaps(cidr, block) && (allow || (protocol.name === 'all' && contains(cidr, block))),
  )
  return deciding?.allow ?? false
}
