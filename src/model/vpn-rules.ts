/**
 * What may be done with virtual private gateways, customer gateways and VPN connections. Sources: Site-to-Site VPN User Guide,
 * "Quotas" and "Customer gateway options"; EC2 API Reference; messages as seen from AWS.
 */
import type { CustomerGateway } from './customer-gateway.ts'
import type { Network } from './network.ts'
import { placeKey } from './owned.ts'
import type { QuotaLimits } from './quotas.ts'
import { type Refusal, refuse } from './refusals.ts'
import type { Vpc } from './vpc.ts'
import type { VpnConnection } from './vpn-connection.ts'
import { attachedTo, type VpnGateway, vpcOfGateway } from './vpn-gateway.ts'

type Range = readonly [least: number, most: number]

/** Private use: RFC 6996. */
const AMAZON_ASNS: readonly Range[] = [
  [64_512, 65_534],
  [4_200_000_000, 4_294_967_294],
]
const CUSTOMER_ASNS: readonly Range[] = [[1, 2_147_483_647]]
const EXTENDED_CUSTOMER_ASNS: readonly Range[] = [[2_147_483_648, 4_294_967_295]]

/** Refuses: InvalidParameterValue. */
export const whyNotAmazonAsn = (asn: number) => whyNotAsn(asn, AMAZON_ASNS, 'amazonSideAsn')
export const whyNotCustomerAsn = (asn: number) => whyNotAsn(asn, CUSTOMER_ASNS, 'bgpAsn')
export const whyNotExtendedAsn = (asn: number) => whyNotAsn(asn, EXTENDED_CUSTOMER_ASNS, 'bgpAsnExtended')

const whyNotAsn = (asn: number, ranges: readonly Range[], parameter: string): Refusal | undefined =>
  ranges.some(([least, most]) => Number.isInteger(asn) && asn >= least && asn <= most)
    ? undefined
    : refuse('InvalidParameterValue/asn', asn, parameter)

/** One gateway, one VPC. Refuses: VpnGatewayAttachmentLimitExceeded, InvalidVpcState. */
export function whyNotAttachVpn(network: Network, gateway: VpnGateway, vpc: Vpc): Refusal | undefined {
  const held = vpcOfGateway(gateway)
  if (held !== undefined && held !== vpc.id)
    return refuse('VpnGatewayAttachmentLimitExceeded', gateway.id, held)
  return network.vpnGateways.where('vpc', vpc.id).some(other => other.id !== gateway.id)
    ? refuse('InvalidVpcState/gateway', vpc.id)
    : undefined
}

/** Refuses: InvalidVpnGatewayAttachment.NotFound. */
export const whyNotDetachVpn = (gateway: VpnGateway, vpcId: string): Refusal | undefined =>
  attachedTo(gateway) === vpcId
    ? undefined
    : refuse('InvalidVpnGatewayAttachment.NotFound', gateway.id, vpcId)

/** Refuses: IncorrectState while it is attached or has VPN connections. */
export const whyNotDeleteVpnGateway = (network: Network, gateway: VpnGateway): Refusal | undefined =>
  vpcOfGateway(gateway) !== undefined || network.vpnConnections.count('gateway', gateway.id) > 0
    ? refuse('IncorrectState/vpn-gateway')
    : undefined

/** Refuses: IncorrectState while it has VPN connections. */
export const whyNotDeleteCustomerGateway = (
  network: Network,
  gateway: CustomerGateway,
): Refusal | undefined =>
  network.vpnConnections.count('gateway', gateway.id) > 0
    ? refuse('IncorrectState/customer-gateway')
    : undefined

/** Why there may not be one more VPN connection. Refuses: VpnConnectionLimitExceeded. */
export function whyNotAnotherConnection(
  network: Network,
  customer: CustomerGateway,
  quotas: QuotaLimits,
): Refusal | undefined {
  const here = network.vpnConnections.where('place', placeKey(customer))
  return here.filter(one => one.state !== 'deleted').length >= quotas['vpn-connections-per-region']
    ? refuse('VpnConnectionLimitExceeded')
    : undefined
}

/**
 * Why a connection may not be between these two. `self`: the connection itself, if it is there already.
 * Refuses: InvalidCustomerGateway.DuplicateIpAddress (a device has one connection to a gateway), VpnConnectionLimitExceeded.
 */
export function whyNotBetween(
  network: Network,
  customer: CustomerGateway,
  gateway: VpnGateway | undefined,
  quotas: QuotaLimits,
  self?: VpnConnection,
): Refusal | undefined {
  if (!gateway) return undefined
  const others = network.vpnConnections.where('gateway', gateway.id).filter(one => one.id !== self?.id)
  const isSameDevice = ({ customerGatewayId }: VpnConnection) =>
    network.customerGateways.get(customerGatewayId)?.address === customer.address
  if (others.some(isSameDevice)) return refuse('InvalidCustomerGateway.DuplicateIpAddress')
  return others.length >= quotas['vpn-connections-per-gateway']
    ? refuse('VpnConnectionLimitExceeded')
    : undefined
}

/** Refuses: InvalidVpnConnection.InvalidState. */
export const whyNotModifyConnection = ({ id, state }: VpnConnection): Refusal | undefined =>
  state === 'available' ? undefined : refuse('InvalidVpnConnection.InvalidState', id)

/** Why it may not have one more static route. Refuses: InvalidVpnConnection.InvalidState, ….InvalidType, RouteLimitExceeded. */
export function whyNotStaticRoute(connection: VpnConnection, quotas: QuotaLimits): Refusal | undefined {
  const no = whyNotModifyConnection(connection)
  if (no) return no
  if (!connection.options.staticRoutesOnly) return refuse('InvalidVpnConnection.InvalidType')
  return connection.routes.length >= quotas['routes-per-vpn-connection']
    ? refuse('RouteLimitExceeded')
    : undefined
}
