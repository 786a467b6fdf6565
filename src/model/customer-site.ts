/**
 * What is at the other end of a VPN connection: a simulated site, with a host in each of its networks. The networks are
 * those of the static routes. A device that speaks BGP announces one network, 192.168.N.0/24, where N is the last byte of
 * the connection's id.
 */
import { type Address, type Cidr, cidr, holds, nth, nthBlock, size } from './cidr.ts'
import type { VpnConnection } from './vpn-connection.ts'

const ANNOUNCED = cidr('192.168.0.0/16')

/** The networks of a site, as they will be when the connection has come out of the states between. */
export const networksOf = ({ id, options, routes }: VpnConnection): readonly Cidr[] =>
  options.staticRoutesOnly
    ? routes.flatMap(({ state, destination }) => (state === 'deleting' ? [] : [destination]))
    : [nthBlock(ANNOUNCED, 24, Number.parseInt(id.slice(-2), 16))]

/** No host has an address of it (RFC 1122, 3.2.1.3); after it comes 1.0.0.0. */
const THIS_NETWORK = cidr('0.0.0.0/8')

/** The address of the host in a network of a site: the first after the network address. */
export function hostIn(network: Cidr): Address {
  const first = nth(network, size(network) > 2 ? 1 : 0)
  return holds(THIS_NETWORK, first) && network.prefix < THIS_NETWORK.prefix
    ? nth(network, size(THIS_NETWORK) + 1)
    : first
}
