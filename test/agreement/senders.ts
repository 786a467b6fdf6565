/** Who can begin to send in a network, and to whom. */
import type { Part, PartId } from '../../src/fabric/fabric.ts'
import { hostIn, networksOf } from '../../src/model/customer-site.ts'
import { INTERNET_HOST } from '../../src/model/internet.ts'
import type { Network } from '../../src/model/network.ts'
import { addressesIn } from './draw-network.ts'

export interface Pair {
  /** `eni-…` of an instance, `vpn-…` for the site at its other end, or an address on the Internet. */
  readonly from: string
  readonly to: string
}

/**
 * Everyone to everywhere: instances, the sites of VPCs in which something is up (others are not built), the host on the
 * Internet. Outside of VPCs nobody looks at what one sends to oneself.
 */
export function pairsIn(network: Network, fabric: ReadonlyMap<PartId, Part>): readonly Pair[] {
  const addresses = addressesIn(network)
  const senders = [...instances(network), ...sites(network, fabric), ...outside()]
  return senders.flatMap(({ id: from, own, family }) =>
    addresses
      .filter(to => !own.includes(to) && (family === undefined || familyOf(to) === family))
      .map(to => ({ from, to })),
  )
}

interface Sender {
  readonly id: string
  readonly own: readonly string[]
  /** Absent: it may have addresses of both. */
  readonly family?: 4 | 6
}

const familyOf = (address: string): 4 | 6 => (address.includes(':') ? 6 : 4)

const instances = (network: Network): readonly Sender[] =>
  [...network.networkInterfaces.values()].filter(one => !one.requester).map(({ id }) => ({ id, own: [] }))

function sites(network: Network, fabric: ReadonlyMap<PartId, Part>): readonly Sender[] {
  const built = [...fabric.values()].flatMap(part => ('sites' in part ? part.sites.map(site => site.id) : []))
  return [...network.vpnConnections.values()]
    .filter(({ id }) => built.includes(id))
    .map(connection => ({
      id: connection.id,
      own: networksOf(connection).map(block => hostIn(block).text),
    }))
}

function outside(): readonly Sender[] {
  const own = INTERNET_HOST.map(address => address.text)
  return own.map(id => ({ id, own, family: familyOf(id) }))
}
