import { put } from '../model/network.ts'
import { placeKey, placeOf } from '../model/owned.ts'
import { refuse } from '../model/refusals.ts'
import { zonesOf } from '../model/regions.ts'
import { whyNotAmazonAsn } from '../model/vpn-rules.ts'
import type { Decide } from './decide.ts'
import { showVpnGateway } from './show-vpn-gateway.ts'
import { tagsFor } from './tags.ts'

const DEFAULT_ASN = 64_512

/** Refuses: what `tagsFor` refuses, InvalidParameterValue (ASN, zone), VpnGatewayLimitExceeded. */
export const CreateVpnGateway: Decide<'CreateVpnGateway'> = (situation, input) => {
  const { network, caller, now, newId, quotas } = situation
  const { AmazonSideAsn: asn = DEFAULT_ASN, AvailabilityZone: zone } = input
  const tags = tagsFor('vpn-gateway', input.TagSpecifications)
  const no = whyNotAmazonAsn(asn)
  if (no) throw no
  if (zone && !zonesOf(caller.region).some(({ name }) => name === zone))
    throw refuse('InvalidParameterValue/availability-zone', zone)
  const here = network.vpnGateways.where('place', placeKey(placeOf(caller)))
  if (here.filter(one => one.state !== 'deleted').length >= quotas['vpn-gateways-per-region'])
    throw refuse('VpnGatewayLimitExceeded')
  const gateway = {
    kind: 'vpn-gateway',
    id: newId('vgw'),
    ...placeOf(caller),
    asn,
    ...(zone && { zone }),
    state: 'available',
    since: now,
    tags,
  } as const
  return { changes: [put(gateway)], reply: { VpnGateway: showVpnGateway(gateway) } }
}
