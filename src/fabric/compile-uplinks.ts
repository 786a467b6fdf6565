/** A router's ends of the gateways of its VPC. */
import type { Network } from '../model/network.ts'
import { addressesOf, type NetworkInterface } from '../model/network-interface.ts'
import { publicOf } from '../model/public-mapping.ts'
import { attachedIn } from './attached-gateway.ts'
import type { Uplink } from './fabric.ts'
import { order, sorted } from './order.ts'

/** `connected`: the VPC's interfaces that are up. */
export const uplinks = (
  network: Network,
  vpcId: string,
  connected: readonly NetworkInterface[],
): readonly Uplink[] =>
  sorted(attachedIn(network, vpcId)).map(({ id, kind, mtu }) => {
    const [edge] = network.routeTableAssociations.where('serves', id)
    return {
      id,
      kind,
      mtu,
      ...(edge && { routeTableId: edge.routeTableId }),
      mappings: kind === 'internet' ? mappings(network, connected) : [],
    }
  })

/** The private addresses that have a public one. */
export const mappings = (network: Network, connected: readonly NetworkInterface[]): Uplink['mappings'] =>
  connected
    .flatMap(one =>
      addressesOf(one, 4).flatMap(address => {
        const mapping = publicOf(network, one, address)
        return mapping ? [{ private: address.text, public: mapping.address.text }] : []
      }),
    )
    .sort((a, b) => order(a.private, b.private))
