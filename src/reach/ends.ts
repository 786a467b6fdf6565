/** What the ends of a flow mean, and the addresses that they have for each other. */
import { type Address, parseAddress } from '../model/cidr.ts'
import type { Network } from '../model/network.ts'
import { publicOf } from '../model/public-mapping.ts'
import { primaryOf } from './interface.ts'
import { type Stopped, stop, type Terminus } from './journey.ts'
import { hostsOf } from './vpn.ts'

/**
 * `from` and `to`: the id of an instance (its primary interface), of a network interface or of a VPN connection (the site at
 * its other end), or an address; one to send from is on the Internet. `version` if it has to be IPv4 or IPv6; else it is
 * IPv4 where both ends have it.
 */
export interface Question {
  readonly from: string
  readonly to: string
  readonly version?: Address['version']
}

/** `target` is absent where an address is all that is known of the destination. */
export interface Ends {
  readonly from: Terminus
  readonly source: Address
  readonly target?: Terminus
  readonly destination: Address
}

export function endsOf(network: Network, { from: fromId, to: toId, version }: Question): Ends | Stopped {
  const asker = partyOf(network, fromId)
  if (!asker) return nowhere(network, fromId)
  const asked = partyOf(network, toId)
  if (!asked) return nowhere(network, toId)
  const from = asker.terminus ?? { kind: 'internet' }
  if (from.kind === 'interface' && from.one.requester?.type === 'vpc_endpoint')
    return stop('VPCE_INTRA_VPC_TRAFFIC', fromId)
  const { terminus: target } = asked
  const sources = asker.addresses.filter(one => version === undefined || one.version === version)
  for (const destination of seenFrom(network, from, asked)) {
    const source = sources.find(one => one.version === destination.version)
    if (source) return { from, source, destination, ...(target && { target }) }
  }
  return from.kind === 'internet' && target?.kind === 'interface'
    ? stop('IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS', toId)
    : stop('ENI_ADDRESS_RESTRICTION', fromId)
}

interface Party {
  readonly terminus?: Terminus
  readonly addresses: readonly Address[]
}

function partyOf(network: Network, id: string): Party | undefined {
  const one = primaryOf(network, id) ?? network.networkInterfaces.get(id)
  if (one) return { terminus: { kind: 'interface', one }, addresses: one.addresses }
  const connection = network.vpnConnections.get(id)
  if (connection) return { terminus: { kind: 'site', connection }, addresses: hostsOf(connection) }
  const address = parseAddress(id)
  return address && { addresses: [address] }
}

/** The Internet knows an interface by its IPv6 addresses, and by the public ones that its IPv4 addresses are mapped to. */
function seenFrom(network: Network, { kind }: Terminus, { terminus, addresses }: Party): readonly Address[] {
  if (kind !== 'internet' || terminus?.kind !== 'interface') return addresses
  return addresses.flatMap(own =>
    own.version === 6 ? [own] : (publicOf(network, terminus.one, own)?.address ?? []),
  )
}

/** Why an end of the flow cannot be found. A terminated instance is shown for a while, but has no interface any more. */
const nowhere = (network: Network, id: string): Stopped =>
  stop(network.instances.get(id) ? 'BAD_STATE' : 'NO_SOURCE_OR_DESTINATION', id)
