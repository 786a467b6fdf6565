import { type Network, put } from '../model/network.ts'
import { placeOf } from '../model/owned.ts'
import { Refusal, refuse } from '../model/refusals.ts'
import type { VpnConnection } from '../model/vpn-connection.ts'
import { newVpnConnection } from '../model/vpn-connection-birth.ts'
import { whyNotAnotherConnection, whyNotBetween } from '../model/vpn-rules.ts'
import type { Decide, Input, Situation } from './decide.ts'
import { findAmazonEnd, findCustomerEnd } from './find-vpn-ends.ts'
import { readTunnels, readVpnOptions } from './read-tunnels.ts'
import { showVpnConnection } from './show-vpn-connection.ts'
import { tagsFor } from './tags.ts'
import { refuseUnsupported } from './unsupported.ts'

/**
 * `pending` at first. Between two gateways that have one with the same routing already none is made: the reply shows the
 * connection there is. Refuses: what its parts refuse, VpnConnectionLimitExceeded, InvalidCustomerGateway.DuplicateIpAddress.
 */
export const CreateVpnConnection: Decide<'CreateVpnConnection'> = (situation, input) => {
  const { network } = situation
  const before = standing(network, input)
  if (before?.ownerId === situation.caller.accountId && before.region === situation.caller.region)
    return { reply: { VpnConnection: showVpnConnection(network, before) } }
  const made = newConnection(situation, input)
  return { changes: [put(made)], reply: { VpnConnection: showVpnConnection(network, made) } }
}

/** The one that the same request has made before. */
function standing(
  network: Network,
  { CustomerGatewayId: customer = '', VpnGatewayId: gateway, Options: options }: Input<'CreateVpnConnection'>,
): VpnConnection | undefined {
  const isStatic = options?.StaticRoutesOnly ?? false
  return network.vpnConnections
    .where('gateway', customer)
    .find(one => gateway && one.vpnGatewayId === gateway && one.options.staticRoutesOnly === isStatic)
}

function newConnection(situation: Situation, input: Input<'CreateVpnConnection'>): VpnConnection {
  const { network, caller, now, newId, quotas } = situation
  if (input.Type !== 'ipsec.1') throw refuse('InvalidParameterValue/vpn-type', input.Type ?? '')
  refuseUnsupported(input, { PreSharedKeyStorage: ['Standard'] })
  const tags = tagsFor('vpn-connection', input.TagSpecifications)
  const options = readVpnOptions(input.Options ?? {})
  const tunnels = readTunnels(input.Options?.TunnelOptions ?? [])
  const customer = findCustomerEnd(situation, input)
  const gateway = findAmazonEnd(situation, input)
  const no =
    whyNotBetween(network, customer, gateway, quotas) ?? whyNotAnotherConnection(network, customer, quotas)
  if (no) throw no
  const birth = { place: placeOf(caller), now, newId }
  const made = newVpnConnection(network, birth, { customer, gateway, options, tunnels, tags })
  if (made instanceof Refusal) throw made
  return made
}
