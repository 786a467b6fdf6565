/** Gateways and connections that are still there: a deleted one is described for a while, but nothing can be done with it. */
import { notFound } from '../model/identities.ts'
import type { DocumentOf } from '../model/network.ts'
import type { Situation } from './decide.ts'
import { find } from './find.ts'

type VpnKind = 'vpn-gateway' | 'customer-gateway' | 'vpn-connection'

const parameters: Readonly<Record<VpnKind, string>> = {
  'vpn-gateway': 'vpnGatewayId',
  'customer-gateway': 'customerGatewayId',
  'vpn-connection': 'vpnConnectionId',
}

/** Refuses: as `find`. */
export function findVpn<K extends VpnKind>(
  situation: Situation,
  kind: K,
  id: string | undefined,
  parameter = parameters[kind],
): DocumentOf<K> {
  const found = find(situation, kind, id, parameter)
  if (found.state === 'deleted') throw notFound(kind, found.id)
  return found
}
