/**
 * The life cycle of a NAT gateway: `pending` → `available` when the data plane has built it, or `failed`; deleted by its
 * owner, `deleting` → `deleted` when the data plane has taken it away. Source: VPC User Guide, "NAT gateways".
 */
import { interfaceOf, type NatGateway } from './nat-gateway.ts'
import { type Change, drop, type Network, put } from './network.ts'
import { withoutAssociations } from './public-mapping.ts'

/** How long one that has failed or was deleted is shown, in milliseconds. AWS says: about an hour. */
export const ENDED_SHOWN_FOR = 3_600_000

/** When one that has ended disappears; undefined for any other. */
export const whenNatGatewayGone = ({ state, since }: NatGateway): number | undefined =>
  state === 'failed' || state === 'deleted' ? since + ENDED_SHOWN_FOR : undefined

/** It waits for the data plane. */
export const isSettling = ({ state }: NatGateway): boolean => state === 'pending' || state === 'deleting'

/** What follows when the data plane is as it should be, with the gateway in it or without; nothing if that was not awaited. */
export function natGatewaySettled(
  network: Network,
  gateway: NatGateway,
  isThere: boolean,
  now: number,
): readonly Change[] {
  const { state, failure } = gateway
  if (state === 'pending' && failure) return [put({ ...gateway, state: 'failed', since: now })]
  if (state === 'pending' && isThere) return [put({ ...gateway, state: 'available', since: now })]
  return state === 'deleting' && !isThere
    ? [put({ ...gateway, state: 'deleted', since: now }), ...withoutInterface(network, gateway)]
    : []
}

/** Its interface goes; its elastic addresses are their owner's again. */
function withoutInterface(network: Network, gateway: NatGateway): readonly Change[] {
  const own = network.networkInterfaces.get(interfaceOf(gateway) ?? '')
  return own ? [...withoutAssociations(network, own.id), drop(own)] : []
}
