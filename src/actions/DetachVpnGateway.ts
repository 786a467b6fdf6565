import { drop, put } from '../model/network.ts'
import { notPropagating } from '../model/route-propagation.ts'
import { whyNotDetachVpn } from '../model/vpn-rules.ts'
import type { Decide } from './decide.ts'
import { find } from './find.ts'
import { findVpn } from './find-vpn.ts'

/**
 * `detaching` at first. Its routes are not propagated any more, and no route table serves it. Refuses: as `find`,
 * InvalidVpnGatewayAttachment.NotFound.
 */
export const DetachVpnGateway: Decide<'DetachVpnGateway'> = (situation, input) => {
  const { network, now } = situation
  const gateway = findVpn(situation, 'vpn-gateway', input.VpnGatewayId)
  const vpc = find(situation, 'vpc', input.VpcId)
  const no = whyNotDetachVpn(gateway, vpc.id)
  if (no) throw no
  const tables = network.routeTables.where('propagates', gateway.id)
  return {
    changes: [
      ...tables.map(table => put(notPropagating(table, gateway))),
      ...network.routeTableAssociations.where('serves', gateway.id).map(drop),
      put({ ...gateway, attachment: { vpcId: vpc.id, state: 'detaching' }, since: now }),
    ],
    reply: {},
  }
}
