/**
 * From a part's specification to what the kernel shall have: a VPC is a router namespace and a namespace per host; a
 * peering and a gateway are veths between namespaces, and what lies behind a gateway is namespaces again.
 */
import type { Internet, Link, Part } from '../../fabric/fabric.ts'
import { egressFirewall, egressLines } from './egress.ts'
import { BOTH } from './family.ts'
import { assemble, type Inventory } from './inventory.ts'
import { BIRTH_RULES, ownAddress, routingIn } from './lines.ts'
import type { Names } from './names.ts'
import { trunk, trunkLines } from './trunk.ts'
import { wantedClassicLink } from './wanted-classic-link.ts'
import { wantedGateway } from './wanted-gateway.ts'
import { wantedRouter } from './wanted-router.ts'
import { wantedTunnel } from './wanted-tunnel.ts'

/** What counts beside the part. */
export interface Setting {
  readonly names: Names
  /** Whose keys the peerings between Regions have: tunnel/keys.ts. */
  readonly day: number
  /** Whether the Internet leads out to the machine's network: egress.ts. */
  readonly egress: boolean
}

export function wantedInventory({ names, day, egress }: Setting, part: Part): Inventory {
  if ('interfaces' in part) return wantedRouter(names, part)
  if ('sites' in part) return wantedGateway(names, part)
  if ('destinations' in part) return wantedClassicLink(names, part)
  if (!('accepterVpcId' in part)) return wantedInternet(names, egress, part)
  return part.encrypted ? wantedTunnel(names, day, part, part.encrypted) : wantedPeering(names, part)
}

function wantedPeering(names: Names, { id, mtu, requesterVpcId, accepterVpcId }: Link): Inventory {
  const requester = names.namespace(requesterVpcId)
  const accepter = names.namespace(accepterVpcId)
  return assemble({
    cables: [trunk(id, requester, accepter)],
    lines: [
      [requester, trunkLines(id, 'near', mtu)],
      [accepter, trunkLines(id, 'far', mtu)],
    ],
  })
}

function wantedInternet(names: Names, egress: boolean, { addresses }: Internet): Inventory {
  const namespace = names.namespace('internet')
  const lines = [...routingIn(BOTH), ...BIRTH_RULES, ...addresses.map(ownAddress)]
  return assemble({
    lines: [[namespace, egress ? [...lines, ...egressLines] : lines]],
    rulesets: [[namespace, egressFirewall(egress)]],
  })
}
