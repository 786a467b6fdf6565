/**
 * The life cycle of a NAT gateway: `pending` → `available` or `failed`; deleted by its owner, `deleting` → `deleted`. The
 * data plane builds nothing for it yet, so it comes out of the states between as soon as anybody looks.
 * Source: VPC User Guide, "NAT gateways".
 */
import type { NatGateway } from './nat-gateway.ts'
import { type Change, drop, type Network, put } from './network.ts'
import { withoutAssociations } from './public-mapping.ts'

/** How long one that has failed or was deleted is shown, in milliseconds. AWS says: about an hour. */
export const ENDED_SHOWN_FOR = 3_600_000

/** When time alone next changes it; undefined if never. */
export function whenNatGatewayDue({ state, since }: NatGateway): number | undefined {
  switch (state) {
    case 'pending':
    case 'deleting':
      return since
    case 'failed':
    case 'deleted':
      return since + ENDED_SHOWN_FOR
    case 'available':
      return undefined
  }
}

/** What changes when it is due. */
export function natGatewayWhenDue(network: Network, gateway: NatGateway, now: number): readonly Change[] {
  switch (gateway.state) {
    case 'pending':
      return [put({ ...gateway, state: gateway.failure ? 'failed' : 'available', since: now })]
    case 'deleting':
      return [put({ ...gateway, state: 'deleted', since: now }), ...withoutInterface(network, gateway)]
    default:
      return [drop(gateway)]
  }
}

/** Its interface goes; its elastic addresses are their owner's again. */
function withoutInterface(network: Network, { addresses: [first] }: NatGateway): readonly Change[] {
  const own = first?.networkInterfaceId && network.networkInterfaces.get(first.networkInterfaceId)
  return own ? [...withoutAssociations(network, own.id), drop(own)] : []
}
